/** The stored data in the words of the person who reads it: names of tables and columns, codes, times. */
import { isKey, text } from '../../../chat/i18n/words.ts'
import type { Label } from '../../../chat/model.ts'
import { listed } from '../../../chat/ui/lists.ts'

/** A table without words keeps its stored name; tables.test.ts holds that there is none. */
export const sheetText = (table: string): Label => firstOf([`dataku:sheet.${table}`]) ?? table

/** Words of a column: its own in this table (`Target-value`), or those it has everywhere. */
export const columnText = (table: string, name: string): Label =>
  firstOf([`dataku:column.${table}-${name}`, `dataku:column.${name}`]) ?? name

function firstOf(keys: readonly string[]): Label | undefined {
  const found = keys.find(isKey)
  return found && text(found)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MONTH = /^\d{4}-\d{2}$/
const QUARTER = /^(\d{4})Q([1-4])$/
const ROMAN = ['I', 'II', 'III', 'IV']
/** `kudos.received`, `privacy.asked`: their first part says what they are about. */
const TOPICS = new Set(['notice', 'action', 'formId'])
/** Minutes after midnight. */
const MINUTES = new Set(['AttendanceDay-arrived', 'AttendanceDay-left'])

/** What a cell says; numbers stay numbers. Days are office days, instants are told in the office's time. */
export function cellText(table: string, name: string, stored: unknown): Label | number | null {
  if (stored === null || stored === undefined) return null
  if (typeof stored === 'number')
    return MINUTES.has(`${table}-${name}`) ? text('dataku:clock', { time: clockOf(stored) }) : stored
  if (stored instanceof Date) return text('dataku:at', { at: stored })
  if (typeof stored === 'boolean') return text(stored ? 'dataku:yes' : 'dataku:no')
  if (typeof stored === 'string') return written(table, name, stored)
  if (Array.isArray(stored) && stored.every(one => typeof one === 'string'))
    return listed(stored.map(one => written(table, name, one)))
  return JSON.stringify(stored, plain)
}

function written(table: string, name: string, stored: string): Label {
  const [about = ''] = TOPICS.has(name) ? stored.split('.') : []
  const code = firstOf([
    `dataku:value.${table}-${name}-${stored}`,
    `dataku:value.${name}-${stored}`,
    `dataku:topic.${about}`,
  ])
  if (code) return code
  if (DAY.test(stored) && !Number.isNaN(Date.parse(stored))) return text('dataku:day', { day: stored })
  if (MONTH.test(stored) && !Number.isNaN(Date.parse(stored)))
    return text('dataku:month', { day: `${stored}-01` })
  const [, year, number] = QUARTER.exec(stored) ?? []
  if (year && number) return text('dataku:quarter', { roman: ROMAN[Number(number) - 1] ?? '', year })
  return stored
}

const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Numbers that JSON has no place for are written as text. */
export const plain = (_key: string, stored: unknown): unknown =>
  typeof stored === 'bigint' ? stored.toString() : stored
