import { describe, expect, it } from 'vitest'
import { readRows } from '../../../../src/features/performance/attendance/import-rows.ts'
import { readAttendance } from '../../../../src/features/performance/attendance/reading/layout.ts'
import { readRemark } from '../../../../src/features/performance/attendance/reading/remarks.ts'
import { roomFor } from '../../../../src/platform/spreadsheets/grid.ts'
import { openGrids } from '../../../../src/platform/spreadsheets/reader.ts'

const NIP = '198001012005011001'
const OTHER = '199001012015012002'
const TODAY = '2026-11-24'

async function daysOf(text: string, pins: [string, string][] = []) {
  const opened = await openGrids(new TextEncoder().encode(text), roomFor(1000))
  if (!opened.ok) throw new Error(opened.problem.problem)
  const found = await readAttendance(opened.value, {
    mapping: {},
    today: TODAY,
    maxRows: 1000,
    fileName: 'x.csv',
  })
  if (found.kind !== 'read') return { kind: found.kind, days: [] as string[], outsiders: 0 }
  const read = await readRows(found.sheet.rows, { today: TODAY, own: {}, pins: new Map(pins) })
  expect(read.problems).toEqual([])
  const days = read.entries.map(
    ({ nip, day, code, arrived, left }) => `${nip} ${day} ${code} ${arrived} ${left}`,
  )
  return { kind: found.layout, days, outsiders: read.outsiders.size }
}

describe('a file of attendance is read in the layout it has', () => {
  it('one row a scan: the first and the last count', async () => {
    const text = `NIP;Tanggal;Jam\n${NIP};02/11/2026;12:01:02\n${NIP};02/11/2026;07:25:10\n${NIP};02/11/2026;16:03:44\n`
    expect(await daysOf(text)).toMatchObject({ kind: 'scans', days: [`${NIP} 2026-11-02 H 445 963`] })
  })

  it('scans with states: a lone going is no coming', async () => {
    const lines = ['02/11/2026 07:25;C/In', '02/11/2026 16:03;C/Out', '03/11/2026 11:30;C/Out']
    const text = `NIP;Nama;Time;State\n${lines.map(line => `${NIP};SITI;${line}`).join('\n')}\n`
    expect((await daysOf(text)).days).toEqual([`${NIP} 2026-11-02 H 445 963`, `${NIP} 2026-11-03 H null 690`])
  })

  it('a log without names, by PIN, whose list is known', async () => {
    const text =
      '007\t2026-11-02 07:25:10\t1\t0\t1\t0\n007\t2026-11-02 16:03:44\t1\t0\t1\t0\n9\t2026-11-02 08:00:00\t1\t0\t1\t0\n'
    expect(await daysOf(text, [['7', NIP]])).toEqual({
      kind: 'log',
      days: [`${NIP} 2026-11-02 H 445 963`],
      outsiders: 1,
    })
  })

  it('a month as a grid of codes; empty cells say nothing', async () => {
    const days = Array.from({ length: 30 }, (_, at) => String(at + 1))
    const codes = days.map((_, at) => (at === 1 ? 'H' : at === 2 ? '07:25-16:03' : at === 4 ? 'Sakit' : ''))
    const text = `REKAP PRESENSI;;\nBULAN NOVEMBER 2026;;\nNO;NAMA;NIP;${days.join(';')}\n1;SITI;${NIP};${codes.join(';')}\nJUMLAH;;;${days.map(() => 1).join(';')}\n`
    const expected = ['2026-11-02 H null null', '2026-11-03 H 445 963', '2026-11-05 S null null']
    expect(await daysOf(text)).toMatchObject({ kind: 'month', days: expected.map(day => `${NIP} ${day}`) })
  })

  it('a grid that says nowhere which month is asked about', async () => {
    const days = Array.from({ length: 30 }, (_, at) => String(at + 1)).join(';')
    expect((await daysOf(`NIP;${days}\n${NIP};${'H;'.repeat(30)}\n`)).kind).toBe('month')
  })

  it('a block for each person, with totals between them', async () => {
    const block = (nip: string) =>
      `Nama : SITI;;;\nNIP : ${nip};;;\nTanggal;Jam Kerja;Masuk;Pulang\n02/11/2026;Senin;07:25;16:03\n03/11/2026;Senin;;\nTotal;;1;1\n`
    expect((await daysOf(block(NIP) + block(OTHER))).days).toEqual([
      `${NIP} 2026-11-02 H 445 963`,
      `${NIP} 2026-11-03 null null null`,
      `${OTHER} 2026-11-02 H 445 963`,
      `${OTHER} 2026-11-03 null null null`,
    ])
  })

  it('is asked about where times stand under names nobody knows', async () => {
    expect((await daysOf(`NIP;Tanggal;Tiba;Balik;Ket\n${NIP};02/11/2026;07:25;16:03;\n`)).kind).toBe(
      'columns',
    )
  })

  it('takes month before day where the whole file says so', async () => {
    const lines = ['11/02/2026', '11/13/2026', '11/16/2026'].map(day => `${NIP};${day};7:25 AM;4:03 PM`)
    const { days } = await daysOf(`NIP;Tanggal;Masuk;Pulang\n${lines.join('\n')}\n`)
    expect(days[0]).toBe(`${NIP} 2026-11-02 H 445 963`)
  })
})

describe('remarks', () => {
  it.each([
    ['Terlambat 12 menit', 'H'],
    ['Tidak Absen Pulang', 'H'],
    ['Cuti Karena Alasan Penting', 'C'],
    ['Cuti Bersama', 'off'],
    ['Perjalanan Dinas Luar Kota', 'DL'],
    ['Tugas Belajar', 'TB'],
    ['Tidak Hadir', 'TK'],
    ['-', null],
    ['CB', undefined],
    ['Izin Belajar', undefined],
    ['Cuti Sakit', undefined],
    ['constructor', undefined],
  ])('%s', (said, code) => {
    expect(readRemark(said)).toBe(code)
  })

  it('mean what this office says they mean', () => {
    expect(readRemark('C.B.', { cb: 'C' })).toBe('C')
  })
})
