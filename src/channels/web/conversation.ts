/** What stands in somebody's conversation in the browser, and who is looking at it now. */
import { EventEmitter } from 'node:events'
import type { DraftView } from '../../chat/channel.ts'
import type { Card, FileRef, Label, Locale, Text } from '../../chat/model.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { revived } from '../../platform/database/json.ts'
import type { WebMessage } from '../../platform/generated/client.ts'
import type { Ids } from '../../platform/ids.ts'
import { withoutExpired } from './expired.ts'

export type FormBody = { kind: 'form'; draft: DraftView; locale: Locale; refusal?: Text }
export type Body =
  | { kind: 'said'; text: string }
  | { kind: 'tapped'; label: Label; locale: Locale }
  | { kind: 'sent'; file: FileRef }
  | { kind: 'card'; card: Card; locale: Locale }
  | FormBody
  | { kind: 'note'; text: Text; locale: Locale }
export type Author = 'person' | 'rekan'
export interface Message {
  id: string
  seq: bigint
  from: Author
  body: Body
  at: Date
  revision: bigint
}

/** Messages a page shows when it opens; each look further back adds as many. */
export const PAGE = 60
/** Messages a listener that was away catches up with at once. */
const BATCH = 200

export type Conversations = ReturnType<typeof createConversations>

export function createConversations({ db, clock, ids }: { db: Database; clock: Clock; ids: Ids }) {
  const { webMessage: table } = db.client
  const bell = new EventEmitter().setMaxListeners(0)

  /**
   * Writes one conversation's changes one after the other: a listener that has seen a revision never meets a
   * smaller one that was committed later.
   */
  async function write<T>(address: string, work: (tx: Tx, revision: bigint) => Promise<T>): Promise<T> {
    const done = await db.transaction(async tx => {
      await db.lock(tx, `web:${address}`)
      return work(tx, await nextRevision(tx))
    })
    bell.emit(address)
    return done
  }

  /** @returns false when a message of this id stands already */
  async function put(address: string, from: Author, body: Body, id: string): Promise<boolean> {
    const row = { id, address, from, body: plain(body), at: clock.now() }
    const { count } = await write(address, (tx, revision) =>
      tx.webMessage.createMany({ data: [{ ...row, revision }], skipDuplicates: true }),
    )
    return count === 1
  }

  /** Messages whose content has this at that path. */
  async function having(address: string, path: string[], equals: string): Promise<Message[]> {
    return (await table.findMany({ where: { address, body: { path, equals } } })).map(toMessage)
  }

  return {
    put,
    add: async (address: string, from: Author, body: Body): Promise<string> => {
      const id = ids.next()
      await put(address, from, body, id)
      return id
    },
    change: async (address: string, id: string, body: Body): Promise<void> => {
      await write(address, (tx, revision) =>
        tx.webMessage.updateMany({ where: { id, address }, data: { body: plain(body), revision } }),
      )
    },
    /** The last `pages` pages, oldest first, and whether there is more before them. */
    latest: async (address: string, pages = 1): Promise<{ messages: Message[]; more: boolean }> => {
      const take = PAGE * pages
      const rows = await table.findMany({ where: { address }, orderBy: { seq: 'desc' }, take: take + 1 })
      const messages = rows.slice(0, take).reverse().map(toMessage)
      return { messages: await withoutExpired(db.client, messages), more: rows.length > take }
    },
    /** What is new or changed since, in order. */
    since: async (address: string, revision: bigint): Promise<Message[]> => {
      const where = { address, revision: { gt: revision } }
      const rows = await table.findMany({ where, orderBy: { revision: 'asc' }, take: BATCH })
      return withoutExpired(db.client, rows.map(toMessage))
    },
    byId: async (address: string, id: string): Promise<Message | null> => {
      const row = await table.findFirst({ where: { id, address } })
      return row && toMessage(row)
    },
    /** Messages in which this half-filled form stands. */
    withForm: async (address: string, draftId: string): Promise<Message[]> => {
      return having(address, ['draft', 'id'], draftId)
    },
    /** Messages in which any form stands. */
    forms: async (address: string): Promise<Message[]> => {
      return having(address, ['kind'], 'form')
    },
    /** Whether a file was shown or sent here: only then may it be opened here. */
    shows: async (address: string, fileId: string): Promise<boolean> => {
      const rows = await db.client.$queryRaw<unknown[]>`
        SELECT 1 FROM "WebMessage" WHERE "address" = ${address} AND jsonb_path_exists("body",
          '$.** ? (@.id == $file && exists(@.mime))', jsonb_build_object('file', ${fileId}::text)) LIMIT 1`
      return rows.length > 0
    },
    /** Nobody can come back to it: a conversation is kept no longer than its session. */
    forget: async (address: string): Promise<void> => {
      await table.deleteMany({ where: { address } })
    },
    listen: (address: string, ring: () => void): (() => void) => {
      bell.on(address, ring)
      return () => bell.off(address, ring)
    },
    /** Anything has been written there. */
    began: async (address: string): Promise<boolean> =>
      (await table.findFirst({ where: { address }, select: { id: true } })) !== null,
    /** Wakes the listeners of one conversation, so that each sees whether it may still listen. */
    ring: (address: string): void => void bell.emit(address),
    /** Wakes every listener, so that each sees that it has to end. */
    ringAll: (): void => {
      for (const address of bell.eventNames()) bell.emit(address)
    },
  }
}

/** Orders changes as well as new messages: taken from the same sequence. */
async function nextRevision(tx: Tx): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ next: bigint }[]>`SELECT nextval('"WebMessage_seq_seq"') AS next`
  return row?.next ?? 0n
}

const plain = (body: Body) => JSON.parse(JSON.stringify(body))
/** Bodies are our own plain JSON; a date among a text's values comes back as the text it was kept as. */
const toMessage = ({ id, seq, from, body, at, revision }: WebMessage): Message => ({
  id,
  seq,
  from: from === 'person' ? 'person' : 'rekan',
  body: revived(body) as Body,
  at,
  revision,
})
