/** Whose event it is, and what happens when buttons are pressed twice, or two at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, office } from '../../../support/office.ts'
import { PICTURE } from './stage.ts'

describe('an event and its buttons', () => {
  let place: Office
  beforeAll(async () => {
    place = await office()
    await place.db.client.storedFile.create({
      data: { ...PICTURE, bytes: Buffer.from('x'), createdAt: place.clock.now() },
    })
  })
  afterAll(() => place.close())

  const [OPEN, DRAFT] = ['open00000001', 'draft0000001'] as const
  /** Budi's, for his unit: Siti is invited, Dewi of another unit is not. */
  async function planned(
    id: string,
    announced: boolean,
    more: { seats?: number; began?: true; title?: string } = {},
  ) {
    const now = place.clock.now()
    const hours = (n: number) => new Date(now.getTime() + n * 60 * 60 * 1000)
    await place.db.client.event.create({
      data: {
        id,
        requestKey: id,
        makerId: 'budi',
        title: more.title ?? 'Senam',
        about: 'Pagi',
        place: 'Lapangan',
        startsAt: hours(more.began ? -5 : 50),
        endsAt: hours(more.began ? -2 : 53),
        audience: ['unit0'],
        unitIds: ['unit0'],
        seats: more.seats ?? null,
        revision: 0,
        turns: 0,
        told: 0,
        createdAt: now,
        changedAt: now,
        ...(announced && { announcedAt: now, toldAt: now }),
      },
    })
  }
  const event = (id: string) => place.db.client.event.findUnique({ where: { id } })
  const answers = (eventId: string) =>
    place.db.client.eventAnswer.findMany({ where: { eventId }, select: { personId: true, state: true } })
  const everything = async () =>
    JSON.stringify([await place.db.client.event.findMany(), await place.db.client.eventAnswer.findMany()])

  const MAKERS = [
    ...['edit', 'terms', 'announce', 'drop', 'cancel', 'add', 'summary'].map(verb => [verb]),
    ...[
      ['roll', '0'],
      ['attend', 'siti', '0'],
    ],
  ]
  const GUESTS = [['show'], ['answer', 'yes'], ['pick', 'yes'], ['ics'], ['photos', '0']]
  it.each([
    ['siti', OPEN, MAKERS],
    ['rahmat', DRAFT, [...MAKERS, ...GUESTS]],
    ['dewi', OPEN, [...MAKERS, ...GUESTS]],
  ] as const)('gives %s nothing that belongs to others, and changes nothing', async (who, id, verbs) => {
    if (!(await event(id))) await planned(id, id === OPEN)
    // What other tests have announced is on its way to them as well.
    await place.settled()
    const before = await everything()
    const inbox = place.cast[who].messages().length
    for (const [verb = '', ...args] of verbs) {
      const shown = await place.cast[who].presses(`event.${verb}`, id, ...args)
      expect([verb, shown?.kind]).toEqual([verb, 'toast'])
    }
    await place.settled()
    expect(place.cast[who].messages()).toHaveLength(inbox)
    expect(await everything()).toBe(before)
  })

  it('gives the officer what is the maker’s, as part of the office', async () => {
    await planned('ofbudi000001', false)
    const shown = await place.cast.olga.presses('event.show', 'ofbudi000001')
    expect(shown?.kind).toBe('card')
    expect(place.cast.olga.last()).toContain('[Umumkan]')
  })

  it('is announced once to each, however often and by however many it is pressed', async () => {
    const { budi, olga, siti } = place.cast
    const id = 'tellonce0001'
    await planned(id, false, { title: 'Lari pagi' })
    await Promise.all([
      budi.presses('event.announce', id),
      budi.presses('event.announce', id),
      olga.presses('event.announce', id),
    ])
    await place.settled()
    expect(siti.messages().filter(({ plain }) => plain.includes('Kegiatan: Lari pagi'))).toHaveLength(1)
    expect(
      await place.db.client.auditEntry.count({ where: { action: 'event.announced', subject: id } }),
    ).toBe(1)
  })

  it('is not thrown away once it is announced: the late button says so', async () => {
    const { budi } = place.cast
    await planned('latedrop0001', true)
    const shown = await budi.presses('event.drop', 'latedrop0001')
    expect(shown?.kind).toBe('toast')
    expect(budi.lastToast()).toContain('sudah diumumkan')
    expect(await event('latedrop0001')).not.toBeNull()
  })

  it('announced and thrown away at once, one of the two has happened and both hear which', async () => {
    await planned('either000001', false)
    const { budi, olga } = place.cast
    const [announced, dropped] = await Promise.all([
      budi.presses('event.announce', 'either000001'),
      olga.presses('event.drop', 'either000001'),
    ])
    const stands = (await event('either000001')) !== null
    expect([announced?.kind, dropped?.kind]).toEqual(stands ? ['card', 'toast'] : ['toast', 'card'])
  })

  it('has one answer a person: also with two taps at once that say different things', async () => {
    const { siti } = place.cast
    await planned('twotaps00001', true)
    await Promise.all(
      ['yes', 'yes', 'no', 'maybe'].map(one => siti.presses('event.answer', 'twotaps00001', one)),
    )
    expect(await answers('twotaps00001')).toHaveLength(1)
    for (const state of ['yes', 'yes']) await siti.presses('event.answer', 'twotaps00001', state)
    expect(await answers('twotaps00001')).toEqual([{ personId: 'siti', state: 'yes' }])
    await siti.presses('event.answer', 'twotaps00001', 'waiting')
    expect(await answers('twotaps00001')).toEqual([{ personId: 'siti', state: 'yes' }])
  })

  it('gives the last seat to one of three who tap at once, and lines up the others', async () => {
    const { siti, rahmat, budi } = place.cast
    await planned('lastseat0001', true, { seats: 1 })
    await Promise.all([siti, rahmat, budi].map(one => one.presses('event.answer', 'lastseat0001', 'yes')))
    const states = (await answers('lastseat0001')).map(({ state }) => state).sort()
    expect(states).toEqual(['waiting', 'waiting', 'yes'])
    // Whoever has the seat gives it back twice at once: one of the two moves up, not both.
    const { personId } = (await answers('lastseat0001')).find(({ state }) => state === 'yes') ?? {
      personId: '',
    }
    const holder = [siti, rahmat, budi].find(({ id }) => id === personId)
    await Promise.all([1, 2].map(() => holder?.presses('event.answer', 'lastseat0001', 'no')))
    await place.settled()
    expect((await answers('lastseat0001')).map(({ state }) => state).sort()).toEqual(['no', 'waiting', 'yes'])
    const key = { startsWith: 'event:lastseat0001:seat' }
    expect(await place.db.client.delivery.count({ where: { key } })).toBe(1)
  })

  it('is rated once, sent twice at once; photos of others stay', async () => {
    const { siti, rahmat } = place.cast
    const id = 'rated0000001'
    await planned(id, true, { began: true })
    await place.db.client.eventAnswer.createMany({
      data: ['siti', 'rahmat'].map(personId => ({
        eventId: id,
        personId,
        state: 'yes',
        turn: 1,
        at: place.clock.now(),
        attended: true,
        rated: false,
      })),
    })
    await siti.presses('event.rate', id)
    await siti.fills({ 'Bagaimana kegiatan ini menurut Bapak/Ibu?': '5 – sangat baik' })
    await Promise.all([siti.taps('Kirim', { key: 'a' }), siti.taps('Kirim', { key: 'b' })])
    expect(await place.db.client.eventRating.count({ where: { eventId: id } })).toBe(1)

    await siti.presses('event.photo', id)
    await siti.answers({ 'Silakan mengirim fotonya.': PICTURE })
    const shown = await rahmat.presses('event.unphoto', PICTURE.id)
    expect(shown?.kind).toBe('toast')
    expect(await place.db.client.eventPhoto.count()).toBe(1)
    await siti.presses('event.unphoto', PICTURE.id)
    expect(await place.db.client.eventPhoto.count()).toBe(0)
    await siti.presses('event.unphoto', PICTURE.id)
    expect(siti.lastToast()).toContain('sudah dihapus')
  })
})
