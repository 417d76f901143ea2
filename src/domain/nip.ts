import { civilDay, type OfficeDay } from './calendar/office-day.ts'

/**
 * The number of a civil servant: 18 digits. NIP of a PNS (Perka BKN 43/2007): birth date YYYYMMDD, appointment
 * YYYYMM, sex 1 or 2, sequence of three. NI PPPK: birth date, year of appointment, contract number of two
 * digits, sex, sequence. Whether somebody is PNS or PPPK comes from the data, never from the number.
 */
export type NipProblem =
  | 'cut-by-spreadsheet'
  | 'digits'
  | 'length'
  | 'birth-date'
  | 'appointment'
  | 'sex'
  | 'sequence'
export type ReadNip = { ok: true; nip: string; born: OfficeDay } | { ok: false; problem: NipProblem }

const LENGTH = 18
/**
 * Ages at appointment (years). The law asks for 18 and appoints nobody past 60 or so; older careers began
 * younger and honorary ones later, so only what must be a slip of the hand is refused.
 */
const AGES = { from: 15, until: 70 }
/** What spreadsheets and people put around and between digits; `\p{Cf}` are marks nobody sees. */
const BETWEEN = /[\s.\-'’‘`´\p{Cf}]/gu
/** `="1986…"` and `'1986…`: how spreadsheets are told that a number is text. */
const AS_TEXT = /^=?["'’‘`´\s]+|["\s]+$/g
/** 1.98609E+17: what is left when a spreadsheet takes the number for an amount. */
const AMOUNT = /^\d([.,]\d+)?E\+?\d+$/i
/** A spreadsheet keeps 15 digits of a number and fills up with noughts. */
const FILLED_UP = /^\d{15}000$/

/** Reads a number as people type and spreadsheets keep it: with spaces, dots, or an apostrophe in front. */
export function readNip(typed: string): ReadNip {
  const said = typed.trim().replaceAll(AS_TEXT, '')
  if (AMOUNT.test(said) || FILLED_UP.test(said)) return { ok: false, problem: 'cut-by-spreadsheet' }
  const nip = said.replaceAll(BETWEEN, '')
  if (!/^\d+$/.test(nip)) return { ok: false, problem: 'digits' }
  if (nip.length !== LENGTH) return { ok: false, problem: 'length' }
  const born = civilDay(Number(nip.slice(0, 4)), Number(nip.slice(4, 6)), Number(nip.slice(6, 8)))
  if (!born) return { ok: false, problem: 'birth-date' }
  const problem = problemAfterBirth(nip)
  return problem ? { ok: false, problem } : { ok: true, nip, born }
}

function problemAfterBirth(nip: string): NipProblem | null {
  const age = Number(nip.slice(8, 12)) - Number(nip.slice(0, 4))
  if (age < AGES.from || age > AGES.until) return 'appointment'
  // 01 to 12 is a month (PNS), anything else but 00 the number of a contract (PPPK).
  if (nip.slice(12, 14) === '00') return 'appointment'
  if (!'12'.includes(nip.charAt(14))) return 'sex'
  return nip.slice(15) === '000' ? 'sequence' : null
}

/** As it may be shown: the last four digits only, for the rest tells birth date and sex (UU 27/2022). */
export const maskNip = (nip: string) => '•'.repeat(Math.max(0, nip.length - 4)) + nip.slice(-4)
