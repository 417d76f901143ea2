import { describe, expect, it } from 'vitest'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import { planImport } from '../../../../src/features/performance/attendance/import-plan.ts'
import { type Knowing, readRows } from '../../../../src/features/performance/attendance/import-rows.ts'
import {
  looksLikeMachine,
  readAttendance,
} from '../../../../src/features/performance/attendance/reading/layout.ts'
import { DEFAULT_RULE } from '../../../../src/features/performance/attendance/rules.ts'
import { roomFor } from '../../../../src/platform/spreadsheets/grid.ts'
import { openGrids } from '../../../../src/platform/spreadsheets/reader.ts'

const NIP = '198001012005011001'
const TODAY = '2026-11-24'
const HEAD = 'NIP;Tanggal;Masuk;Pulang;Keterangan'

const KNOWING: Knowing = { today: TODAY, own: {}, pins: new Map() }
async function rowsOf(...lines: string[]) {
  const bytes = new TextEncoder().encode([HEAD, ...lines].join('\n'))
  const opened = await openGrids(bytes, roomFor(100))
  if (!opened.ok) throw new Error(opened.problem.problem)
  const read = await readAttendance(opened.value, {
    mapping: {},
    today: TODAY,
    maxRows: 100,
    fileName: 'p.csv',
  })
  if (read.kind !== 'read') throw new Error(read.kind)
  return readRows(read.sheet.rows, KNOWING)
}
const whyOf = async (line: string) => (await rowsOf(line)).problems[0]?.why.key

describe('rows of an attendance file', () => {
  it('reads days, times and remarks as offices write them', async () => {
    const read = await rowsOf(
      `${NIP};02/11/2026;07:31;16:02;`,
      `'${NIP};2026-11-03;07.31;16.02;Hadir`,
      `"19800101 200501 1 001";4 November 2026;;;dinas luar`,
      `${NIP};2026-11-05 00:00;;;ct`,
    )
    expect(read.problems).toEqual([])
    expect(read.entries).toEqual([
      { row: 2, nip: NIP, day: '2026-11-02', code: 'H', arrived: 451, left: 962 },
      { row: 3, nip: NIP, day: '2026-11-03', code: 'H', arrived: 451, left: 962 },
      { row: 4, nip: NIP, day: '2026-11-04', code: 'DL', arrived: null, left: null },
      { row: 5, nip: NIP, day: '2026-11-05', code: 'C', arrived: null, left: null },
    ])
  })

  it.each([
    ['1.98001E+17;02/11/2026;;;H', 'attendance:row.nip.cut'],
    ['19800101;02/11/2026;;;H', 'attendance:row.nip.length'],
    ['bukan;02/11/2026;;;H', 'attendance:row.nip.digits'],
    [`${NIP};31/11/2026;;;H`, 'attendance:row.day'],
    [`${NIP};;;;H`, 'attendance:row.day'],
    [`${NIP};25/11/2026;;;H`, 'attendance:row.future'],
    [`${NIP};02/11/2026;pagi;;H`, 'attendance:row.time'],
    [`${NIP};02/11/2026;07:30;25:00;H`, 'attendance:row.time'],
    [`${NIP};02/11/2026;;;demam berdarah`, 'attendance:row.code'],
    [`${NIP};02/11/2026;;;constructor`, 'attendance:row.code'],
    [`${NIP};02/11/2026;07:30;;TK`, 'attendance:row.absentButSeen'],
  ])('says what is wrong with %j', async (line, key) => {
    expect(await whyOf(line)).toBe(key)
  })

  it('counts today, for it has been recorded', async () => {
    expect(await whyOf(`${NIP};24/11/2026;07:30;;`)).toBeUndefined()
  })

  it('puts several shifts, and the same row twice, into one day: first coming, last going', async () => {
    const read = await rowsOf(
      `${NIP};02/11/2026;12:58;16:10;`,
      `${NIP};02/11/2026;07:29;12:01;`,
      `${NIP};02/11/2026;07:29;12:01;`,
      `${NIP};02/11/2026;;;DL`,
    )
    expect(read).toMatchObject({ joined: 3, problems: [] })
    expect(read.entries).toEqual([
      { row: 2, nip: NIP, day: '2026-11-02', code: 'DL', arrived: 449, left: 970 },
    ])
  })

  it('does not choose between two remarks about one day', async () => {
    const read = await rowsOf(`${NIP};02/11/2026;;;S`, `${NIP};02/11/2026;;;C`)
    expect(read.problems).toMatchObject([{ row: 3, why: { key: 'attendance:row.twice', vars: { row: 2 } } }])
    expect((await rowsOf(`${NIP};02/11/2026;07:30;;`, `${NIP};02/11/2026;;;TK`)).problems).toHaveLength(1)
  })
})

describe('what a file would do', () => {
  const holders = new Map([[NIP, { id: 'siti', unitId: 'u1', leftOn: null as string | null }]])
  const platform = { calendar: workCalendar(), rule: DEFAULT_RULE }
  const plan = async (lines: string[], more: Partial<typeof platform> = {}, who = holders) =>
    planImport(await rowsOf(...lines), who, { ...platform, ...more })

  it('takes an empty working day for TK and says how many; an empty weekend is nothing', async () => {
    const found = await plan([`${NIP};02/11/2026;;;`, `${NIP};07/11/2026;;;`, `${NIP};08/11/2026;;;Libur`])
    expect(found).toMatchObject({ unexplained: 1, leftOut: 2, notWorked: 0 })
    expect(found.days).toEqual([
      { personId: 'siti', day: '2026-11-02', code: 'TK', arrived: null, left: null },
    ])
  })

  it('keeps work on a weekend or a holiday, and says that it does not count', async () => {
    expect(await plan([`${NIP};07/11/2026;08:00;12:00;`])).toMatchObject({ notWorked: 1, leftOut: 0 })
  })

  it('takes no day for absent in a unit with shifts of its own, unless the file says so', async () => {
    const rule = { ...DEFAULT_RULE, rosterUnits: ['u1'] }
    const found = await plan(
      [`${NIP};02/11/2026;;;`, `${NIP};03/11/2026;;;TK`, `${NIP};07/11/2026;22:00;06:00;`],
      {
        rule,
      },
    )
    expect(found).toMatchObject({ leftOut: 1, unexplained: 0, notWorked: 0 })
    expect(found.days.map(({ day, code }) => [day, code])).toEqual([
      ['2026-11-03', 'TK'],
      ['2026-11-07', 'H'],
    ])
  })

  it('leaves out days after somebody left, and keeps those before', async () => {
    const left = new Map([[NIP, { id: 'siti', unitId: 'u1', leftOn: '2026-11-02' }]])
    const found = await plan([`${NIP};02/11/2026;07:30;;`, `${NIP};03/11/2026;;;`], {}, left)
    expect(found).toMatchObject({ leftOut: 1, people: ['siti'], problems: [] })
    expect(found.period).toEqual({ from: '2026-11-02', until: '2026-11-02' })
  })

  it('leaves out and counts whom the machine knows and the list of people does not', async () => {
    const found = await plan([
      `${NIP};02/11/2026;07:30;;`,
      '199001012015012002;02/11/2026;07:30;;',
      '199001012015012002;03/11/2026;07:30;;',
      '1271010101900001;02/11/2026;07:30;;',
      '999;02/11/2026;07:30;;',
    ])
    expect(found).toMatchObject({ problems: [], people: ['siti'] })
    expect(Object.fromEntries(found.strangers)).toEqual({
      '199001012015012002': 2,
      '1271010101900001': 1,
      '999': 1,
    })
  })

  it('does not take a slip in a number of ours for a stranger', async () => {
    const slips = ['19800101200501100;02/11/2026;07:30;;', '19800101200501100l;02/11/2026;07:30;;']
    expect((await plan(slips)).problems.map(({ row }) => row)).toEqual([2, 3])
  })
})

describe('a file of the machine', () => {
  it.each([
    [['NIP', 'Tanggal', 'Masuk', 'Pulang'], true],
    [['Emp No.', 'Tgl Absensi', 'Scan 1', 'Scan 2'], true],
    [['PIN', 'Date', 'Clock In', 'Clock Out'], true],
    [['NIP', 'Nama', 'Unit', 'Jabatan', 'Tanggal Lahir', 'TMT'], false],
    [['NIP', 'Nama', 'Unit', 'Status'], false],
    [['Judul', 'Jam', 'Tanggal Mulai', 'Kuota'], false],
    [['Judul', 'Harga'], false],
  ])('%j', (headers, expected) => {
    expect(looksLikeMachine(headers)).toBe(expected)
  })
})
