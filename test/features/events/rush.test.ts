import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { office } from '../../support/office.ts'

const CROWD = 200
const SEATS = 150
const people = Object.fromEntries(
  Array.from({ length: CROWD }, (_, n) => [
    `p${n}`,
    { name: `Orang Contoh ${n}`, unit: 'Dinas Kominfo (contoh)', ...(n === 0 && { roles: ['officer'] }) },
  ]),
)

describe('two hundred people who answer at once', () => {
  let place: Awaited<ReturnType<typeof office<typeof people>>>
  const edits: number[] = []
  beforeAll(async () => {
    place = await office({ people })
    const { clock, db } = place
    await db.client.group.create({
      data: {
        id: 'groupkominfo',
        channel: 'memory',
        address: 'kominfo',
        title: 'Kominfo',
        unitId: 'unit0',
        joinedAt: clock.now(),
      },
    })
    const now = clock.now()
    await db.client.event.create({
      data: {
        ...{
          id: 'eventeventev',
          requestKey: 'k',
          makerId: 'p0',
          title: 'Senam',
          about: 'Pagi',
          place: 'Lapangan',
        },
        ...{
          startsAt: new Date('2026-12-01T02:00:00Z'),
          endsAt: new Date('2026-12-01T05:00:00Z'),
          seats: SEATS,
        },
        ...{ audience: [], unitIds: [], revision: 0, turns: 0, told: 0, createdAt: now, changedAt: now },
      },
    })
    await place.cast.p0?.presses('event.announce', 'eventeventev')
    await place.settled()
  }, 120_000)
  afterAll(() => place.close())

  it('end with the right counts, and the announcement was changed at most once a second', async () => {
    const group = place.memory.group('kominfo')
    const started = Date.now()
    const watch = setInterval(() => edits.push(group.messages()[0]?.edits ?? 0), 50)
    const wishes = Array.from({ length: CROWD }, (_, n) =>
      place.cast[`p${n}`]?.taps('Hadir', { group: 'kominfo' }),
    )
    await Promise.all(wishes)
    await place.settled()
    clearInterval(watch)
    const seconds = (Date.now() - started) / 1000
    expect(group.messages()).toHaveLength(1)
    expect(group.last()).toContain(`Hadir ${SEATS} ·`)
    expect(group.last()).toContain(`${SEATS} dari ${SEATS} terisi`)
    expect(group.last()).toContain(`Daftar tunggu: ${CROWD - SEATS} orang`)
    const changed = group.messages()[0]?.edits ?? 0
    expect(changed).toBeGreaterThan(0)
    expect(changed).toBeLessThanOrEqual(Math.ceil(seconds))
    // In no second of the rush were there two: looked at every 50 ms.
    for (let n = 20; n < edits.length; n++)
      expect((edits[n] ?? 0) - (edits[n - 20] ?? 0)).toBeLessThanOrEqual(1)
    const lines = await place.db.client.eventAnswer.findMany({
      where: { state: 'waiting' },
      orderBy: { turn: 'asc' },
    })
    expect(new Set(lines.map(({ turn }) => turn)).size).toBe(CROWD - SEATS)
  }, 120_000)

  it('and everybody’s own message shows the last state after the next minutes', async () => {
    for (let minute = 0; minute < 3; minute++) await place.forward(1 / 24 / 60)
    expect(place.cast.p7?.last()).toContain(`Daftar tunggu: ${CROWD - SEATS} orang`)
  }, 120_000)
})
