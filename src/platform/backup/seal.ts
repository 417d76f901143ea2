/** The last line of a backup, by which a damaged or changed one is found out. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Begins the last line. */
export const END = 'end\t'
/** How the last line says whether it holds: `unsigned` and `unchecked` are told to whoever restores. */
export type SealState =
  /** Signed, and with this key. */
  | 'signed'
  /** Neither signed nor is there a key: the sum tells damage, not intent, for whoever changes a file can sum it anew. */
  | 'unsigned'
  /** Signed, but there is no key here to check it by. */
  | 'unchecked'
  /** There is a key here, and the file is not signed. */
  | 'missing'
  /** Changed, or signed with another key. */
  | 'forged'
  /** It ends early, or was changed after it was written. */
  | 'damaged'

/**
 * Sums up lines as they pass: SHA-256 against damage, and HMAC-SHA-256 against change where there is a key.
 * @param key `BACKUP_KEY`; null: there is none
 */
export function createSeal(key: string | null) {
  const sum = createHash('sha256')
  const signature = key === null ? null : createHmac('sha256', key)

  /** Of everything before and the count itself. */
  function signed(count: number): string {
    if (!signature) return ''
    return signature.update(`${END}${count}`).digest('hex')
  }

  return {
    /** @param text whole lines with their ends */
    update: (text: string): void => {
      sum.update(text)
      signature?.update(text)
    },
    /** @returns the last line without its end; nothing may be added afterwards */
    line: (count: number): string => {
      const parts = [`${END}${count}`, sum.digest('hex')]
      if (signature) parts.push(signed(count))
      return parts.join('\t')
    },
    /** Whether this last line fits what passed. */
    check: (line: string, count: number): SealState => {
      const [, rows, digest, mark] = line.split('\t')
      if (Number(rows) !== count || digest !== sum.digest('hex'))
        return signature && mark ? 'forged' : 'damaged'
      if (!signature) return mark ? 'unchecked' : 'unsigned'
      if (!mark) return 'missing'
      return same(mark, signed(count)) ? 'signed' : 'forged'
    },
  }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
