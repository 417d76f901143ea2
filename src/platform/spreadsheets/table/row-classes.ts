/** Rows that are one of the table's, and rows that only stand in it: sections, totals, signatures. */
import { columnKey } from '../cells.ts'
import type { LeftOutKind } from '../model.ts'

/** One row below the names, its cells as text. */
export interface Seen {
  number: number
  /** Every cell, by place. */
  all: readonly string[]
  /** The known ones, by our names; without those that were filled from a cell above. */
  known: Readonly<Record<string, string>>
}

export interface Classing {
  /** The column whose number makes a row one of the table's. */
  number: string | undefined
  name: string | undefined
  required: readonly string[]
  /** Columns of days: a row that has one says something, however little. */
  days: readonly string[]
  /** Our names and the headings above them, as they are compared. */
  headings: ReadonlyMap<string, string>
}

/** Digits of a number of a person, even when some are missing. */
const MANY_DIGITS = 10
const LABEL = /^\s*(nip|nipppk|ni pppk|nrp)\b[\s.:]*/i
const TOTAL = /^(?:grand |sub ?)?(?:total|jumlah|jml|rekapitulasi|rata-rata)\b/i
/** How parts of an office begin; and `A.`, `IV.`, `1)` before them. */
const SECTION =
  /^(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|^(?:dinas|badan|sekretariat|bidang|sub|bagian|kecamatan|kelurahan|upt|puskesmas|rumah sakit|rsud|satuan|inspektorat|kantor|seksi|tk|sd|smp|sma|unit|asisten|staf ahli|golongan|jabatan|pns|pppk)\b/i

export const digitsIn = (said: string): number => said.replaceAll(/\D/g, '').length
/** `NIP. 1970…` as the number alone. */
export const withoutLabel = (said: string): string => said.replace(LABEL, '')

/** `loose`: what it is depends on whether rows of the table still follow. */
export function classOf(seen: Seen, classing: Classing): 'data' | 'loose' | LeftOutKind {
  const { number, name, required } = classing
  const { known, all } = seen
  const filled = Object.values(known).filter(said => said !== '').length
  if (isHeading(known, classing)) return 'heading'
  if (isNumbers(all)) return 'numbers'
  const whole = required.every(column => (known[column] ?? '') !== '')
  if (number === undefined) {
    if (whole) return 'data'
    if (hasTotal(all)) return 'total'
    return filled >= 3 ? 'data' : 'loose'
  }
  const said = known[number] ?? ''
  if (digitsIn(said) >= MANY_DIGITS) return LABEL.test(said) && filled < 3 ? 'loose' : 'data'
  if (hasTotal(all)) return 'total'
  if (said.startsWith('#') && filled > 1) return 'data'
  // Letters alone are no slip in a number: a signature may stand in its column.
  if (whole && digitsIn(said) > 0) return 'data'
  if (all.some(cell => digitsIn(cell) >= 18 && !LABEL.test(cell)) && filled > 1) return 'data'
  if (filled >= 3) return 'data'
  return filled === 2 && whole && name === undefined ? 'data' : 'loose'
}

/** What a loose row is. @param follow whether rows of the table come after it; `next`: it stands right below one */
export function looseClass(
  { known, all }: Seen,
  { name, number, days }: Classing,
  { follow, next }: { follow: boolean; next: boolean },
): 'data' | LeftOutKind {
  const texts = all.filter(said => said !== '')
  const called = name === undefined ? '' : (known[name] ?? '')
  const filled = Object.values(known).filter(said => said !== '').length
  if (!follow) {
    const numbered = /^\d{1,5}\.?$/.test(all.find(said => said !== '') ?? '')
    return next && called !== '' && (filled > 1 || numbered) && digitsIn(called) === 0 ? 'data' : 'signature'
  }
  if (days.some(column => /\d/.test(known[column] ?? ''))) return 'data'
  const lone = new Set(texts).size === 1
  if (!lone)
    return called !== '' || (number !== undefined && (known[number] ?? '') !== '') ? 'data' : 'section'
  // A name alone in the column of names may be a person without a number.
  if (called !== '' && called === texts[0] && !SECTION.test(called) && called !== called.toUpperCase())
    return 'data'
  return 'section'
}

/** The names once more, at the head of another printed page. */
function isHeading(known: Seen['known'], { headings }: Classing): boolean {
  let same = 0
  for (const [column, said] of Object.entries(known)) {
    if (said === '') continue
    if (columnKey(said) !== headings.get(column)) return false
    same++
  }
  return same >= 2
}

/** (1) (2) (3), or 1 2 3, below the names. */
function isNumbers(all: readonly string[]): boolean {
  const texts = all.filter(said => said !== '')
  if (texts.length < 2) return false
  const numbers = texts.map(said => /^\(?(\d{1,2})\)?$/.exec(said)?.[1])
  return numbers.every(
    (said, at) => said !== undefined && (at === 0 || Number(said) === Number(numbers[at - 1]) + 1),
  )
}

function hasTotal(all: readonly string[]): boolean {
  let looked = 0
  for (const said of all) {
    if (said === '') continue
    if (TOTAL.test(said)) return true
    if (++looked === 3) return false
  }
  return false
}
