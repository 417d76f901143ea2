/** The life of a result and of feedback for people who read English: card, answer, objection, check-in, /dataku. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foreignWords } from '../support/foreign-words.ts'
import { at, version } from '../support/objection.ts'
import { office } from '../support/office.ts'
import { DEPARTMENT, OPENING, opens } from '../support/quarter.ts'

const begin = () => office({ people: DEPARTMENT, start: OPENING })
let place: Awaited<ReturnType<typeof begin>>
beforeAll(async () => {
  place = await begin()
  for (const one of Object.values(place.cast)) await one.presses('settings.language')
  const terms = {
    indicator: 'Letters answered',
    unit: '%',
    direction: 'higher' as const,
    value: 90,
    weight: 100,
  }
  const at = { createdAt: OPENING, updatedAt: OPENING }
  const row = {
    id: 'target000001',
    personId: 'siti',
    quarter: '2026Q4',
    state: 'agreed' as const,
    ...terms,
    ...at,
  }
  await place.db.client.target.create({
    data: { ...row, result: 'Letters in two days', version: 1, reached: false },
  })
})
afterAll(() => place.close())
type Person = (typeof place)['cast']['siti']
const answers = async (person: Person, ...said: string[]) => {
  for (const one of said) await person.writes(one)
}
const REASON = 'Two proposals of October have not been taken into account at all.'
const SBI = [
  'In Monday’s meeting about mobile services',
  'You had prepared a list of visits',
  'Nobody had to wait',
]

it('a result comes, is read, answered and answered back', async () => {
  const { olga, budi, siti } = place.cast
  await opens(olga)
  await budi.commands('/nilai')
  await budi.taps('Siti Contohwati')
  await answers(budi, '95', '86', '80')
  await budi.taps('As expected')
  await answers(budi, 'The letters of the year are counted in January.')
  await budi.taps('Above expectation')
  await answers(budi, 'The monthly report came in time', 'Coordination can start earlier', 'A weekly meeting')
  await answers(budi, '01-02-2027')
  await budi.taps('Send')
  await olga.presses('cycle.close-yes', '2026Q4')
  await olga.presses('cycle.publish-yes', '2026Q4')
  await place.forward(0)
  const result = () => siti.messages().find(({ plain }) => plain.includes('[I have read it]'))?.plain ?? ''
  expect(result()).toContain('criteria score 86.9')
  await siti.taps('I have read it')
  await siti.taps('Respond')
  await answers(siti, 'Thank you, I will start earlier.')
  await siti.taps('Send')
  await place.settled()
  await budi.taps('Answer the response')
  await answers(budi, 'Let us talk about it on Monday.')
  await budi.taps('Send')
  await place.settled()
  expect(siti.last()).toContain('Let us talk about it on Monday.')
  await siti.commands('/rapor')
  await siti.taps('Quarter IV of 2026')
  await siti.presses('feedback.pdf', (await version(place as never)).id)
})

it('an objection is filed, explained and decided', async () => {
  const { siti, budi, karta } = place.cast
  await siti.taps('Object')
  await answers(siti, REASON)
  await siti.taps('Skip')
  await siti.taps('Send')
  await place.settled()
  await karta.taps('Open the objection')
  await karta.taps('Ask the appraiser')
  await answers(karta, 'Have both proposals been counted?')
  await karta.taps('Send')
  await place.settled()
  await at(place as never, '2026-12-16')
  await budi.taps('Explain')
  await answers(budi, 'They came after the appraisal.')
  await budi.taps('Send')
  await place.settled()
  await karta.taps('Open the objection')
  await karta.taps('Change the result')
  await answers(karta, '95', '86', '90')
  await karta.taps('As expected')
  await karta.taps('Above expectation')
  await answers(karta, 'Both proposals were made and are used, so the score changes.')
  await karta.taps('Send')
  await place.settled()
  await siti.taps('See the objection')
})

it('feedback is asked for, given about a target, and read again', async () => {
  const { siti, budi, dewi } = place.cast
  await siti.commands('/mintaumpanbalik')
  await siti.writes('Dewi')
  await siti.taps('Dewi Andaikata')
  await siti.taps('Done choosing')
  await answers(siti, 'how I lead meetings', '30-12-2026')
  await siti.taps('Letters in two days')
  await siti.taps('Send')
  await place.settled()
  await dewi.taps('Give the feedback')
  await dewi.taps('A suggestion')
  await answers(dewi, ...SBI)
  await dewi.taps('Send')
  await budi.commands('/umpanbalik')
  await budi.taps('Give feedback')
  await budi.taps('Siti Contohwati')
  await budi.taps('What went well')
  await budi.taps('Letters in two days')
  await budi.taps('Accountable')
  await answers(budi, ...SBI)
  await budi.taps('Send')
  await place.settled()
  await siti.commands('/umpanbalik')
  await siti.taps('Feedback received')
  await siti.taps('Budi Misalnya')
  await siti.taps('Back to the list')
  await budi.commands('/umpanbalik')
  await budi.taps('Feedback given')
  await budi.taps('Siti Contohwati · ')
})

it('the next step is asked about, put off, and told', async () => {
  const { siti } = place.cast
  await at(place as never, '2027-02-01')
  await siti.taps('Not yet, I need time')
  await answers(siti, '01-03-2027')
  await siti.taps('Send')
  await at(place as never, '2027-02-02')
  await at(place as never, '2027-03-01')
  await siti.taps('I need help')
  await at(place as never, '2027-03-02')
})

it('what is stored can be had, and a correction asked for', async () => {
  const { siti, olga } = place.cast
  await siti.commands('/dataku')
  await siti.taps('Download (XLSX)')
  await siti.taps('Ask for a correction')
  await answers(siti, 'My position is written wrongly in the list.')
  await siti.taps('Send')
  await at(place as never, '2027-03-04')
  await olga.taps('Answer the request')
  await olga.taps('The request was fulfilled.')
  await answers(olga, 'The position has been corrected.')
  await olga.taps('Send')
  await place.settled()
})

it('nobody saw a sentence in Indonesian, or a key that was never put into words', () => {
  const foreign = foreignWords('en')
  // What came before the language was chosen is left out.
  const said = Object.values(place.cast).flatMap(one => [
    ...one
      .messages()
      .slice(1)
      .map(({ plain }) => plain),
    ...one.toasts(),
  ])
  expect(said.length).toBeGreaterThan(60)
  expect([...new Set(said.flatMap(foreign))]).toEqual([])
  expect(
    said.filter(words => /\b(yang|dan|bapak|untuk|dengan|belum|sudah|silakan|adalah|mohon)\b/i.test(words)),
  ).toEqual([])
  // The same eyes find Indonesian where it is.
  expect(foreign('Umpan balik dari Budi Misalnya')).toHaveLength(1)
  expect(foreign('ongoing:received.title')).toHaveLength(1)
})
