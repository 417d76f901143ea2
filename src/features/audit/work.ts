import type { Database, Tx } from '../../platform/db.ts'
import { type Entry, firstBreak, GENESIS, type Sealed, seal } from './rules.ts'
import { after, append, lastSeal } from './store.ts'

export interface Audit {
  /** Writes down what was done, in the transaction that does it. `detail` holds ids and codes, never content. */
  note(tx: Tx, entry: Omit<Entry, 'seq'>): Promise<void>
  /** Walks the whole chain. @returns how many entries stand, and the first that does not fit */
  verify(): Promise<{ entries: bigint; broken: bigint | null }>
}

const PAGE = 1000

export function createAudit(db: Database): Audit {
  return {
    note: async (tx, said) => {
      // One writer at a time, or two entries would stand on the same one.
      await db.lock(tx, 'audit')
      const last = await lastSeal(tx)
      const entry = { ...said, seq: last.seq + 1n }
      await append(tx, { ...entry, previous: last.hash, hash: seal(entry, last.hash) })
    },
    verify: async () => {
      let from = { seq: 0n, hash: GENESIS }
      for (;;) {
        const page: Sealed[] = await after(db.client, from.seq, PAGE)
        const broken = firstBreak(page, from)
        const last = page.at(-1)
        if (broken !== null || !last) return { entries: from.seq, broken }
        from = last
      }
    },
  }
}
