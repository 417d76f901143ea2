/** A log with one row a scan, as one row a day: the first scan is the coming, the last one the going. Pure. */
import { readWrittenTime } from '../../../../domain/written-times.ts'
import { columnKey } from '../../../../platform/spreadsheets/cells.ts'
import type { SheetRow } from '../../../../platform/spreadsheets/model.ts'

interface Scan {
  row: SheetRow
  minutes: number
  way: 'in' | 'out' | null
}
interface DayOfScans {
  scans: Scan[]
}

/** Machines' words for the two ways; breaks and overtime are neither. attlog.dat: 0 in, 1 out. */
const WAYS: ReadonlyMap<string, 'in' | 'out'> = new Map([
  ...words('in', 'cin in checkin clockin masuk datang scanmasuk jammasuk absenmasuk 0'),
  ...words(
    'out',
    'cout out checkout clockout pulang keluar kembali scanpulang scankeluar jampulang absenpulang 1',
  ),
])
const OTHERS =
  /^(none|breakin|breakout|outback|overtimein|overtimeout|otin|otout|lembur.*|istirahat.*|[2-5])?$/

/** Whether every one of these is a machine's word for a way, so that a column Status is none of remarks. */
export const areWays = (said: Iterable<string>): boolean => {
  for (const one of said) {
    const key = columnKey(one)
    if (!WAYS.has(key) && !OTHERS.test(key)) return false
  }
  return true
}

/** A lone scan before noon is a coming. */
const NOON = 12 * 60
/** So large a part of the days has to begin with a coming and end with a going for the ways to be believed. */
const TRUSTED = 0.9

/**
 * @param rows with `Waktu` (a day and a time, or a time beside `Tanggal`) and `Arah` where the machine tells one
 * @returns rows of days; what cannot be read stays a row of its own, to be told
 */
export function daysFromScans(rows: readonly SheetRow[]): SheetRow[] {
  const days = new Map<string, DayOfScans>()
  const wrong: SheetRow[] = []
  for (const row of rows) {
    const { NIP = '', PIN = '', Waktu = '', Tanggal = '', Arah = '' } = row.cells
    const day = /^\d{4}-\d\d-\d\d/.exec(Waktu)?.[0] ?? Tanggal
    const minutes = readWrittenTime(Waktu)
    // A scan at midnight is a scan; a day without a time is none.
    const at = minutes === null && / 00:00$/.test(Waktu) ? 0 : minutes
    if (row.faults || day === '' || at === undefined || at === null) {
      wrong.push(asDay(row, { Tanggal: day === '' ? Waktu : day, Masuk: at === undefined ? Waktu : '' }))
      continue
    }
    const key = `${NIP || PIN} ${day}`
    const known = days.get(key) ?? { scans: [] }
    known.scans.push({
      row: { ...row, cells: { ...row.cells, Tanggal: day } },
      minutes: at,
      way: WAYS.get(columnKey(Arah)) ?? null,
    })
    days.set(key, known)
  }
  for (const { scans } of days.values()) scans.sort((one, other) => one.minutes - other.minutes)
  const trusted = areTrusted(days.values())
  const found = [...days.values()].map(({ scans }) => dayOf(scans, trusted))
  return [...found, ...wrong].sort((one, other) => one.number - other.number)
}

/** Machines that people do not tell whether they come or go write `in` always. */
function areTrusted(days: Iterable<DayOfScans>): boolean {
  let [several, right] = [0, 0]
  for (const { scans } of days) {
    if (scans.length < 2) continue
    several++
    if (scans[0]?.way === 'in' && scans.at(-1)?.way === 'out') right++
  }
  return several > 0 && right / several >= TRUSTED
}

function dayOf(scans: readonly Scan[], trusted: boolean): SheetRow {
  const [first, last] = [scans[0], scans.at(-1)] as [Scan, Scan]
  const number = Math.min(...scans.map(({ row }) => row.number))
  const came = trusted ? scans.find(({ way }) => way === 'in') : first
  const went = trusted ? scans.findLast(({ way }) => way === 'out') : last
  const lone = first.minutes === last.minutes
  const isComing = lone ? (first.way && trusted ? first.way === 'in' : first.minutes < NOON) : true
  const Masuk = lone ? (isComing ? clock(first) : '') : clock(came)
  const Pulang = lone ? (isComing ? '' : clock(last)) : clock(went)
  return asDay({ ...first.row, number }, { Masuk, Pulang })
}

const asDay = (row: SheetRow, more: Record<string, string>): SheetRow => ({
  ...row,
  cells: { ...row.cells, Masuk: '', Pulang: '', Keterangan: '', ...more },
})

const clock = (scan: Scan | undefined): string =>
  scan === undefined
    ? ''
    : `${String(Math.floor(scan.minutes / 60)).padStart(2, '0')}:${String(scan.minutes % 60).padStart(2, '0')}`

function words(way: 'in' | 'out', said: string): [string, 'in' | 'out'][] {
  return said.split(' ').map(word => [word, way])
}
