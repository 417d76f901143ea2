import type { Database, Tx } from '../../../platform/database/database.ts'
import { after, append, base, lockedSeal, notedHead, removeBefore } from './repository.ts'
import { asJson, type Break, type Entry, firstBreak, type Head, type Sealed, seal } from './rules.ts'

/** What a walk through the whole log found. */
export interface Verdict {
  /** How many entries stand, from the first on, as they were written. */
  entries: bigint
  /** The last that stands: to be kept outside the database, and given to the next walk. */
  head: Head
  /** The first that does not stand; `end-missing`: the log once went on after `head`. */
  broken: Break | { seq: bigint; why: 'end-missing' } | null
}

export interface Audit {
  /**
   * Writes down what a transaction did, in that transaction and in this order; `detail` holds ids and codes, never
   * content. Every writer waits for the one before, so it is the last step of a transaction (see unit-of-work.ts).
   */
  append(tx: Tx, entries: readonly Omit<Entry, 'seq'>[]): Promise<void>
  /** Walks the whole chain. `kept`: heads of earlier walks that were kept outside the database. */
  verify(kept?: readonly Head[]): Promise<Verdict>
  /**
   * Lets go of entries whose period is over; the rest stands on the seal of the last of them. The database itself
   * lets none go that is younger than five years. @returns how many went
   */
  letGo(tx: Tx, before: Date): Promise<number>
}

const PAGE = 1000

export function createAudit(db: Database): Audit {
  async function write(tx: Tx, said: readonly Omit<Entry, 'seq'>[]): Promise<void> {
    // One writer at a time, or two entries would stand on the same one.
    let last = await lockedSeal(db, tx)
    const sealed = said.map(one => {
      const entry = { ...one, detail: asJson(one.detail), seq: last.seq + 1n }
      const next: Sealed = { ...entry, previous: last.hash, hash: seal(entry, last.hash) }
      last = next
      return next
    })
    await append(tx, sealed)
  }

  return {
    letGo: async (tx, before) => {
      await lockedSeal(db, tx)
      return removeBefore(tx, before)
    },
    append: write,
    verify: async (kept = []) => {
      // Read first: what is written during the walk only makes the log longer.
      const noted = await notedHead(db.client)
      const known = noted ? [...kept, noted] : kept
      let head: Head = await base(db.client)
      for (;;) {
        const page: Sealed[] = await after(db.client, head.seq, PAGE)
        const broken = firstBreak(page, head) ?? otherSeal(page, known)
        if (broken) {
          const standing: Head = page.filter(({ seq }) => seq < broken.seq).at(-1) ?? head
          return { entries: standing.seq, head: pick(standing), broken }
        }
        const last = page.at(-1)
        if (!last) return { entries: head.seq, head, broken: cutOff(head, known) }
        head = pick(last)
      }
    },
  }
}

const pick = ({ seq, hash }: Head): Head => ({ seq, hash })

/** A whole chain made anew fits in itself, but not the seals that were kept of the old one. */
function otherSeal(page: readonly Sealed[], known: readonly Head[]): Break | null {
  const other = page.find(({ seq, hash }) => known.some(one => one.seq === seq && one.hash !== hash))
  return other ? { seq: other.seq, why: 'changed' } : null
}

function cutOff(head: Head, known: readonly Head[]): Verdict['broken'] {
  return known.some(({ seq }) => seq > head.seq) ? { seq: head.seq + 1n, why: 'end-missing' } : null
}
