/** Which numbers of a workbook are days and times, and what they say. */

const SECONDS = 86_400
/** ECMA-376 18.8.30: formats every program knows without their being written into the file. */
const KNOWN = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/**
 * Whether a number under this format is a day or a time. The format's own words decide where there are some, whatever
 * its number is: some programs write their formats under numbers of Excel's.
 */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return KNOWN(id)
  const bare = code
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\\.|_.|\*./g, '')
    // Elapsed hours are times; colours, conditions and languages are none.
    .replaceAll(/\[(?:h+|m+|s+)\]/gi, 'h')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/general/gi, '')
  return /[ymdhs]/i.test(bare)
}

/** Days from 1900 have a 29 February 1900 that never was, and are counted from 1. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const PHANTOM = 60

/** A day (`2026-11-02`), a time of day (`07:25`, a fraction), or both, to the second. */
export function serialText(serial: number, from1904: boolean): string {
  // 07:30 is kept as a fraction, and comes back some microseconds off.
  const seconds = Math.round(serial * SECONDS)
  const days = Math.floor(seconds / SECONDS)
  const rest = seconds - days * SECONDS
  const time = clockText(rest)
  if (days === 0) return time
  const skipped = !from1904 && days < PHANTOM ? 1 : 0
  const date = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + (days + skipped) * SECONDS * 1000)
  if (Number.isNaN(date.getTime())) return String(serial)
  const day = date.toISOString().slice(0, 10)
  return rest === 0 ? day : `${day} ${time}`
}

const two = (n: number) => String(n).padStart(2, '0')
function clockText(seconds: number): string {
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`
  return seconds % 60 === 0 ? time : `${time}:${two(seconds % 60)}`
}

/** Days of people alive, and of the years to come: 1920 to 2099. */
const DAYS = { from: 7_306, until: 73_050 }
const BETWEEN_EPOCHS = 1_462

/** What a bare number says in a column of days, whatever its format: null where it is no day of anybody. */
export function dayFromNumber(number: number, from1904: boolean): string | null {
  const in1900 = from1904 ? number + BETWEEN_EPOCHS : number
  return in1900 >= DAYS.from && in1900 <= DAYS.until ? serialText(number, from1904) : null
}

/** What a bare number says in a column of times: a fraction of a day; 7.3 for 07.30; 730 for 07.30. */
export function timeFromNumber(number: number): string | null {
  if (number > 0 && number < 1) return serialText(number, false)
  if (number >= 1 && number < 24) {
    const [hours = '', minutes = ''] = number.toFixed(2).split('.')
    return Math.abs(Number(number.toFixed(2)) - number) < 1e-9 && Number(minutes) < 60
      ? `${hours.padStart(2, '0')}:${minutes}`
      : null
  }
  if (!Number.isInteger(number) || number < 100 || number > 2359 || number % 100 > 59) return null
  return `${two(Math.floor(number / 100))}:${two(number % 100)}`
}
