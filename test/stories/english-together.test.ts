/** Everything that awards, events, coffee, greetings and the survey say, as somebody reads it who chose English. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type Hall, hall, PEOPLE, QUARTER } from '../features/recognition/awards/stage.ts'
import { story } from '../support/story.ts'

/** Words no Indonesian sentence of ours does without, and what is never to be seen: keys, and holes in sentences. */
const INDONESIAN =
  /\b(yang|dan|untuk|dengan|tidak|belum|sudah|telah|akan|dari|pada|ini|atas|kami|Bapak|Ibu|silakan|mohon|terima kasih|orang|triwulan|pukul|sampai|dapat|bagi|penghargaan|kegiatan|hadir|pegawai|jawaban|survei|hari)\b/i
const BROKEN = /\b[a-z]+:[a-z]+\.[A-Za-z.]+|\{\{|\}\}|undefined|NaN|\[object/
/** What people wrote, names of places and kinds, and commands are theirs or the same in every language. */
const named = (said: string) =>
  said
    .replaceAll(/“[^”]*”|\[[\w-]+\.(ics|png|pdf)\]/g, '')
    .replaceAll(/\/[a-z]+/g, '')
    .replaceAll(
      /(Dinas|BKPSDM|Pemerintah|Pegawai Teladan|Pelayanan|Tim Terbaik)[\w ]*(\(contoh\)|Contoh|Triwulan|Prima)?/g,
      '',
    )
    // What is proposed for the certificate is in the language of the certificate.
    .replaceAll(/seluruh target tercapai dan \d+ apresiasi dari rekan kerja/gi, '')
    .replaceAll(/\d+\/PIAGAM\/REKAN\/\d+/g, '')

describe('somebody who reads English', () => {
  const test = story()
  let place: Hall
  const CAST = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]
  beforeAll(async () => {
    place = await hall({ siti: { target: 100, score: 92, kudos: 12 } })
    await place.db.client.preference.createMany({
      data: CAST.map(personId => ({ personId, locale: 'en', digest: true, publicKudos: true })),
    })
    await place.db.client.person.updateMany({ data: { birthDate: '1985-11-25', startDate: '2015-11-25' } })
  })
  afterAll(() => place.close())

  /** Every message and everything that was shown for a moment, up to now. */
  function reads(): string[] {
    const said = CAST.flatMap(id => {
      const one = place.cast[id]
      return [...one.messages().map(({ plain }) => plain), ...one.toasts()].map(line => named(line))
    })
    for (const line of said) {
      expect(line).not.toMatch(BROKEN)
      expect(line).not.toMatch(INDONESIAN)
    }
    return said
  }
  const has = (...words: string[]) => {
    const said = reads()
    expect(words.filter(word => !said.some(line => line.includes(word)))).toEqual([])
  }

  test.step('sets up awards', async () => {
    const { adi, olga } = place.cast
    await adi.presses('award.setup')
    await adi.taps('Change settings')
    await adi.answers({
      'Name of the organisation': 'Pemerintah Kabupaten Contoh',
      'Name of the signer': 'Dr. Bagus',
      'Position of the signer': 'Regent',
      'NIP of the signer': '198001012005011099',
    })
    await adi.presses('award.emblem')
    await adi.commands('/batal')
    await olga.presses('award.desk')
    await olga.presses('award.presets')
    await olga.presses('award.kinds-desk', '0')
    await olga.presses('award.kind-desk', await place.kindNamed('Inovator'))
    await olga.presses('award.kind-new')
    await olga.writes('Mentor')
    await olga.commands('/batal')
    has('Certificate settings', 'Set up kinds of awards', 'What is this award given for?')
  })

  test.step('nominates, decides, hears of it, and withdraws', async () => {
    const { olga, lea, siti, budi } = place.cast
    await place.publish()
    await place.beat()
    await olga.presses('award.draft', await place.kindNamed('Pegawai Teladan'), QUARTER)
    await olga.taps('Nominate Siti')
    await olga.answers({})
    const { id } = await place.db.client.award.findFirstOrThrow()
    await place.beat()
    await olga.presses('award.list', QUARTER, '0')
    await lea.presses('award.waiting', '0')
    await lea.presses('award.return', id)
    await lea.commands('/batal')
    await lea.presses('award.approve', id)
    await place.beat()
    await budi.presses('award.show', id)
    await place.at('2026-11-25T09:05')
    await siti.commands('/penghargaan')
    await siti.taps('Pegawai Teladan')
    await siti.taps('Certificate as a picture')
    await siti.presses('award.office', '2026', '0')
    await siti.presses('award.kinds', '0')
    await siti.presses('award.kind', await place.kindNamed('Pegawai Teladan'))
    has(
      'Rank 1',
      'Everyone will be told on Wednesday',
      'every target reached; 12 kudos from colleagues',
      'Congratulations on this award',
    )
    await olga.presses('award.withdraw', id)
    await olga.answers({ 'Why is this award withdrawn?': 'The figures were wrong' })
    await place.beat()
    await siti.presses('award.pdf', id)
    has('Award withdrawn', 'Not the same award', 'Awards of 2026')
  })

  test.step('plans an event and answers it', async () => {
    const { olga, siti, dewi, budi } = place.cast
    await olga.commands('/kegiatan')
    await olga.taps('Plan an event')
    await olga.answers({
      'What is the event called?': 'Morning run',
      'What will happen?': 'Run and breakfast',
      'Where is it?': 'Town square',
      'On which date?': '1-12-2026',
      'When does it start and end?': 'early',
      'Who is it for?': 'Everyone',
    })
    await olga.answers({ 'When does it start and end?': '09.00-12.00' })
    await olga.answers({ 'How many seats are there?': '1' })
    await olga.taps('Announce')
    await place.settled()
    const event = await place.db.client.event.findFirstOrThrow()
    for (const one of [siti, dewi]) await one.taps('Yes')
    await budi.taps('Maybe')
    await budi.presses('event.edit', event.id)
    await olga.presses('event.edit', event.id)
    await olga.answers({ 'Where is it?': 'Town hall' })
    await siti.presses('event.pick', event.id, 'no')
    await siti.presses('event.ics', event.id)
    await place.settled()
    await place.at('2026-11-30T08:05')
    await place.at('2026-12-01T08:05')
    has(
      '1 of 1 taken',
      'number 1 on the waiting list',
      'There is a seat for you',
      'What changed: place',
      '1 person',
    )
    has('Reminder: Morning run', 'begins in about an hour', 'The time could not be read')
  })

  test.step('says who came and how it was', async () => {
    const { olga, dewi, siti } = place.cast
    const { id } = await place.db.client.event.findFirstOrThrow()
    await place.at('2026-12-01T12:01')
    await olga.taps('Attendance list')
    await olga.taps('Dewi')
    await place.at('2026-12-02T08:05')
    await dewi.taps('Rate it')
    await dewi.answers({ 'How was the event?': '5 – very good' })
    await siti.presses('event.rate', id)
    await siti.commands('/batal')
    await siti.presses('event.photo', id)
    await siti.commands('/batal')
    await dewi.presses('event.photos', id, '0')
    await place.at('2026-12-09T08:05')
    await olga.commands('/kelola')
    await olga.presses('event.makers', '0')
    await olga.presses('event.grant')
    await olga.commands('/batal')
    for (const shelf of ['next', 'past', 'mine']) await olga.presses('event.list', shelf, '0')
    has('Noted: 1 person', 'Event summary', 'Ratings are shown once at least 5', 'Right to plan events')
  })

  test.step('cancels another one, with its reason', async () => {
    const { olga, siti } = place.cast
    await place.db.client.event.updateMany({
      data: { startsAt: new Date('2026-12-15T02:00:00Z'), endsAt: new Date('2026-12-15T05:00:00Z') },
    })
    const { id } = await place.db.client.event.findFirstOrThrow()
    await olga.presses('event.cancel', id)
    await olga.answers({ 'What is the reason? Everyone who answered will be told.': 'Heavy rain' })
    await place.settled()
    await siti.presses('event.answer', id, 'yes')
    has('The event has been cancelled', 'Cancelled: Morning run', 'Type  to see other events')
  })

  test.step('has coffee, is greeted, and answers the survey', async () => {
    const { siti, lea, dewi } = place.cast
    for (const one of [siti, lea]) {
      await one.presses('coffee.show')
      await one.taps('Join coffee chats')
    }
    await dewi.commands('/kegiatan')
    await dewi.taps('Birthday')
    await dewi.taps('Send greetings')
    await dewi.taps('Show in the group')
    await place.at('2026-12-10T08:35')
    for (const value of ['4 · ', '5 · ', '2 · ']) await dewi.taps(value)
    await place.db.client.person.update({
      where: { id: 'dewi' },
      data: { startDate: '2025-12-21', birthDate: '1985-12-22' },
    })
    for (const day of ['2026-12-18', '2026-12-21', '2026-12-22', '2027-01-04']) await place.at(`${day}T08:35`)
    await siti.taps('Yes')
    await lea.presses('coffee.met', (await place.db.client.coffeeGroup.findFirstOrThrow()).id, 'no')
    await siti.presses('coffee.leave')
    await dewi.commands('/survei')
    await dewi.taps('See the results')
    await dewi.presses('pulse.answer', '2026-11', 'growth', '3')
    has(
      'Your coffee chat partner',
      'Have you met?',
      'Glad to hear it',
      'No problem',
      'Short survey for December 2026',
      '2 people',
    )
    has(
      'Happy birthday, Dewi',
      'Thank you for 1 year of service',
      'Survey results for December 2026',
      'is still open',
    )
  })
})
