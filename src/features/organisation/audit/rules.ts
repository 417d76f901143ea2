import { createHash } from 'node:crypto'

/** One thing that was done, as it is written down for good. */
export interface Entry {
  seq: bigint
  at: Date
  actorId: string | null
  action: string
  subject: string | null
  detail: Record<string, unknown>
}
export interface Sealed extends Entry {
  previous: string
  hash: string
}

/** Where a chain stands: the number of its last entry, and that entry's seal. */
export interface Head {
  seq: bigint
  hash: string
}

/** `changed`: the entry says something else than it was sealed with; `removed`: entries before it are gone. */
export interface Break {
  seq: bigint
  why: 'changed' | 'removed'
}

/** What the first entry stands on. */
export const GENESIS: Head = { seq: 0n, hash: '0'.repeat(64) }

/** The seal of an entry: SHA-256 over the seal before it and everything it says. */
export function seal(entry: Entry, previous: string): string {
  const { seq, at, actorId, action, subject, detail } = entry
  const said = [previous, seq.toString(), at.toISOString(), actorId, action, subject, canonical(detail)]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** @returns the first entry that does not fit the chain, or null */
export function firstBreak(entries: Iterable<Sealed>, from: Head = GENESIS): Break | null {
  let { seq, hash } = from
  for (const entry of entries) {
    if (entry.seq !== seq + 1n) return { seq: entry.seq, why: 'removed' }
    if (entry.previous !== hash || seal(entry, hash) !== entry.hash) return { seq: entry.seq, why: 'changed' }
    seq = entry.seq
    hash = entry.hash
  }
  return null
}

/** `12:ab34…`, as the operator keeps it outside the database, or null when it is no such thing. */
export function readHead(typed: string): Head | null {
  const [, seq, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(typed.trim().toLowerCase()) ?? []
  return seq && hash ? { seq: BigInt(seq), hash } : null
}
export const printedHead = ({ seq, hash }: Head) => `${seq}:${hash}`

/** As JSON keeps it: what is written is then what is read again, and what was sealed. */
export const asJson = (detail: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(detail))

/** JSON with sorted keys: the database's jsonb does not keep their order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}
