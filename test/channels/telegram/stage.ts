/** An office on Telegram: Rekan over the real grammY and a strict Telegram, with people who have accounts there. */
import { createServer } from 'node:net'
import type { MakeChannel } from '../../../src/app.ts'
import { telegramChannel } from '../../../src/channels/telegram/index.ts'
import { listen } from '../../../src/platform/http/server.ts'
import { type Person, telegramServer } from '../../servers/telegram/index.ts'
import { FIVE, office } from '../../support/office.ts'

export const SECRET = 'rahasia_webhook_0123456789'
export type TelegramOffice = Awaited<ReturnType<typeof telegramOffice>>

export async function telegramOffice({ webhook = false, env = {} as Record<string, string> } = {}) {
  const server = await telegramServer()
  const { token, apiRoot } = server
  const port = await freePort()
  const mode = webhook ? { mode: 'webhook' as const, secret: SECRET } : { mode: 'polling' as const }
  const publicUrl = `http://127.0.0.1:${port}`
  const channel: MakeChannel = parts =>
    telegramChannel({ ...parts, telegram: { token, apiRoot, ...mode }, publicUrl })
  const place = await office({ channels: [channel], env })
  const http = webhook ? await listen(place.app.pages, { host: '127.0.0.1', port }) : null
  const link = async (personId: keyof typeof FIVE, languageCode = 'id'): Promise<Person> => {
    const person = server.person({ firstName: FIVE[personId].name.split(' ')[0] ?? '', languageCode })
    const address = String(person.id)
    await place.db.client.account.create({
      data: { channel: 'telegram', address, personId, linkedAt: place.clock.now() },
    })
    // On this stage people are reached on Telegram only.
    await place.db.client.account.deleteMany({ where: { personId, channel: 'memory' } })
    return person
  }
  async function settled() {
    await server.idle()
    await place.settled()
    await server.idle()
  }
  return {
    ...place,
    server,
    publicUrl,
    link,
    settled,
    channel,
    close: async () => {
      await place.close()
      await http?.stop()
      await server.close()
      server.assertClean()
      if (server.unanswered().length > 0) throw new Error('a tap was left unanswered')
    },
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
