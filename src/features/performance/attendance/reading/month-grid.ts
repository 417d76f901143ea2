/** A month as a grid: people down, days across, a code or two times in each cell. Pure. */
import { civilDay, type OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { UsedColumn } from '../../../../domain/sheet-notes.ts'
import { readWrittenDay } from '../../../../domain/written-days.ts'
import { readWrittenTime } from '../../../../domain/written-times.ts'
import { isNothing } from '../../../../platform/spreadsheets/cells.ts'
import type { SheetRow } from '../../../../platform/spreadsheets/model.ts'
import type { Matcher } from '../../../../platform/spreadsheets/table/columns.ts'

/** `YYYY-MM`. */
export type Month = `${number}-${number}`

/** So many of a file's columns have to be days: half a month is sent, too. */
const FEWEST = 10

/**
 * Headings that are days: 1 to 31, h1, tgl 1, 01; or whole dates. What stands above all of them, such as Tanggal, is the
 * same; numbers of columns below names of their own are none.
 * @returns place of each, by our name: the number, or the day
 */
export function dayHeadings(headings: readonly (string | undefined)[]): Map<string, number> {
  const found: { name: string; place: number; above: string }[] = []
  for (const [place, said = ''] of headings.entries()) {
    const words = said.trim().split(/\s+/)
    const last = words.at(-1) ?? ''
    const [, digits] = /^(?:h|d|tgl\.?|hari|tanggal)?[-_. ]?(\d{1,2})$/i.exec(last) ?? []
    const whole = readWrittenDay(said, { order: 'dmy', recent: true })
    if (whole) found.push({ name: whole, place, above: '' })
    else if (digits && Number(digits) >= 1 && Number(digits) <= 31)
      found.push({ name: String(Number(digits)), place, above: words.slice(0, -1).join(' ') })
  }
  const alike = [...Map.groupBy(found, ({ above }) => above).values()].sort(
    (one, other) => other.length - one.length,
  )[0]
  const days = new Map<string, number>()
  for (const { name, place } of alike ?? []) if (!days.has(name)) days.set(name, place)
  return days.size >= FEWEST ? days : new Map()
}

/** Looks for days beside the columns that are known by name. */
export const monthMatcher =
  (match: Matcher): Matcher =>
  headings => {
    const found = match(headings)
    if (!found.places.has('NIP') && !found.places.has('PIN') && !found.places.has('Nama')) return found
    const days = dayHeadings(headings.map(one => one?.said))
    if (days.size === 0) return found
    // They stand under the one word Tanggal, which is no column of days here.
    found.places.delete('Tanggal')
    for (const [name, place] of days) found.places.set(name, place)
    return found
  }

const MONTHS =
  'januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|january|february|march|may|june|july|august|october|december'
const NUMBER_OF = [
  ['januari', 'january'],
  ['februari', 'pebruari', 'february'],
  ['maret', 'march'],
  ['april'],
  ['mei', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['agustus', 'august'],
  ['september'],
  ['oktober', 'october'],
  ['november', 'nopember'],
  ['desember', 'december'],
]

/** The one month that titles, the name of the sheet or the file speak of; null for none, or several. */
export function monthIn(said: readonly string[]): Month | null {
  const found = new Set<Month>()
  for (const one of said) {
    const plain = one.toLowerCase()
    for (const [, name = '', year = ''] of plain.matchAll(
      new RegExp(`(${MONTHS})[\\s_.,-]*(?:tahun\\s*)?(20\\d\\d)`, 'g'),
    ))
      found.add(monthOf(Number(year), NUMBER_OF.findIndex(names => names.includes(name)) + 1))
    for (const [, , month = '', year = ''] of plain.matchAll(/\b(\d{1,2})[-/.](\d{1,2})[-/.](20\d\d)\b/g))
      if (Number(month) >= 1 && Number(month) <= 12) found.add(monthOf(Number(year), Number(month)))
    for (const [, year = '', month = ''] of plain.matchAll(/\b(20\d\d)[-_](0[1-9]|1[0-2])\b/g))
      found.add(monthOf(Number(year), Number(month)))
  }
  const [only, ...others] = found
  return only && others.length === 0 ? only : null
}
const monthOf = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}` as Month

/** What two times in one cell are parted by: a line, a blank, a stroke, `s.d.`. */
const TIMES = /\d{1,2}[:.]\d{2}(?:[:.]\d{2})?/g

/**
 * @param names our name of each column of days; empty cells say nothing, and bring no row
 * @returns rows of days, with the row's own number
 */
export function daysFromGrid(
  rows: readonly SheetRow[],
  names: ReadonlySet<string>,
  month: Month | null,
): SheetRow[] {
  const [year = 0, ofYear = 0] = (month ?? '').split('-').map(Number)
  const days = [...names].flatMap((name): [string, OfficeDay][] => {
    const day = /^\d{4}-/.test(name) ? (name as OfficeDay) : civilDay(year, ofYear, Number(name))
    return day ? [[name, day]] : []
  })
  return rows.flatMap(({ number, cells, faults }) => {
    // A cell that is an error is told with its own day; whatever else is wrong with the row, once.
    const ofRow = faults?.filter(one => one.fault !== 'error-cell' || !names.has(one.column)) ?? []
    return days.flatMap(([name, day]): SheetRow[] => {
      const said = cells[name] ?? ''
      if (isNothing(said)) return []
      const own = { NIP: cells.NIP ?? '', PIN: cells.PIN ?? '', Tanggal: day, ...saidIn(said) }
      return [ofRow.length > 0 ? { number, cells: own, faults: ofRow } : { number, cells: own }]
    })
  })
}

function saidIn(said: string): { Masuk: string; Pulang: string; Keterangan: string } {
  const times = said.match(TIMES) ?? []
  const rest = said.replaceAll(TIMES, '').replaceAll(/\bs\.?d\.?\b|[-–/\s|]/gi, '')
  if (times.length > 0 && times.every(time => readWrittenTime(time) !== undefined))
    return { Masuk: times[0] ?? '', Pulang: times.length > 1 ? (times.at(-1) ?? '') : '', Keterangan: rest }
  return {
    Masuk: '',
    Pulang: '',
    Keterangan: said === '✓' || said === '√' || said === 'v' || said === 'V' ? 'H' : said,
  }
}

/** Thirty columns of days are told as one. */
export function usedInGrid(used: readonly UsedColumn[], names: ReadonlySet<string>): UsedColumn[] {
  const days = used.filter(({ column }) => names.has(column))
  const [first, last] = [days[0], days.at(-1)]
  const rest = used.filter(({ column }) => !names.has(column))
  return first && last ? [...rest, { column: 'Tanggal', heading: `${first.heading}–${last.heading}` }] : rest
}
