/** What one cell says, in either direction. */

/** Marks nobody sees: zero width, byte order, soft hyphen, direction. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** An apostrophe that only tells the program to take what follows as text. */
const AS_TEXT = /^'(?=[=+\-@\d\t])/
/** `="1986…"`: a formula for the same. */
const TEXT_FORMULA = /^="([^"]*)"$/
const PLAIN = /^[!-&(-~]+(?: [!-~]+)*$/

/** Trimmed text of one line. */
export function cellText(raw: string | number | null | undefined): string {
  if (raw === null || raw === undefined) return ''
  if (typeof raw === 'number') return String(raw)
  // Nearly every cell is plain already, and a month of a city has millions.
  if (PLAIN.test(raw) && !raw.startsWith('="')) return raw
  return raw
    .replaceAll(UNSEEN, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(AS_TEXT, '')
    .replace(TEXT_FORMULA, '$1')
    .trim()
}

/** What a spreadsheet shows where it could not work something out, in any of its languages. */
const ERROR =
  /^#(?:N\/?A|N\/T|REF|VALUE|NAME|DIV\/0|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|GETTING_DATA|ERROR)[!?]?$|^Err:5\d\d$/i
export const isErrorCell = (said: string): boolean =>
  (said.startsWith('#') || said.startsWith('Err:')) && ERROR.test(said)

/** What lists write where there is nothing. */
export const isNothing = (said: string): boolean => said === '' || /^[-–—]+$/.test(said)

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
