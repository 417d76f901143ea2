/** Whose conversation a request is about: this browser's own, or that of the person a tab plays. */
import type { Context } from 'hono'
import type { Database } from '../../platform/database/database.ts'
import type { Conversations } from './conversation.ts'
import type { Demo } from './demo.ts'
import type { Sessions } from './sessions.ts'

export interface Visitor {
  address: string
  /** Somebody in office has this address. To anyone else nothing is shown but where to enter a code. */
  linked: boolean
  /** In the demonstration: the person this tab plays. */
  persona: string | null
}
export interface Visitors {
  /** Begins a conversation for a browser that has none. */
  open(c: Context): Promise<Visitor>
  /** `null` for whoever may see nothing: no conversation, or one that belongs to nobody. */
  find(c: Context): Promise<Visitor | null>
  isLinked(address: string): Promise<boolean>
}

export function createVisitors({
  db,
  demo,
  sessions,
  conversations,
}: {
  db: Database
  demo: Demo | null
  sessions: Sessions
  conversations: Pick<Conversations, 'began' | 'forget'>
}): Visitors {
  // The same question the router asks; asked here too, so that a page opened after somebody was cut off is empty.
  async function isLinked(address: string): Promise<boolean> {
    const key = { channel: 'web', address }
    const where = { channel_address: key, person: { leftOn: null } }
    return (await db.client.account.findUnique({ where, select: { personId: true } })) !== null
  }

  async function played(c: Context): Promise<Visitor | null> {
    const persona = demo ? c.req.query('sebagai') : undefined
    const address = demo && persona ? await demo.addressOf(persona) : null
    return address && persona ? { address, linked: true, persona } : null
  }

  async function own(address: string): Promise<Visitor> {
    return { address, linked: await isLinked(address), persona: null }
  }

  return {
    isLinked,
    open: async c => {
      const playing = await played(c)
      if (playing) return playing
      const visitor = await own(await sessions.open(c))
      if (visitor.linked || !(await conversations.began(visitor.address))) return visitor
      // Whoever enters a code here next may be another person: they do not come into this conversation.
      await conversations.forget(visitor.address)
      return own(await sessions.restart(c))
    },
    find: async c => {
      const playing = await played(c)
      if (playing) return playing
      const address = await sessions.find(c)
      const visitor = address === null ? null : await own(address)
      return visitor?.linked ? visitor : null
    },
  }
}
