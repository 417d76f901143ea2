import { afterAll, beforeAll, describe, expect } from 'vitest'
import { office } from '../../../support/office.ts'
import { story } from '../../../support/story.ts'

const QUARTER_STAFF = {
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] },
  kadis: { name: 'Karta Kepala', unit: 'Dinas Kominfo (contoh)' },
  budi: { name: 'Budi Misalnya', unit: 'Dinas Kominfo (contoh)', appraiser: 'kadis' },
  siti: { name: 'Siti Contohwati', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  rahmat: { name: 'Rahmat Umpama', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  baru: { name: 'Baru Andaikata', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
}
type Place = Awaited<ReturnType<typeof office<typeof QUARTER_STAFF>>>

async function opened(): Promise<Place> {
  const place = await office({ people: QUARTER_STAFF, start: new Date('2026-12-11T02:00:00Z') })
  await place.db.client.person.update({ where: { id: 'baru' }, data: { startDate: '2026-12-01' } })
  return place
}
const assignment = async ({ db }: Place, personId: string) =>
  db.client.assignment.findUnique({ where: { quarter_personId: { quarter: '2026Q4', personId } } })

describe('the officer runs a quarter', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await opened()
  })
  afterAll(() => place.close())

  test.step('is not offered to anyone else', async () => {
    const { budi } = place.cast
    await budi.commands('/kelola')
    expect(budi.lastToast()).toContain('tidak termasuk kewenangan')
    await budi.presses('cycle.open-yes', '2026Q4')
    expect(await place.db.client.cycle.count()).toBe(0)
  })

  test.step('refuses weights that do not add up, keeps what was typed, and takes mended ones', async () => {
    const { olga } = place.cast
    await olga.commands('/kelola')
    await olga.taps('Evaluasi triwulanan')
    expect(olga.last()).toContain('Evaluasi Triwulan IV Tahun 2026')
    expect(olga.last()).toContain('Belum direncanakan')
    await olga.taps('Atur sendiri')
    await olga.answers({
      'Bobot kehadiran': '40',
      'Bagaimana hasil evaluasi diterbitkan?': 'Serentak oleh pengelola kinerja',
    })
    expect(olga.last()).toContain('berjumlah 100')
    await olga.answers({ 'Bobot kehadiran': '30' })
    expect(olga.last()).toContain('Bobot: Kehadiran 30%, kualitas kerja 40%, inisiatif 30%')
    expect(olga.last()).toContain('Batas waktu: Senin, 11 Januari 2027')
  })

  test.step('takes the snapshot on opening, once, with newcomers excused', async () => {
    const { olga } = place.cast
    // Planned for another day: what is told is the day it was opened.
    await place.db.client.cycle.update({ where: { quarter: '2026Q4' }, data: { opensOn: '2026-12-18' } })
    await olga.taps('Buka sekarang')
    await olga.taps('Ya, lanjutkan')
    expect(olga.last()).toContain('Tahap: Berlangsung')
    expect(olga.last()).toContain('Dibuka: Jumat, 11 Desember 2026')
    expect(olga.last()).toContain('Sudah dinilai: 0 dari 5 pegawai')
    expect(olga.last()).toContain('Dikecualikan: 1 pegawai')
    expect(olga.last()).toContain('Tanpa penilai: 2 pegawai')
    await olga.presses('cycle.open-yes', '2026Q4')
    expect(await place.db.client.assignment.count()).toBe(6)
    expect(await place.db.client.auditEntry.count({ where: { action: 'cycle.opened' } })).toBe(1)
    expect(await assignment(place, 'siti')).toMatchObject({
      appraiserId: 'budi',
      superiorId: 'kadis',
      excused: null,
    })
    expect(await assignment(place, 'baru')).toMatchObject({ excused: 'newcomer' })
  })

  test.step('keeps weights as they were once it is open', async () => {
    const { olga } = place.cast
    await olga.presses('cycle.plan-usual', '2026Q4')
    expect(olga.lastToast()).toContain('sudah dibuka')
  })

  test.step('lists who has nobody, and sets an appraiser with a reason', async () => {
    const { olga } = place.cast
    await olga.taps('Pegawai tanpa penilai')
    expect(olga.last()).toContain('2 pegawai belum memiliki penilai')
    await olga.taps('Karta Kepala')
    await olga.taps('Ganti penilai')
    await olga.answers({
      'Siapa penilai yang baru?': 'Karta Kepala',
      'Berlaku untuk siapa?': 'Pegawai ini saja',
      Alasan: 'Penilai ditetapkan Sekretaris Daerah',
    })
    expect(olga.lastToast()).toContain('tidak dapat menilai dirinya sendiri')
    await olga.answers({ 'Siapa penilai yang baru?': 'Budi Misalnya' })
    expect(olga.last()).toContain('Penilai: Budi Misalnya')
    expect(await assignment(place, 'kadis')).toMatchObject({ appraiserId: 'budi' })
    expect(await place.db.client.auditEntry.count({ where: { action: 'cycle.reassigned' } })).toBe(1)
  })

  test.step('moves everybody of an appraiser who left to another one', async () => {
    const { olga } = place.cast
    await place.db.client.person.update({ where: { id: 'budi' }, data: { leftOn: '2026-12-11' } })
    await olga.presses('cycle.gaps', '2026Q4', '0')
    await olga.presses('cycle.reassign', '2026Q4', 'siti')
    await olga.answers({
      'Siapa penilai yang baru?': 'Karta Kepala',
      'Berlaku untuk siapa?': 'Semua pegawai dengan penilai yang sama',
      Alasan: 'Budi pindah tugas',
    })
    expect(await assignment(place, 'siti')).toMatchObject({ appraiserId: 'kadis', superiorId: null })
    // Nobody comes to appraise themselves on the way.
    expect(await assignment(place, 'kadis')).toMatchObject({ appraiserId: 'budi' })
    expect(await assignment(place, 'rahmat')).toMatchObject({ appraiserId: 'kadis' })
    await place.db.client.person.update({ where: { id: 'budi' }, data: { leftOn: null } })
  })

  test.step('excuses with a reason and takes in again', async () => {
    const { olga } = place.cast
    await olga.presses('cycle.excuse', '2026Q4', 'rahmat')
    await olga.answers({
      'Mengapa pegawai ini tidak dinilai?': 'Cuti panjang',
      Keterangan: 'Cuti besar tiga bulan',
    })
    expect(olga.last()).toContain('Dikecualikan (Cuti panjang)')
    await olga.taps('Sertakan')
    await olga.answers({ Alasan: 'Kembali lebih awal' })
    expect(await assignment(place, 'rahmat')).toMatchObject({ excused: null, reason: 'Kembali lebih awal' })
  })

  test.step('extends to a later working day only', async () => {
    const { olga } = place.cast
    await olga.presses('cycle.extend', '2026Q4')
    await olga.answers({
      'Batas waktu yang baru': '10-01-2027',
      Alasan: 'Banyak penilai bertugas di luar kota',
    })
    expect(olga.last()).toContain('perlu sesudah Senin, 11 Januari 2027')
    await olga.answers({ 'Batas waktu yang baru': '17-01-2027' })
    expect(olga.last()).toContain('bukan hari kerja')
    await olga.answers({ 'Batas waktu yang baru': '18-01-2027' })
    expect(olga.last()).toContain('Batas waktu: Senin, 18 Januari 2027')
  })

  test.step('closes with a warning, reopens with a reason, closes and publishes', async () => {
    const { olga } = place.cast
    await olga.presses('cycle.close', '2026Q4')
    expect(olga.last()).toContain('Pegawai yang belum dinilai: 5')
    await olga.presses('cycle.publish-yes', '2026Q4')
    expect(olga.lastToast()).toContain('perlu ditutup terlebih dahulu')
    await olga.presses('cycle.close-yes', '2026Q4')
    await olga.presses('cycle.reopen', '2026Q4')
    await olga.answers({ 'Mengapa evaluasi perlu dibuka kembali?': 'Masih ada yang belum dinilai' })
    expect(olga.last()).toContain('Tahap: Berlangsung')
    await olga.presses('cycle.close-yes', '2026Q4')
    await olga.presses('cycle.publish-yes', '2026Q4')
    await olga.presses('cycle.publish-yes', '2026Q4')
    expect(await place.db.client.cycle.findMany()).toMatchObject([{ stage: 'published' }])
    expect(await place.db.client.auditEntry.count({ where: { action: 'cycle.published' } })).toBe(1)
  })

  test.step('opens a planned quarter by itself on its day', async () => {
    const { olga } = place.cast
    await olga.presses('cycle.plan-usual', '2027Q1')
    await place.forward(94)
    expect(await place.db.client.cycle.findUnique({ where: { quarter: '2027Q1' } })).toMatchObject({
      stage: 'planned',
    })
    await place.forward(1)
    expect(await place.db.client.cycle.findUnique({ where: { quarter: '2027Q1' } })).toMatchObject({
      stage: 'open',
    })
  })

  test.step('excuses a unit with what is below it', async () => {
    const { olga } = place.cast
    await place.db.client.unit.create({ data: { id: 'sub', name: 'Seksi (contoh)', parentId: 'unit1' } })
    await place.db.client.person.update({ where: { id: 'siti' }, data: { unitId: 'sub' } })
    await olga.presses('cycle.plan-usual', '2027Q2')
    await olga.taps('Kecualikan unit kerja')
    await olga.answers({
      'Unit kerja mana yang tidak dinilai pada triwulan ini?': 'Dinas Kominfo',
      Alasan: 'Menilai sendiri di sistem lain',
    })
    await olga.presses('cycle.open-yes', '2027Q2')
    expect(olga.lastToast()).toContain('masih berlangsung')
    await olga.presses('cycle.close-yes', '2027Q1')
    await olga.presses('cycle.open-yes', '2027Q2')
    const rows = await place.db.client.assignment.findMany({ where: { quarter: '2027Q2', excused: null } })
    expect(rows.map(({ personId }) => personId)).toEqual(['olga'])
  })

  test.step('shows the office’s own words in the rubric', async () => {
    const { olga } = place.cast
    await olga.presses('cycle.plan-usual', '2027Q3')
    await olga.taps('Rubrik kualitas kerja')
    await olga.answers({ 'Uraian untuk rentang nilai 85–100': 'Naskah dinas selesai tanpa koreksi <b>&*_' })
    const cycle = await place.db.client.cycle.findUnique({ where: { quarter: '2027Q3' } })
    expect(cycle?.rubric).toEqual({ quality: { 4: 'Naskah dinas selesai tanpa koreksi <b>&*_' } })
  })
})
