/** What one cell says, in either direction. */

/** What a spreadsheet program may keep in a cell. */
export type RawCell = string | number | boolean | Date | null | undefined

/** Before 1 March 1900 a spreadsheet keeps no dates of people: it is a time of day. */
const TIMES_UNTIL = Date.UTC(1900, 2, 1)
const MINUTE = 60_000
/** Marks nobody sees: zero width, byte order, soft hyphen, direction. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** An apostrophe that only tells the program to take what follows as text. */
const AS_TEXT = /^'(?=[=+\-@\d\t])/

/** Trimmed text of one line: dates as `YYYY-MM-DD`, times as `HH:MM`, both as `YYYY-MM-DD HH:MM`. */
export function cellText(raw: RawCell): string {
  if (raw === null || raw === undefined) return ''
  if (raw instanceof Date) return dateText(raw)
  return String(raw)
    .replaceAll(UNSEEN, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(AS_TEXT, '')
    .trim()
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  // A time such as 07:30 is a fraction of a day, and comes back some milliseconds off.
  const minutes = new Date(Math.round(date.getTime() / MINUTE) * MINUTE)
  const [day = '', time = ''] = minutes.toISOString().split('T')
  const clock = time.slice(0, 5)
  if (minutes.getTime() < TIMES_UNTIL) return clock
  return clock === '00:00' ? day : `${day} ${clock}`
}

/** Column names as they are compared: `NIP Atasan`, `nip_atasan` and `NIPATASAN` are one. */
export const columnKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** What a spreadsheet program would run as a formula (OWASP, CSV injection). */
const FORMULA = /^[\s']*[=+\-@\t\r＝＋－＠]/
/** So many digits are a number such as a NIP, which a spreadsheet would cut. */
const LONG_NUMBER = /^\d{12,}$/

/** Text that no spreadsheet program runs or cuts when it opens the CSV. */
export const plainText = (said: string): string =>
  FORMULA.test(said) || LONG_NUMBER.test(said) ? `'${said}` : said
