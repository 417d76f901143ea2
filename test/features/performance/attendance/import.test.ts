import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { AttendanceApi } from '../../../../src/features/performance/attendance/api.ts'
import { storedFiles } from '../../../../src/platform/files/files.ts'
import { CSV_MIME, writeSheet } from '../../../../src/platform/spreadsheets/files.ts'
import { type Office, office } from '../../../support/office.ts'
import { story } from '../../../support/story.ts'

const COLUMNS = ['NIP', 'Tanggal', 'Masuk', 'Pulang', 'Keterangan']
type Row = string[]

describe('an attendance file sent to the bot', () => {
  const test = story()
  let place: Office
  let nip: Record<string, string>
  let door: AttendanceApi
  beforeAll(async () => {
    place = await office()
    const people = await place.db.client.person.findMany()
    nip = Object.fromEntries(people.map(person => [person.id, person.nip]))
    door = place.app.attendance
  })
  afterAll(() => place.close())

  const files = (() => {
    const ids = { next: () => `file${String(++serial).padStart(8, '0')}` }
    let serial = 0
    return () => storedFiles({ db: place.db, clock: place.clock, ids })
  })()
  async function file(
    rows: Row[],
    { columns = COLUMNS, kind = 'csv' as 'csv' | 'xlsx', name = 'presensi' } = {},
  ) {
    return files().put(await writeSheet({ columns: columns.map(title => ({ title })), rows }, kind, name))
  }
  const row = (who: string, day: string, ...rest: string[]): Row => [nip[who] ?? '', day, ...rest]
  const current = () => place.db.client.attendanceDay.count({ where: { replacedById: null } })

  test.step('is previewed, and kept only when the officer says so', async () => {
    const { olga } = place.cast
    const sent = await file([
      row('siti', '02/11/2026', '07:31', '16:05', ''),
      row('siti', '03/11/2026', '08:15', '16:00', ''),
      row('siti', '04/11/2026', '', '', 'S'),
      row('rahmat', '02/11/2026', '', '', ''),
    ])
    await olga.sends(sent)
    expect(olga.last()).toContain('Pratinjau data kehadiran')
    expect(olga.last()).toContain('Periode: 2 Nov 2026 s.d. 4 Nov 2026')
    expect(olga.last()).toContain('Data harian pegawai: 4')
    expect(olga.last()).toContain('Tanpa jam dan keterangan (dihitung TK): 1')
    expect(await current()).toBe(0)
    await olga.taps('Terapkan')
    expect(olga.last()).toContain('Data kehadiran telah diterapkan')
    expect(await current()).toBe(4)
    expect(await door.scoreOf('siti', '2026Q4')).toMatchObject({
      score: 95,
      present: 2,
      absent: 0,
      lateDays: 1,
      lateMinutes: 45,
      excused: { S: 1 },
      recorded: 3,
      knownUntil: '2026-11-04',
      rule: { tolerance: 15, weight: 1 },
      source: { importedAt: place.clock.now() },
    })
    expect((await door.scoreOf('rahmat', '2026Q4'))?.score).toBe(0)
    expect(await door.scoreOf('budi', '2026Q4')).toBeNull()
    expect(await door.scoreOf('siti', '2026Q3')).toBeNull()
    expect(await place.db.client.auditEntry.count({ where: { action: 'attendance.imported' } })).toBe(1)
  })

  test.step('is applied once, however often the button is tapped, also twice at once', async () => {
    const { olga } = place.cast
    await olga.sends(await file([row('dewi', '02/11/2026', '07:30', '16:00', '')], { kind: 'xlsx' }))
    const [one, two] = await Promise.all([olga.taps('Terapkan'), olga.taps('Terapkan')])
    expect([one?.kind, two?.kind]).toEqual(['card', 'card'])
    expect(olga.last()).toContain('Tidak ada yang diterapkan dua kali')
    expect(await place.db.client.attendanceDay.count({ where: { personId: 'dewi' } })).toBe(1)
  })

  test.step('replaces the days it has, leaves all others, and keeps what was there as history', async () => {
    const { olga } = place.cast
    await olga.sends(
      await file([row('siti', '02/11/2026', '07:25', '16:05', ''), row('siti', '04/11/2026', '', '', 'C')]),
    )
    expect(olga.last()).toContain('Menggantikan data lama: 2')
    await olga.taps('Terapkan')
    expect(olga.last()).toContain('Data lama yang digantikan: 2')
    expect(await door.attendanceOf('siti', '2026Q4')).toMatchObject({
      // The third of November is not in the file: 45 minutes of lateness stay.
      score: 95,
      excused: { C: 1 },
      recorded: 3,
    })
    const history = await place.db.client.attendanceDay.findMany({ where: { personId: 'siti' } })
    expect(history).toHaveLength(5)
    expect(history.filter(({ replacedById }) => replacedById !== null)).toHaveLength(2)
    // Another person of the same period is not touched.
    expect((await door.attendanceOf('rahmat', '2026Q4'))?.absent).toBe(1)
    await olga.commands('/kelola')
    await olga.taps('Kehadiran')
    expect(olga.last()).toContain('2 data harian; data lama yang digantikan: 2; oleh Olga Pengelola')
  })

  test.step('takes nothing when a row is wrong, and lists rows and reasons, page by page', async () => {
    const { olga } = place.cast
    const before = await current()
    const wrong = Array.from({ length: 10 }, (_, nth) => row('siti', `0${nth}/13/2026`, '', '', 'H'))
    await olga.sends(await file([row('siti', '05/11/2026', '07:30', '16:00', ''), ...wrong]))
    expect(olga.last()).toContain('Baris 3: Tanggal “00/13/2026” belum sesuai. Contoh penulisan: 24/11/2026.')
    expect(olga.last()).not.toContain('[Terapkan]')
    await olga.taps('Berikutnya')
    expect(olga.last()).toContain('Baris 12')
    const id = (
      await place.db.client.import.findFirst({
        orderBy: { createdAt: 'desc' },
        where: { state: 'previewed' },
      })
    )?.id
    await olga.presses('attendance.apply', id ?? '')
    expect(olga.lastToast()).toContain('Masih ada 10 baris yang perlu diperbaiki')
    expect(await current()).toBe(before)
  })

  test.step('asks once which column is which, and remembers it for the next file', async () => {
    const { olga } = place.cast
    const columns = ['Nomor', 'Tgl Presensi', 'Datang', 'Balik', 'Nama']
    const other = [[nip.budi ?? '', '02/11/2026', '07:30', '16:00', 'Budi <b>&*_ 👏']]
    await olga.sends(await file(other, { columns, name: 'mesin' }))
    expect(olga.last()).toContain('Kolom mana yang berisi NIP?')
    await olga.answers({
      'Kolom mana yang berisi NIP?': 'Nomor',
      'Kolom mana yang berisi Tanggal?': 'Tgl Presensi',
      'Kolom mana yang berisi Masuk?': 'Datang',
      'Kolom mana yang berisi Pulang?': 'Balik',
    })
    expect(olga.last()).toContain('Pratinjau data kehadiran')
    expect(olga.last()).toContain('Kolom yang tidak dipakai: Nama')
    await olga.taps('Terapkan')
    expect((await door.scoreOf('budi', '2026Q4'))?.score).toBe(100)
    await olga.sends(await file([[nip.budi ?? '', '03/11/2026', '', '', '']], { columns, name: 'mesin2' }))
    expect(olga.last()).toContain('Pratinjau data kehadiran')
    await olga.commands('/kelola')
    await olga.taps('Kehadiran')
    expect(olga.last()).toContain('Nama kolom yang dipakai instansi ini: Nomor, Tgl Presensi, Datang, Balik')
    await olga.taps('Hapus nama kolom')
    expect(olga.last()).not.toContain('Nama kolom yang dipakai')
  })

  test.step('is not anybody’s but the officers’; nor is somebody else’s preview', async () => {
    const { siti, olga } = place.cast
    const sent = await file([row('siti', '06/11/2026', '07:30', '16:30', '')])
    await siti.sends(sent)
    expect(siti.lastToast()).toContain('presensi.csv')
    await olga.sends(sent)
    const { id } = await place.db.client.import.findFirstOrThrow({
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    })
    const before = await current()
    await siti.presses('attendance.apply', id)
    expect(await current()).toBe(before)
    await place.db.client.import.update({ where: { id }, data: { byId: 'budi' } })
    await olga.presses('attendance.apply', id)
    await olga.presses('attendance.wrong', id, '0')
    expect(olga.lastToast()).toContain('Pratinjau ini dibuat oleh orang lain')
    expect(await current()).toBe(before)
    await olga.presses('attendance.apply', 'nobodyknows1')
    expect(await current()).toBe(before)
  })

  test.step('is each one’s own to read, with the sum and each reason, quarter by quarter', async () => {
    const { siti } = place.cast
    await siti.commands('/rapor')
    await siti.taps('Kehadiran saya')
    expect(siti.last()).toContain('Kehadiran, Triwulan IV Tahun 2026')
    expect(siti.last()).toContain('Cuti: 1 hari')
    expect(siti.last()).toMatch(/Nilai = 100 × \(hadir/)
    await siti.taps('Triwulan III Tahun 2026')
    expect(siti.last()).toContain('Belum ada data kehadiran Bapak/Ibu')
    await siti.presses('attendance.mine', 'lusa')
    expect(siti.lastToast()).not.toBe('')
  })

  test.step('leaves other files to others, and says so of a broken one', async () => {
    const { olga } = place.cast
    await olga.sends(
      await files().put({ name: 'foto.png', mime: 'image/png', bytes: new Uint8Array([1, 2]) }),
    )
    expect(olga.lastToast()).toContain('foto.png')
    await olga.sends(await file([['a', 'b']], { columns: ['Judul', 'Harga'], name: 'harga' }))
    expect(olga.last()).toContain('harga.csv belum dikenali')
    expect(olga.last()).toContain('Kolom yang terbaca: Judul, Harga.')
    expect(olga.last()).toContain('Data pegawai: NIP, Nama, Unit')
    const bytes = new TextEncoder().encode(
      'NIP;Tanggal;Masuk;Masuk\n198001012005011001;02/11/2026;07:30;07:31',
    )
    await olga.sends(await files().put({ name: 'dua.csv', mime: CSV_MIME, bytes }))
    expect(olga.last()).toContain('Kolom mana yang berisi NIP?')
    await olga.commands('/batal')
    await olga.sends(await files().put({ name: 'kosong.csv', mime: CSV_MIME, bytes: new Uint8Array() }))
    expect(olga.last()).toContain('tidak berisi apa pun (0 byte)')
  })

  test.step('has a rule the officer sets, and the score follows it', async () => {
    const { olga, siti } = place.cast
    await olga.commands('/kelola')
    await olga.taps('Kehadiran')
    await olga.taps('Atur rumus')
    expect(olga.last()).toContain('07.30–16.00')
    const { db } = place
    const draft = await db.client.draft.findFirstOrThrow({ where: { formId: 'attendance.rule' } })
    const answers = { ...(draft.answers as object), tolerance: 30, friday: 'jam delapan' }
    await db.client.draft.update({ where: { id: draft.id }, data: { answers } })
    await olga.taps('Kirim')
    expect(olga.last()).toContain('Jam kerja belum sesuai')
    await olga.answers({ 'Jam kerja Jumat': '07.30 - 16.30' })
    expect(olga.last()).toContain('Rumus kehadiran telah disimpan')
    expect((await door.scoreOf('budi', '2026Q4'))?.rule).toEqual({ tolerance: 30, weight: 1 })
    expect(await db.client.auditEntry.count({ where: { action: 'attendance.rule' } })).toBe(1)
    await siti.presses('attendance.rule')
    expect(siti.lastToast()).not.toBe('')
  })
})
