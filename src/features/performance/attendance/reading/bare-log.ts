/** A machine's log without a row of names: a number, a day with a time, and perhaps a way. Pure. */
import { readWrittenDay } from '../../../../domain/written-days.ts'
import { readWrittenTime } from '../../../../domain/written-times.ts'
import { cellText } from '../../../../platform/spreadsheets/cells.ts'
import type { Grid } from '../../../../platform/spreadsheets/grid.ts'
import { areWays } from './scans.ts'

/** Rows that are looked at. */
const SAMPLE = 50
/** So large a part of them has to look like a log. */
const MOST = 0.9

/** The same file with names above its columns; null for what is no such log. */
export function withNames(grid: Grid): Grid | null {
  const rows = grid.rows.slice(0, SAMPLE).map(({ cells }) => cells.map(cellText))
  const width = Math.max(0, ...rows.map(row => row.length))
  const column = (is: (said: string) => boolean, from = 0) => {
    for (let at = from; at < width; at++)
      if (rows.filter(row => is(row[at] ?? '')).length >= rows.length * MOST) return at
    return -1
  }
  const number = column(said => /^'?\d{1,18}$/.test(said.replaceAll(/\s/g, '')) && !isMoment(said))
  if (number < 0 || rows.length === 0) return null
  const moment = column(isMoment)
  const day = moment >= 0 ? -1 : column(isDay)
  const time = day < 0 ? -1 : column(said => !isDay(said) && isTime(said))
  if (moment < 0 && (day < 0 || time < 0)) return null
  const last = Math.max(number, moment, day, time)
  const way = wayIn(rows, last + 1, width)
  const many = rows.filter(row => (row[number] ?? '').replaceAll(/\D/g, '').length === 18).length
  const names = Array.from({ length: width }, (_, at) => {
    if (at === number) return many > rows.length / 2 ? 'NIP' : 'PIN'
    if (at === moment || at === time) return 'Waktu'
    if (at === day) return 'Tanggal'
    return at === way ? 'Arah' : `#${at + 1}`
  })
  return { ...grid, rows: [{ number: 0, cells: names }, ...grid.rows] }
}

/** attlog.dat: the number of the device stands first, the way behind it. Words are surer than digits. */
function wayIn(rows: readonly (readonly string[])[], from: number, width: number): number {
  const places = Array.from({ length: Math.max(0, width - from) }, (_, nth) => from + nth)
  const ways = places.filter(
    at => areWays(rows.map(row => row[at] ?? '')) && rows.some(row => (row[at] ?? '') !== ''),
  )
  const inWords = ways.find(at => rows.some(row => /[a-z]/i.test(row[at] ?? '')))
  return inWords ?? (ways.length > 1 ? (ways[1] ?? -1) : (ways[0] ?? -1))
}

const isDay = (said: string) =>
  /\d/.test(said) && readWrittenDay(said, { order: 'dmy', recent: true }) !== null
const isTime = (said: string) => typeof readWrittenTime(said) === 'number'
const isMoment = (said: string) => said.length > 10 && isDayEitherWay(said) && isTime(said)
const isDayEitherWay = (said: string) =>
  isDay(said) || readWrittenDay(said, { order: 'mdy', recent: true }) !== null
