import { customAlphabet } from 'nanoid'

/** Makes the ids of rows: 12 base36 characters (62 bits), so that two of them fit a Telegram button. */
export interface Ids {
  next(): string
}

const LENGTH = 12
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** From the system's secure random source; every character is equally likely. */
export const randomIds: Ids = { next: customAlphabet(ALPHABET, LENGTH) }
