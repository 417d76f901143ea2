/** The six digits shown in the room: a new one every 30 seconds (RFC 6238), the last and the next are taken too. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
const WINDOW = 1

/** 160 bits, base32. It is kept in the database and shown to nobody. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

const totpOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_SECONDS })

export interface RoomCode {
  code: string
  /** How long it still stands, in seconds. */
  seconds: number
}
export function codeAt(secret: string, now: Date): RoomCode {
  const timestamp = now.getTime()
  const seconds = Math.ceil(TOTP.remaining({ period: PERIOD_SECONDS, timestamp }) / 1000)
  return { code: totpOf(secret).generate({ timestamp }), seconds }
}

export function isCode(secret: string, typed: string, now: Date): boolean {
  const token = typed.replaceAll(/\D/g, '')
  return totpOf(secret).validate({ token, timestamp: now.getTime(), window: WINDOW }) !== null
}

const MARK = 20
/**
 * What the address of the room's own page ends with: the training, and a mark that only its secret can make.
 * Whoever runs the training is given it; it cannot be guessed, and gives the secret away to nobody.
 */
export const screenCode = ({ id, secret }: { id: string; secret: string }): string =>
  id + createHmac('sha256', secret).update('layar').digest('hex').slice(0, MARK)

export const trainingOnScreen = (code: string): string => code.slice(0, -MARK)

export function isScreenCode(training: { id: string; secret: string }, code: string): boolean {
  const [right, given] = [Buffer.from(screenCode(training)), Buffer.from(code)]
  return right.length === given.length && timingSafeEqual(right, given)
}
