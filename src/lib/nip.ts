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
export type ReadNip = { ok: true; nip: string } | { ok: false; problem: NipProblem }

const LENGTH = 18
/** The youngest age at which anybody was ever appointed (years); a smaller gap is a slip of the hand. */
const YOUNGEST = 15

/** Reads a number as people type and spreadsheets keep it: with spaces, dots, or an apostrophe in front. */
export function readNip(typed: string): ReadNip {
  const plain = typed.trim().replaceAll(/[\s.'’`-]/g, '')
  const problem = problemIn(typed.trim(), plain)
  return problem ? { ok: false, problem } : { ok: true, nip: plain }
}

function problemIn(typed: string, plain: string): NipProblem | null {
  // 1.98609E+17 is what is left when a spreadsheet takes the number for an amount.
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(typed)) return 'cut-by-spreadsheet'
  if (!/^\d+$/.test(plain)) return 'digits'
  if (plain.length !== LENGTH) return 'length'
  const [year, month, day] = [plain.slice(0, 4), plain.slice(4, 6), plain.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ]
  if (!isDay(year, month, day)) return 'birth-date'
  const appointed = Number(plain.slice(8, 12))
  if (appointed < year + YOUNGEST || appointed > year + 70) return 'appointment'
  // 01 to 12 is a month (PNS), anything else but 00 the number of a contract (PPPK).
  if (plain.slice(12, 14) === '00') return 'appointment'
  if (!'12'.includes(plain.charAt(14))) return 'sex'
  return plain.slice(15) === '000' ? 'sequence' : null
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** As it may be shown: the last four digits only, for the rest tells birth date and sex. */
export const maskNip = (nip: string) => '•'.repeat(Math.max(0, nip.length - 4)) + nip.slice(-4)
