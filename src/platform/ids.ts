import { randomBytes } from 'node:crypto'

/** Makes the ids of rows: 12 base36 characters (62 bits), so that two of them fit a Telegram button. */
export interface Ids {
  next(): string
}

const LENGTH = 12
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** The highest multiple of the alphabet's length in a byte: what lies above would make some letters likelier. */
const FAIR = 256 - (256 % ALPHABET.length)
let pool = new Uint8Array(0)

/** Random bytes are taken by the thousand: one call of the system for each letter is what would take the time. */
function fairByte(): number {
  for (;;) {
    if (pool.length === 0) pool = new Uint8Array(randomBytes(4096))
    const [byte = 0] = pool
    pool = pool.subarray(1)
    if (byte < FAIR) return byte
  }
}

export const randomIds: Ids = {
  next: () => Array.from({ length: LENGTH }, () => ALPHABET[fairByte() % ALPHABET.length]).join(''),
}
