import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../../../src/domain/calendar/office-day.ts'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import { digestDue } from '../../../../src/features/recognition/kudos/digest/rules.ts'
import { type Office, office } from '../../../support/office.ts'

const ZONE = 'Asia/Jakarta'

describe('the week that is due', () => {
  const usual = workCalendar()
  const fridayOff = workCalendar({ off: ['2026-11-27'], worked: [] })
  const weekOff = workCalendar({
    off: ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'],
    worked: [],
  })
  it.each([
    [
      'on Friday before eight: the week before',
      usual,
      '2026-11-27T07:59',
      '2026-11-16',
      '2026-11-13T08:00',
      '2026-11-20T08:00',
    ],
    [
      'on Friday at eight: this week',
      usual,
      '2026-11-27T08:00',
      '2026-11-23',
      '2026-11-20T08:00',
      '2026-11-27T08:00',
    ],
    [
      'on Monday still the last',
      usual,
      '2026-11-30T09:00',
      '2026-11-23',
      '2026-11-20T08:00',
      '2026-11-27T08:00',
    ],
    [
      'a Friday that is a holiday: on Thursday',
      fridayOff,
      '2026-11-26T08:00',
      '2026-11-23',
      '2026-11-20T08:00',
      '2026-11-26T08:00',
    ],
    [
      'a week in which nobody works: none',
      weekOff,
      '2026-11-29T08:00',
      '2026-11-16',
      '2026-11-13T08:00',
      '2026-11-20T08:00',
    ],
    [
      'after it: both weeks at once',
      weekOff,
      '2026-12-04T08:00',
      '2026-11-30',
      '2026-11-20T08:00',
      '2026-12-04T08:00',
    ],
  ])('%s', (_name, calendar, at, week, from, until) => {
    const now = new Date(`${at}:00+07:00`)
    const wib = (time: string) => new Date(`${time}:00+07:00`)
    expect(digestDue(now, dayOf(now, ZONE), { zone: ZONE, calendar })).toEqual({
      week,
      from: wib(from),
      until: wib(until),
    })
  })
})

describe('the Friday digest', () => {
  let place: Office
  const group = () => place.memory.group('grup')
  const until = async (instant: string) => {
    place.clock.to(instant)
    await place.app.beat()
    await place.settled()
  }
  const digests = (messages: { plain: string }[]) =>
    messages.filter(({ plain }) => plain.startsWith('Terima kasih minggu ini'))
  const kudos = (who: keyof Office['cast'], whom: string) =>
    place.cast[who].commands(`/pujian ${whom} terima kasih atas bantuannya #loyal`)

  beforeEach(async () => {
    place = await office()
    const data = { id: 'g', channel: 'memory', address: 'grup', title: 'grup', unitId: 'unit0' }
    await place.db.client.group.create({ data: { ...data, joinedAt: place.clock.now() } })
  })
  afterEach(() => place.close())

  it('thanks in the group on Friday morning, once, in the order of the alphabet', async () => {
    await kudos('dewi', '@Siti')
    await kudos('olga', '@Siti @Budi')
    await until('2026-11-27T00:59:00Z')
    expect(digests(group().messages())).toHaveLength(0)
    await until('2026-11-27T01:00:00Z')
    await until('2026-11-27T02:00:00Z')
    const [one, ...more] = digests(group().messages())
    expect(more).toEqual([])
    expect(one?.plain).toContain('Minggu ini disampaikan 2 apresiasi')
    expect(one?.plain).toMatch(/Budi Misalnya: Loyal\nSiti Contohwati, S\.Sos\.: Loyal/)
  })

  it('says nothing where there was nothing, or nothing that may be shown', async () => {
    await place.db.client.preference.create({
      data: { personId: 'siti', locale: 'id', digest: true, publicKudos: false },
    })
    await kudos('dewi', '@Siti')
    await until('2026-11-27T01:00:00Z')
    expect(digests(group().messages())).toHaveLength(0)
  })

  it('comes once on Monday morning when the process was down all Friday', async () => {
    await kudos('dewi', '@Siti')
    await until('2026-11-28T03:00:00Z')
    expect(digests(group().messages())).toHaveLength(0)
    await until('2026-11-30T01:00:00Z')
    await until('2026-11-30T01:01:00Z')
    expect(digests(group().messages())).toHaveLength(1)
    await until('2026-12-04T01:00:00Z')
    expect(digests(group().messages())).toHaveLength(1)
  })

  it('does not thank for what was taken back before it went out', async () => {
    await kudos('dewi', '@Siti')
    await until('2026-11-28T03:00:00Z')
    await place.db.client.kudos.updateMany({ data: { hiddenAt: place.clock.now() } })
    await until('2026-11-30T01:00:00Z')
    expect(digests(group().messages())).toHaveLength(0)
  })

  it('comes in private where the unit has no group, unless somebody does not like digests', async () => {
    const people = [
      {
        id: 'tuti',
        nip: '198001012005011009',
        name: 'Tuti Seumpama',
        position: '-',
        unitId: 'unit1',
        roles: [],
        noticeSeen: place.clock.now(),
        createdAt: place.clock.now(),
        updatedAt: place.clock.now(),
      },
    ]
    await place.db.client.person.createMany({ data: people })
    await place.db.client.account.create({
      data: { channel: 'memory', address: 'tuti', personId: 'tuti', linkedAt: place.clock.now() },
    })
    const tuti = place.memory.person('tuti')
    await tuti.commands('/pengaturan')
    await tuti.taps('Hentikan ringkasan')
    await kudos('siti', '@Dewi')
    await until('2026-11-27T01:00:00Z')
    expect(digests(place.cast.dewi.messages())).toHaveLength(1)
    expect(digests(tuti.messages())).toHaveLength(0)
    expect(digests(place.cast.budi.messages())).toHaveLength(0)
  })
})
