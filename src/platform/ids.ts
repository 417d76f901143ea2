import { randomInt } from 'node:crypto'

/** Makes the ids of rows: 12 base36 characters (62 bits), so that two of them fit a Telegram button. */
export interface Ids {
  next(): string
}

const LENGTH = 12
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

export const randomIds: Ids = {
  next: () => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
}
