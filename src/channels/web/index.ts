/** The chat in the browser: a channel that needs no token. Its pages are its platform. */
import type { Channel, Host, Inbound, Shown } from '../../chat/model.ts'
import type { Words } from '../../chat/words.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import type { Ids } from '../../platform/ids.ts'
import { type Body, createConversations } from './conversation.ts'
import type { Demo } from './demo.ts'
import { createRoutes } from './routes.ts'
import { createSessions } from './sessions.ts'

export interface WebDeps {
  db: Database
  clock: Clock
  ids: Ids
  files: Files
  words: Words
  /** Cookies are marked Secure when people come by https. */
  secure: boolean
  /** Sample people to be, and a clock to move: only in the demonstration. */
  demo: Demo | null
}
export const WEB = 'web'

export function webChannel(deps: WebDeps): Channel {
  const conversations = createConversations(deps)
  const sessions = createSessions(deps)
  let host: Host | undefined

  /** Lets the router answer, and writes the answer into the conversation. */
  async function say(inbound: Inbound, messageId: string | null): Promise<Shown | null> {
    const shown = (await host?.route(inbound)) ?? null
    if (shown) await put(inbound.from.id, shown, inbound.act.kind === 'press' ? 'flash' : 'note', messageId)
    return shown
  }

  async function put(
    address: string,
    shown: Shown,
    toast: 'flash' | 'note',
    messageId: string | null,
  ): Promise<void> {
    const { locale } = shown
    if (shown.kind === 'toast') {
      if (toast === 'note')
        await conversations.add(address, 'rekan', { kind: 'note', text: shown.text, locale })
      return
    }
    const body: Body =
      shown.kind === 'form'
        ? { kind: 'form', draft: shown.draft, locale }
        : { kind: 'card', card: shown.card, locale }
    // What comes of a form, its problems or its receipt, takes the form's place.
    const over = shown.kind === 'card' && shown.over === true
    if (messageId !== null && (over || (await isForm(address, messageId))))
      await conversations.change(address, messageId, body)
    else await conversations.add(address, 'rekan', body)
  }

  const isForm = async (address: string, messageId: string) =>
    (await conversations.byId(address, messageId))?.body.kind === 'form'

  return {
    name: WEB,
    forms: 'whole',
    routes: createRoutes({ ...deps, conversations, sessions, say, host: () => host }),
    start: async given => {
      host = given
    },
    stop: async () => {
      host = undefined
    },
    send: async (to, card, locale) => ({
      messageId: await conversations.add(to.id, 'rekan', { kind: 'card', card, locale }),
    }),
    edit: (to, { messageId }, card, locale) =>
      conversations.change(to.id, messageId, { kind: 'card', card, locale }),
  }
}
