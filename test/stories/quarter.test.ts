/**
 * One whole quarter of an office of twelve: opened before the holidays, a delegate, a process that is down for
 * three days, somebody who leaves, a deadline that passes, publishing, and a correction.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { createLog } from '../../src/platform/log.ts'
import { type Hired, office, settled } from '../support/office.ts'
import { appraises, fills, OPENING, opens } from '../support/quarter.ts'

const [KOMINFO, HEALTH] = ['Dinas Kominfo (contoh)', 'Dinas Kesehatan (contoh)']
const TWELVE = {
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'], appraiser: 'sekar' },
  sekar: { name: 'Sekar Sekretaris', unit: 'BKPSDM (contoh)' },
  karta: { name: 'Karta Kepala', unit: KOMINFO, appraiser: 'sekar' },
  budi: { name: 'Budi Misalnya', unit: KOMINFO, appraiser: 'karta' },
  siti: { name: 'Siti Contohwati', unit: KOMINFO, appraiser: 'budi' },
  rahmat: { name: 'Rahmat Umpama', unit: KOMINFO, appraiser: 'budi' },
  fajar: { name: 'Fajar Andaikan', unit: KOMINFO, appraiser: 'budi' },
  wulan: { name: 'Wulan Kepala', unit: HEALTH, appraiser: 'sekar' },
  ratna: { name: 'Ratna Seandainya', unit: HEALTH, appraiser: 'wulan' },
  dewi: { name: 'Dewi Andaikata', unit: HEALTH, appraiser: 'ratna' },
  eka: { name: 'Eka Misalkan', unit: HEALTH, appraiser: 'ratna' },
  hana: { name: 'Hana Barangkali', unit: HEALTH, appraiser: 'ratna' },
} satisfies Record<string, Hired>
type Name = keyof typeof TWELVE

describe('the fourth quarter of 2026', () => {
  let place: Awaited<ReturnType<typeof office<typeof TWELVE>>>
  let app: App
  beforeAll(async () => {
    place = await office({ people: TWELVE, start: OPENING })
    app = place.app
  })
  afterAll(async () => {
    if (app !== place.app) await app.stop()
    await place.close()
  })

  /** Moves to an instant of the office's clock (WIB) and lets everything happen that is due. */
  const at = async (day: string, time = '09:00') => {
    place.clock.to(`${day}T${time}:00+07:00`)
    await app.beat()
    await settled(app)
  }
  const reminders = async (person: Name) => {
    const where = { personId: person, notice: 'appraisal.reminder', state: 'sent' }
    const rows = await place.db.client.delivery.findMany({ where, orderBy: { finishedAt: 'asc' } })
    return rows.map(({ finishedAt }) => finishedAt?.toISOString().slice(0, 10))
  }
  const last = (person: Name) => place.cast[person].last()

  it('opens on a Friday morning, and reaches every appraiser before the prayer', async () => {
    await opens(place.cast.olga)
    await at('2026-12-11', '09:05')
    for (const person of ['sekar', 'karta', 'budi', 'wulan', 'ratna'] as const)
      expect(await reminders(person)).toEqual(['2026-12-11'])
    expect(await reminders('siti')).toEqual([])
    expect(last('budi')).toContain('3 dari 3 pegawai belum dinilai')
  })

  it('is quiet over Christmas: cuti bersama, holiday, weekend', async () => {
    await appraises(place.cast.budi, 'Siti Contohwati')
    for (const day of ['24', '25', '26', '27']) await at(`2026-12-${day}`)
    expect(await reminders('budi')).toEqual(['2026-12-11'])
  })

  it('turns to the delegate while Ratna is on leave, fourteen days before', async () => {
    const delegation = {
      ...{ id: 'plh', kind: 'plh', principalId: 'ratna', delegateId: 'wulan' },
      ...{ fromDay: '2026-12-28', untilDay: '2027-01-03', createdAt: OPENING },
    }
    await place.db.client.delegation.create({ data: delegation })
    await at('2026-12-28')
    expect(await reminders('budi')).toEqual(['2026-12-11', '2026-12-28'])
    expect(await reminders('ratna')).toEqual(['2026-12-11'])
    expect(last('wulan')).toContain('[Dewi Andaikata] [Eka Misalkan] [Hana Barangkali] [Ratna Seandainya]')
    await appraises(place.cast.wulan, 'Dewi Andaikata')
    expect(last('wulan')).toContain('Penilaian Dewi Andaikata telah dikirim')
  })

  it('goes on after three days in which the process was down, with one message for what was due', async () => {
    await place.app.stop()
    // H-7 was on Monday, 4 January; Tuesday was Isra Mikraj.
    place.clock.to('2027-01-07T08:30:00+07:00')
    const config = readConfig({ LOG_LEVEL: 'silent' })
    const world = { config, db: place.db, clock: place.clock, ids: randomIds, log: createLog('silent') }
    app = await buildApp(world, [() => place.memory.channel])
    await app.start()
    await at('2027-01-07', '08:31')
    await at('2027-01-07', '14:00')
    expect(await reminders('budi')).toEqual(['2026-12-11', '2026-12-28', '2027-01-07'])
    expect(await reminders('ratna')).toEqual(['2026-12-11', '2027-01-07'])
    expect(last('ratna')).toContain('2 dari 3 pegawai belum dinilai')
    expect(last('ratna')).toContain('4 hari lagi')
  })

  it('finds a half-filled form again after that', async () => {
    const { budi } = place.cast
    await budi.taps('Rahmat Umpama')
    await budi.writes('90')
    await at('2027-01-08')
    expect(await reminders('budi')).toHaveLength(4)
    await budi.commands('/nilai')
    expect(last('budi')).toContain('[Rahmat Umpama (draf)]')
    await budi.taps('Rahmat Umpama')
    expect(last('budi')).toContain('Nilai kualitas kerja')
    await budi.commands('/batal')
  })

  it('forgets whoever leaves before being appraised, and keeps their chat shut', async () => {
    const { hana } = place.cast
    await place.db.client.person.update({ where: { id: 'hana' }, data: { leftOn: '2027-01-08' } })
    await at('2027-01-11')
    expect(last('ratna')).toContain('Hari ini batas waktu evaluasi Triwulan IV Tahun 2026')
    expect(last('ratna')).toContain('1 dari 2 pegawai belum dinilai')
    expect(last('ratna')).not.toContain('Hana')
    const before = hana.messages().length
    await hana.commands('/rapor')
    expect(
      hana
        .messages()
        .slice(before)
        .every(({ plain }) => !plain.includes('Rapor')),
    ).toBe(true)
  })

  it('is asked for each working day once it is late, and its superiors from the third on', async () => {
    for (const day of ['12', '13', '14', '15', '16', '17', '18']) await at(`2027-01-${day}`)
    const late = ['2027-01-12', '2027-01-13', '2027-01-14', '2027-01-15', '2027-01-18']
    expect((await reminders('ratna')).slice(-5)).toEqual(late)
    expect(last('wulan')).toContain('Ratna Seandainya: 1 dari 2 belum dinilai')
    expect(last('olga')).toContain('Ringkasan untuk pengelola kinerja')
  })

  it('falls silent for whoever is done', async () => {
    await appraises(place.cast.ratna, 'Eka Misalkan')
    await appraises(place.cast.budi, 'Rahmat Umpama')
    await appraises(place.cast.budi, 'Fajar Andaikan', { results: 'Di bawah ekspektasi' })
    await at('2027-01-19')
    await at('2027-01-20')
    expect((await reminders('ratna')).at(-1)).toBe('2027-01-18')
    expect((await reminders('budi')).at(-1)).toBe('2027-01-18')
    expect((await reminders('karta')).at(-1)).toBe('2027-01-20')
  })

  it('is published for all, and everybody reads their own', async () => {
    const { olga, siti, dewi, rahmat } = place.cast
    await appraises(place.cast.karta, 'Budi Misalnya')
    await olga.presses('cycle.close', '2026Q4')
    expect(last('olga')).toContain('Saat ini 5 pegawai belum dinilai')
    await olga.taps('Ya, lanjutkan')
    await at('2027-01-21')
    await olga.presses('cycle.publish-yes', '2026Q4')
    await at('2027-01-21', '09:05')
    await at('2027-01-21', '09:06')
    for (const person of [siti, dewi, rahmat])
      expect(
        person.messages().filter(({ plain }) => plain.startsWith('Hasil evaluasi Triwulan IV')),
      ).toHaveLength(1)
    expect(last('dewi')).toContain('hasil evaluasi kinerja dari Wulan Kepala')
    await siti.commands('/rapor')
    expect(last('siti')).toContain('[Triwulan IV Tahun 2026: 86,9]')
  })

  it('is corrected with a reason, and both versions stay', async () => {
    const { budi, siti } = place.cast
    const { id } = await place.db.client.assignment.findFirstOrThrow({ where: { personId: 'siti' } })
    await budi.presses('appraisal.correct', id)
    await budi.writes('Nilai inisiatif keliru dituliskan')
    await fills(budi, { initiative: '90' })
    await budi.taps('Kirim')
    await settled(app)
    expect(last('siti')).toContain('“Nilai inisiatif keliru dituliskan”')
    await siti.taps('Mengapa nilai saya 89,9?')
    expect(last('siti')).toContain('Versi 1: Budi Misalnya')
    expect(last('siti')).toContain('Versi 2: Budi Misalnya')
  })

  it('never wrote to anybody twice on one day, on a day off, or outside office hours', async () => {
    const where = { notice: 'appraisal.reminder', state: 'sent' }
    const rows = await place.db.client.delivery.findMany({ where })
    const seen = rows.map(
      ({ personId, finishedAt }) => `${personId} ${finishedAt?.toISOString().slice(0, 10)}`,
    )
    expect(new Set(seen).size).toBe(seen.length)
    const hours = rows.map(({ finishedAt }) => (finishedAt?.getUTCHours() ?? 0) + 7)
    expect(hours.every(hour => hour >= 8 && hour < 16)).toBe(true)
  })
})
