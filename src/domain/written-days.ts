/**
 * Days as programs and lists write them: `02-Nov-26`, `2026-11-04 00:00:00`, `Senin/02-11-2026`, `11/2/2026 7:25 AM`.
 * What a person types into a form is read by `dates.ts`; here a whole column of a file says how it is meant.
 */
import type { OfficeDay } from './calendar/office-day.ts'
import { parseDay } from './dates.ts'

/** Which of the first two numbers is the month. */
export type DayOrder = 'dmy' | 'mdy'

const WEEKDAYS = new Set(
  `senin selasa rabu kamis jumat jum'at jum’at sabtu minggu ahad sen sel rab kam jum sab min monday tuesday wednesday
  thursday friday saturday sunday mon tue wed thu fri sat sun`.split(/\s+/),
)
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/
const SHORT_YEAR = /^(\d{1,2})([-/. ])([a-z]{3,})\.?\2(\d{2})$/
const TIME =
  /(?:t|,?\s+)(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?)(?:\s*[ap]\.?m\.?)?(?:\s*(?:wib|wita|wit|z))?$/

/** Small letters, without a weekday before the day and without a time behind it. */
function bare(said: string): string {
  const plain = said.trim().toLowerCase()
  const [, word = '', rest = ''] = /^([\p{L}'’]+)[,/.\s-]+(.+)$/u.exec(plain) ?? []
  return (WEEKDAYS.has(word) ? rest : plain).replace(TIME, '').trim()
}

/**
 * @param recent days of the recent past only, such as attendance: a year of two digits is of this century. Of a birth
 * date nobody can tell the century, so there it is none.
 */
export function readWrittenDay(
  said: string,
  { order, recent = false }: { order: DayOrder; recent?: boolean },
): OfficeDay | null {
  const plain = bare(said)
  const numbers = NUMBERS.exec(plain)
  if (numbers) {
    const [, first = '', , second = '', year = ''] = numbers
    if (year.length === 2 && !recent) return null
    const [day, month] = order === 'dmy' ? [first, second] : [second, first]
    return parseDay(`${day}-${month}-${year.length === 2 ? `20${year}` : year}`)
  }
  const short = SHORT_YEAR.exec(plain)
  if (short) return recent ? parseDay(`${short[1]} ${short[3]} 20${short[4]}`) : null
  const digits = /^(20\d\d)(\d\d)(\d\d)$/.exec(plain)
  if (digits && recent) return parseDay(`${digits[1]}-${digits[2]}-${digits[3]}`)
  return parseDay(plain)
}

/** What the days of a whole file say about the order of day and month. */
export interface OrderEvidence {
  add(said: string): void
  /** One of the days, to be asked about. */
  example(): string
  /**
   * @param title what stands above the table: a period says the order where the days themselves do not
   * @returns `ask`: both are possible, and the usual one (day first) is not plausible
   */
  order(today: OfficeDay, title?: readonly string[]): DayOrder | 'ask'
}

/** So many months with one and the same day in each are a month with so many days. */
const SUSPICIOUS = 3
/** Different days that are looked at: a file of a year has fewer. */
const MOST = 1_000

export function orderEvidence(): OrderEvidence {
  const seen = new Set<string>()
  const firsts = new Set<number>()
  const seconds = new Set<number>()
  const over = (numbers: Iterable<number>) => [...numbers].some(n => n > 12)
  const future = (order: DayOrder, today: OfficeDay) =>
    [...seen].some(said => (readWrittenDay(said, { order, recent: true }) ?? '') > today)

  return {
    add: said => {
      // A file says one day thousands of times.
      if (seen.size >= MOST || seen.has(said)) return
      const numbers = numbersOf(said)
      if (!numbers) return
      seen.add(said)
      firsts.add(numbers[0])
      seconds.add(numbers[1])
    },
    example: () => [...seen][0] ?? '',
    order: (today, title = []) => {
      if (over(firsts)) return 'dmy'
      if (over(seconds)) return monthFirst([...seen])
      const above = title.flatMap(said => said.split(/\s+/)).flatMap(word => [numbersOf(word) ?? []].flat())
      if (over(above)) return over(above.filter((_, at) => at % 2 === 0)) ? 'dmy' : 'mdy'
      if (future('dmy', today) && !future('mdy', today)) return 'mdy'
      return firsts.size === 1 && seconds.size >= SUSPICIOUS ? 'ask' : 'dmy'
    },
  }
}

/** One slip such as 05/13/2026 does not turn a whole file about: it takes many such days, and no impossible one. */
const MANY = 0.25

function monthFirst(seen: readonly string[]): DayOrder | 'ask' {
  const valid = seen.filter(said => readWrittenDay(said, { order: 'mdy', recent: true }) !== null)
  if (valid.length < seen.length) return 'dmy'
  const telling = seen.filter(said => (numbersOf(said)?.[1] ?? 0) > 12)
  return telling.length >= seen.length * MANY ? 'mdy' : 'ask'
}

function numbersOf(said: string): [number, number] | null {
  const numbers = NUMBERS.exec(bare(said))
  return numbers && [Number(numbers[1]), Number(numbers[3])]
}
