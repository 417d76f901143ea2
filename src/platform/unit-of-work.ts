/** The one way in which use cases write: what they cause is collected, and written in one order for all. */
import type { Address } from '../chat/model.ts'
import type { Database, Tx } from './database/database.ts'

/** `soon`: at once, save for quiet hours. `office-hours`: in the sending window of the person's working days. */
export type Timing = 'soon' | 'office-hours'

/** A message to be sent, identified by its idempotency key. */
export interface Message {
  /** What this message is, for good: `kudos:<id>:received:<person>`. A key is delivered once. */
  key: string
  /** `at`: to exactly this account, such as an alert to one that was theirs until now. */
  to: { person: string; at?: Address } | { group: string }
  /** Name of a Notification, and the ids it is rendered from when it goes out. */
  notification: string
  args: readonly string[]
  timing: Timing
}

/** A line of the audit log. */
export interface AuditNote {
  action: string
  /** Id of what was acted on; null where it is nothing that has one. */
  subject: string | null
  /** Ids and codes, never content. */
  detail?: Record<string, unknown>
  /** Whoever did it; the context's actor when not given, null for Rekan itself. */
  actorId?: string | null
}

/** Who acts, and when: a RequestContext is one; a tick gives the time alone. */
export interface WorkContext {
  readonly now: Date
  readonly actor?: { readonly personId: string }
}

/** What a use case has while its transaction is open. */
export interface Work {
  readonly tx: Tx
  readonly now: Date
  /** Waits until nobody else holds one of these names; they are held until the transaction ends. Lock first, then read. */
  lock(...names: string[]): Promise<void>
  /** Adds a line to the audit log. */
  record(note: AuditNote): void
  /** Puts messages into the outbox. Keys that are known are left alone. */
  notify(...messages: readonly Message[]): void
  /** Has messages that were sent rendered anew and changed in place, named by their keys. */
  refresh(...keys: readonly string[]): void
  /** The same for numbers that others see change: they never hold up another change, and show the newest state. */
  refreshLater(...keys: readonly string[]): void
  /** Somebody who could not be reached can be reached again: what they were owed lately goes out after all. */
  redeliver(personId: string): void
}

/** Everything in `run` is written, or nothing. Nothing that waits for a network or a file belongs inside. */
export type Transact = <T>(context: WorkContext, run: (work: Work) => Promise<T>) => Promise<T>

/** Port: the outbox (features/organisation/notify). */
export interface OutboxWriter {
  enqueue(tx: Tx, messages: readonly Message[], now: Date): Promise<void>
  /** Puts what could not be delivered to this person lately back into the outbox. */
  redeliver(tx: Tx, personId: string, now: Date): Promise<void>
  refresh(tx: Tx, keys: readonly string[]): Promise<void>
  refreshLater(tx: Tx, keys: readonly string[]): Promise<void>
}
/** Port: the audit log (features/organisation/audit). */
export interface AuditWriter {
  append(tx: Tx, entries: readonly AuditRow[]): Promise<void>
}
export interface AuditRow {
  at: Date
  actorId: string | null
  action: string
  subject: string | null
  detail: Record<string, unknown>
}

/**
 * The order at the end is the same for every use case: new messages by key, messages that are sent again by person,
 * refreshes, then the audit log, whose lock everybody waits for. So two use cases never wait for each other in a circle, whatever they collected first.
 */
export function createTransact({
  db,
  outbox,
  audit,
}: {
  db: Database
  outbox: OutboxWriter
  audit: AuditWriter
}): Transact {
  return (context, run) =>
    db.transaction(async tx => {
      const messages = new Map<string, Message>()
      const stale = new Set<string>()
      const later = new Set<string>()
      const reachable = new Set<string>()
      const rows: AuditRow[] = []
      const result = await run({
        tx,
        now: context.now,
        lock: (...names) => db.lock(tx, ...names),
        record: ({ action, subject, detail = {}, actorId = context.actor?.personId ?? null }) => {
          rows.push({ at: context.now, actorId, action, subject, detail })
        },
        notify: (...more) => {
          for (const message of more) if (!messages.has(message.key)) messages.set(message.key, message)
        },
        refreshLater: (...keys) => {
          for (const key of keys) later.add(key)
        },
        refresh: (...keys) => {
          for (const key of keys) stale.add(key)
        },
        redeliver: personId => {
          reachable.add(personId)
        },
      })
      if (messages.size > 0) await outbox.enqueue(tx, sorted([...messages.values()]), context.now)
      for (const personId of [...reachable].toSorted()) await outbox.redeliver(tx, personId, context.now)
      if (stale.size > 0) await outbox.refresh(tx, [...stale].toSorted())
      const others = [...later].filter(key => !stale.has(key)).toSorted()
      if (others.length > 0) await outbox.refreshLater(tx, others)
      if (rows.length > 0) await audit.append(tx, rows)
      return result
    })
}

const sorted = (messages: Message[]) => messages.sort((one, other) => (one.key < other.key ? -1 : 1))
