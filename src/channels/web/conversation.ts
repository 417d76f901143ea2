/** What stands in somebody's conversation in the browser, and who is looking at it now. */
import { EventEmitter } from 'node:events'
import type { Card, DraftView, FileRef, Locale, Text } from '../../chat/model.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db.ts'
import type { WebMessage } from '../../platform/generated/client.ts'
import type { Ids } from '../../platform/ids.ts'

export type Body =
  | { kind: 'said'; text: string }
  | { kind: 'sent'; file: FileRef }
  | { kind: 'card'; card: Card; locale: Locale }
  | { kind: 'form'; draft: DraftView; locale: Locale }
  | { kind: 'note'; text: Text; locale: Locale }
export interface Message {
  id: string
  from: 'person' | 'rekan'
  body: Body
  at: Date
  revision: bigint
}

/** Messages a page shows when it opens. */
const PAGE = 60

export type Conversations = ReturnType<typeof createConversations>

export function createConversations({ db, clock, ids }: { db: Database; clock: Clock; ids: Ids }) {
  const { webMessage: table } = db.client
  const bell = new EventEmitter().setMaxListeners(0)

  /** Orders changes as well as new messages: taken from the same sequence. */
  async function nextRevision(): Promise<bigint> {
    const [row] = await db.client.$queryRaw<
      { next: bigint }[]
    >`SELECT nextval('"WebMessage_seq_seq"') AS next`
    return row?.next ?? 0n
  }

  return {
    add: async (address: string, from: Message['from'], body: Body): Promise<string> => {
      const id = ids.next()
      const row = { id, address, from, body: plain(body), at: clock.now() }
      await table.create({ data: { ...row, revision: await nextRevision() } })
      bell.emit(address)
      return id
    },
    change: async (address: string, id: string, body: Body): Promise<void> => {
      const revision = await nextRevision()
      await table.updateMany({ where: { id, address }, data: { body: plain(body), revision } })
      bell.emit(address)
    },
    latest: async (address: string): Promise<Message[]> => {
      const rows = await table.findMany({ where: { address }, orderBy: { seq: 'desc' }, take: PAGE })
      return rows.reverse().map(toMessage)
    },
    /** What is new or changed since, in order. */
    since: async (address: string, revision: bigint): Promise<Message[]> => {
      const rows = await table.findMany({
        where: { address, revision: { gt: revision } },
        orderBy: { revision: 'asc' },
      })
      return rows.map(toMessage)
    },
    byId: async (address: string, id: string): Promise<Message | null> => {
      const row = await table.findFirst({ where: { id, address } })
      return row && toMessage(row)
    },
    /** Whether a file was shown or sent here: only then may it be opened here. */
    mentions: async (address: string, fileId: string): Promise<boolean> => {
      const needle = `%"id": "${fileId}"%`
      const rows = await db.client.$queryRaw<unknown[]>`
        SELECT 1 FROM "WebMessage" WHERE "address" = ${address} AND "body"::text LIKE ${needle} LIMIT 1`
      return rows.length > 0
    },
    listen: (address: string, ring: () => void): (() => void) => {
      bell.on(address, ring)
      return () => bell.off(address, ring)
    },
  }
}

const plain = (body: Body) => JSON.parse(JSON.stringify(body))
/** Bodies are our own plain JSON; a date among a text's values comes back as the text it was kept as. */
const toMessage = ({ id, from, body, at, revision }: WebMessage): Message => ({
  id,
  from: from === 'person' ? 'person' : 'rekan',
  body: revived(body) as Body,
  at,
  revision,
})

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived)
  if (typeof value === 'string' && INSTANT.test(value)) return new Date(value)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revived(inner)]))
}
