import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../../../src/app.ts'
import { readConfig } from '../../../../src/config.ts'
import { openDatabase } from '../../../../src/platform/database/database.ts'
import { randomIds } from '../../../../src/platform/ids.ts'
import { createLog } from '../../../../src/platform/observability/log.ts'
import { office, settled } from '../../../support/office.ts'
import { appraises, DEPARTMENT, OPENING, opens } from '../../../support/quarter.ts'
import { story } from '../../../support/story.ts'

type Place = Awaited<ReturnType<typeof office<typeof DEPARTMENT>>>
const begin = async (start = OPENING) => {
  const place = await office({ people: DEPARTMENT, start })
  await opens(place.cast.olga)
  return place
}
const inbox = (place: Place, person: keyof typeof DEPARTMENT) =>
  place.cast[person]
    .messages()
    .filter(({ plain }) =>
      /valuasi Triwulan IV Tahun 2026 (telah|:)|Pengingat|batas waktu evaluasi/.test(
        plain.split('\n')[0] ?? '',
      ),
    )
const at = async (place: Place, instant: string) => {
  place.clock.to(instant)
  await place.forward(0)
}

describe('a reminder', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })
  afterAll(() => place.close())

  test.step('comes at the opening with a button for each person, once whatever the ticks', async () => {
    await place.forward(0)
    await place.forward(0)
    expect(inbox(place, 'budi')).toHaveLength(1)
    const [first] = inbox(place, 'budi')
    expect(first?.plain).toContain('Evaluasi Triwulan IV Tahun 2026 telah dibuka')
    expect(first?.plain).toContain('2 dari 2 pegawai belum dinilai')
    expect(first?.plain).toContain('[Rahmat Umpama] [Siti Contohwati]')
    expect(inbox(place, 'siti')).toHaveLength(0)
    expect(inbox(place, 'olga')).toHaveLength(0)
  })

  test.step('changes in place when one is done, and thanks when all are', async () => {
    const { budi } = place.cast
    await appraises(budi, 'Siti Contohwati')
    await place.settled()
    expect(inbox(place, 'budi')[0]?.plain).toContain('1 dari 2 pegawai belum dinilai')
    expect(inbox(place, 'budi')[0]?.plain).not.toContain('[Siti')
    await appraises(budi, 'Rahmat Umpama')
    await place.settled()
    expect(
      budi.messages().some(({ plain }) => plain.startsWith('Penilaian Triwulan IV Tahun 2026 telah selesai')),
    ).toBe(true)
  })

  test.step('does not come to whoever is done, and says how many days are left', async () => {
    await at(place, '2026-12-28T01:30:00Z')
    expect(inbox(place, 'ratna').at(-1)?.plain).toContain(
      'Pengingat evaluasi Triwulan IV Tahun 2026: 14 hari lagi',
    )
    expect(inbox(place, 'budi')).toHaveLength(0)
    expect(inbox(place, 'olga').at(-1)?.plain).toContain('Sudah dinilai: 2 dari 7 pegawai')
    expect(inbox(place, 'olga').at(-1)?.plain).toContain('Penilai yang belum selesai: 2')
  })

  test.step('waits for the next working morning, and says what stands then', async () => {
    const before = inbox(place, 'ratna').length
    await at(place, '2027-01-04T10:00:00Z')
    expect(inbox(place, 'ratna')).toHaveLength(before)
    // Isra Mikraj is on 5 January: nothing then, nothing in the night, and one in the morning after, made then.
    await at(place, '2027-01-05T03:00:00Z')
    await at(place, '2027-01-06T00:59:00Z')
    expect(inbox(place, 'ratna')).toHaveLength(before)
    await at(place, '2027-01-06T01:00:00Z')
    expect(inbox(place, 'ratna')).toHaveLength(before + 1)
    expect(inbox(place, 'ratna').at(-1)?.plain).toContain('5 hari lagi')
    await at(place, '2027-01-06T05:00:00Z')
    expect(inbox(place, 'ratna')).toHaveLength(before + 1)
  })

  test.step('that lay in the queue over a night does not go out after hours', async () => {
    const before = inbox(place, 'ratna').length
    // Planned at 15.29 on a Friday; the worker only comes to it at 19.00.
    await place.db.client.delivery.create({
      data: {
        id: 'late',
        key: 'test:late',
        personId: 'ratna',
        notice: 'appraisal.reminder',
        args: ['2026Q4'],
        timing: 'office-hours',
        state: 'queued',
        attempts: 0,
        uncertain: 0,
        dueAt: new Date('2027-01-08T08:29:00Z'),
        createdAt: new Date('2027-01-08T08:29:00Z'),
      },
    })
    await at(place, '2027-01-08T12:00:00Z')
    expect(inbox(place, 'ratna')).toHaveLength(before)
    await at(place, '2027-01-11T01:05:00Z')
    expect(inbox(place, 'ratna')).toHaveLength(before + 1)
    expect(inbox(place, 'ratna').at(-1)?.plain).toContain('Hari ini batas waktu')
  })

  test.step('comes each working day once it is overdue, and then to the superior too', async () => {
    for (const day of ['12', '13', '14', '15', '16', '17', '18']) await at(place, `2027-01-${day}T02:00:00Z`)
    const overdue = inbox(place, 'ratna').filter(({ plain }) => plain.includes('telah lewat batas waktu'))
    expect(overdue).toHaveLength(5)
    const karta = inbox(place, 'karta').filter(({ plain }) => plain.includes('telah lewat batas waktu'))
    expect(karta).toHaveLength(5)
    expect(karta[1]?.plain).not.toContain('Ratna Seandainya: 1 dari 1 belum dinilai')
    expect(karta[2]?.plain).toContain('Ratna Seandainya: 1 dari 1 belum dinilai')
    expect(karta[2]?.plain).toContain('3 dari 3 pegawai belum dinilai')
  })

  test.step('ends when the quarter is closed', async () => {
    const before = inbox(place, 'ratna').length
    await place.cast.olga.presses('cycle.close-yes', '2026Q4')
    await at(place, '2027-01-19T02:00:00Z')
    expect(inbox(place, 'ratna')).toHaveLength(before)
  })
})

describe('two processes on one database', () => {
  it('send each reminder once', { timeout: 60_000 }, async () => {
    const place = await begin()
    const { boss } = place.db
    const own =
      'connectionString' in boss ? await openDatabase({ kind: 'server', url: boss.connectionString }) : null
    const platform = {
      config: readConfig({ LOG_LEVEL: 'silent' }),
      clock: place.clock,
      ids: randomIds,
      log: createLog('silent'),
    }
    const other = await buildApp({ ...platform, db: own ?? place.db }, [() => place.memory.channel])
    await other.start()
    for (const day of ['2026-12-11', '2026-12-28', '2027-01-04', '2027-01-08']) {
      place.clock.to(`${day}T02:00:00Z`)
      await Promise.all([place.app.beat(), other.beat(), place.app.beat()])
      await settled(place.app)
    }
    expect(inbox(place, 'budi')).toHaveLength(4)
    expect(inbox(place, 'ratna')).toHaveLength(4)
    expect(inbox(place, 'karta')).toHaveLength(4)
    await other.stop()
    await own?.close()
    await place.close()
  })
})
