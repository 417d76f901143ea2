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

/** What the first entry stands on. */
export const GENESIS = '0'.repeat(64)

/** The seal of an entry: SHA-256 over the seal before it and everything it says. */
export function seal(entry: Entry, previous: string): string {
  const { seq, at, actorId, action, subject, detail } = entry
  const said = [previous, seq.toString(), at.toISOString(), actorId, action, subject, canonical(detail)]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** @returns the first entry that does not fit the chain (changed, or one before it was removed), or null */
export function firstBreak(entries: Iterable<Sealed>, from = { seq: 0n, hash: GENESIS }): bigint | null {
  let { seq, hash } = from
  for (const entry of entries) {
    if (entry.seq !== seq + 1n || entry.previous !== hash || seal(entry, hash) !== entry.hash)
      return entry.seq
    seq = entry.seq
    hash = entry.hash
  }
  return null
}

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
