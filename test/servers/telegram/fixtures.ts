/** What the server's own tests share: a scene with a bot and Siti, closed after each test; a picture. */

import { Bot, GrammyError } from 'grammy'
import { afterEach } from 'vitest'
import { type ServerOptions, type TelegramServer, telegramServer } from './index.ts'

/** A real PNG, 2 by 3 pixels, for tests of pictures. */
export const PICTURE = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8AARAwoFABE0AX7pM/egAAAAABJRU5ErkJggg==',
    'base64',
  ),
)

const running: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop()
})

export async function scene(options: ServerOptions = {}) {
  const server = await telegramServer(options)
  running.push(() => server.close())
  const siti = server.person({ firstName: 'Siti', username: 'siti_tt' })
  return { server, siti, bot: botAt(server) }
}

function botAt(server: TelegramServer): Bot {
  return new Bot(server.token, { client: { apiRoot: server.apiRoot } })
}

export function poll(bot: Bot): void {
  bot.catch(() => undefined)
  const ended = bot.start({ drop_pending_updates: false }).catch(() => undefined)
  running.push(async () => {
    await bot.stop()
    await ended
  })
}

export async function refused(call: Promise<unknown>): Promise<GrammyError> {
  const error = await call.then(
    () => undefined,
    reason => reason,
  )
  if (!(error instanceof GrammyError)) throw new Error(`expected a refusal, got ${error}`)
  return error
}
