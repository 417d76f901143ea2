/** Cells as their column means them: numbers that are days or times, and days in the order of the whole file. */
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import {
  type DayOrder,
  type OrderEvidence,
  orderEvidence,
  readWrittenDay,
} from '../../../domain/written-days.ts'
import { readWrittenTime } from '../../../domain/written-times.ts'
import { breather } from '../../breathe.ts'
import { cellText, isNothing } from '../cells.ts'
import type { Cell } from '../grid.ts'
import type { Column, SheetRow } from '../model.ts'
import { dayFromNumber, serialText, timeFromNumber } from '../number-formats.ts'

type Holds = Column['holds']
/** A day kept as a bare number by a program that lost its format, also in a CSV. */
const SERIAL = /^\d{5}(?:[.,]\d+)?$/
const FRACTION = /^0?[.,]\d{3,}$/

/** What one cell says; `-` says nothing. Days stay as they are written until the order of the file is known. */
export function saidIn(cell: Cell, holds: Holds, from1904: boolean): string {
  if (cell === null) return ''
  const number = typeof cell === 'number' ? cell : holds === undefined ? null : bareNumber(cell, holds)
  if (number === null) {
    const said = cellText(cell)
    return isNothing(said) ? '' : said
  }
  const read =
    holds === undefined
      ? null
      : holds === 'time'
        ? timeFromNumber(number)
        : holds === 'moment'
          ? momentFromNumber(number, from1904)
          : dayFromNumber(Math.floor(number), from1904)
  return read ?? String(number)
}

function momentFromNumber(number: number, from1904: boolean): string | null {
  if (number < 1) return timeFromNumber(number)
  return dayFromNumber(Math.floor(number), from1904) && serialText(number, from1904)
}

function bareNumber(said: string, holds: Holds): number | null {
  const plain = said.trim()
  const isNumber = (holds !== 'time' && SERIAL.test(plain)) || (holds !== 'day' && FRACTION.test(plain))
  return isNumber ? Number(plain.replace(',', '.')) : null
}

/** Days of a file: what they say about their order is collected while rows are read, and then they are read. */
export interface Days {
  see(said: string): void
  evidence: OrderEvidence
  /** `YYYY-MM-DD`, with ` HH:MM` behind it in a column of moments; as it was where nobody can read it. */
  settle(rows: Iterable<SheetRow>, order: DayOrder): Promise<void>
}

export function daysOf(columns: readonly Column[], headers: ReadonlySet<string>): Days {
  const own = columns.filter(
    ({ name, holds }) => headers.has(name) && holds !== undefined && holds !== 'time',
  )
  const evidence = orderEvidence()
  return {
    evidence,
    see: said => evidence.add(said),
    settle: async (rows, order) => {
      const breathe = breather()
      // A file says one day thousands of times.
      const known = new Map<string, string>()
      for (const { cells } of rows) {
        const turn = breathe()
        if (turn) await turn
        for (const { name, holds } of own) {
          const said = cells[name] ?? ''
          if (said === '') continue
          const key = `${holds} ${said}`
          const read = known.get(key) ?? settled(said, holds, order)
          known.set(key, read)
          cells[name] = read
        }
      }
    },
  }
}

function settled(said: string, holds: Holds, order: DayOrder): string {
  const day: OfficeDay | null = readWrittenDay(said, { order, recent: holds !== 'day' })
  if (day === null) return said
  if (holds !== 'moment') return day
  const minutes = readWrittenTime(said)
  if (minutes === undefined || minutes === null) return day
  const two = (n: number) => String(n).padStart(2, '0')
  return `${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
