/** The chat in the browser: a channel that needs no token. Its pages are its platform. */
import type { Hono } from 'hono'
import { type Channel, type Host, Unreachable } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Door } from '../../platform/http/door.ts'
import type { Ids } from '../../platform/ids.ts'
import { createConversations } from './conversation.ts'
import type { Demo } from './demo.ts'
import { createRoutes } from './routes.ts'
import { createSessions } from './sessions.ts'

export interface WebDeps {
  db: Database
  clock: Clock
  ids: Ids
  files: Files
  words: Words
  /** The office's time zone: the demonstration moves the clock to the office's next morning. */
  config: { timeZone: string }
  door: Door
  /** Sample people to be, and a clock to move: only in the demonstration. */
  demo: Demo | null
}

export function webChannel(deps: WebDeps): Channel & { routes: Hono } {
  const conversations = createConversations(deps)
  const sessions = createSessions(deps)
  let host: Host | undefined
  return {
    name: 'web',
    forms: 'whole',
    ownServer: true,
    routes: createRoutes({ ...deps, conversations, sessions, host: () => host }),
    start: async given => {
      host = given
    },
    stop: async () => {
      host = undefined
      conversations.ringAll()
    },
    send: async (to, card, locale, beforeSend) => {
      if (await sessions.isOver(to.id)) throw new Unreachable()
      await beforeSend?.()
      return { messageId: await conversations.add(to.id, 'rekan', { kind: 'card', card, locale }) }
    },
    edit: (to, { messageId }, card, locale) =>
      conversations.change(to.id, messageId, { kind: 'card', card, locale }),
  }
}
