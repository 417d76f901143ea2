import { createHash, timingSafeEqual } from 'node:crypto'

/** Compared in constant time: hashes are of one length, whatever was sent. */
export function sameSecret(given: string, secret: string): boolean {
  const hashOf = (said: string) => createHash('sha256').update(said).digest()
  return timingSafeEqual(hashOf(given), hashOf(secret))
}
