/** The life of a result and of feedback for people who read English: card, answer, objection, check-in, /dataku. */
import { afterAll, beforeAll, expect } from 'vitest'
import { foreignWords } from '../support/foreign-words.ts'
import { at, version } from '../support/objection.ts'
import { office } from '../support/office.ts'
import { DEPARTMENT, OPENING, opens } from '../support/quarter.ts'
import { story } from '../support/story.ts'

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
const REASON = 'Two proposals of October have not been taken into account at all.'
const FEEDBACK = {
  'Situation: when and where?': 'In Monday’s meeting about mobile services',
  'Behaviour: what was done?': 'You had prepared a list of visits',
  'Effect, and a suggestion if you have one': 'Nobody had to wait',
}

const test = story()
test.step('a result comes, is read, answered and answered back', async () => {
  const { olga, budi, siti } = place.cast
  await opens(olga)
  await budi.commands('/nilai')
  await budi.taps('Siti Contohwati')
  await budi.answers({
    'Attendance score': '95',
    'Work quality score': '86',
    'Initiative score': '80',
    'Rating of results': 'Meets expectation',
    'Explanation of the rating of results': 'The letters of the year are counted in January.',
    'Rating of behaviour': 'Above expectation',
    'What went well': 'The monthly report came in time',
    'What to improve': 'Coordination can start earlier',
    'The agreed next step': 'A weekly meeting',
    'When will the next step be reviewed?': '01-02-2027',
  })
  await olga.presses('cycle.close-yes', '2026Q4')
  await olga.presses('cycle.publish-yes', '2026Q4')
  await place.forward(0)
  const result = () => siti.messages().find(({ plain }) => plain.includes('[I have read it]'))?.plain ?? ''
  expect(result()).toContain('criteria score 86.9')
  await siti.taps('I have read it')
  await siti.taps('Respond')
  await siti.answers({ 'Your response': 'Thank you, I will start earlier.' })
  await place.settled()
  await budi.taps('Answer the response')
  await budi.answers({ 'Your answer': 'Let us talk about it on Monday.' })
  await place.settled()
  expect(siti.last()).toContain('Let us talk about it on Monday.')
  await siti.commands('/rapor')
  await siti.taps('Quarter IV of 2026')
  await siti.presses('feedback.pdf', (await version(place as never)).id)
})

test.step('an objection is filed, explained and decided', async () => {
  const { siti, budi, karta } = place.cast
  await siti.taps('File an objection')
  await siti.answers({ 'Reason for the objection': REASON })
  await place.settled()
  await karta.taps('Open the objection')
  await karta.taps('Ask the appraiser')
  await karta.answers({ 'What needs to be explained?': 'Have both proposals been counted?' })
  await place.settled()
  await at(place as never, '2026-12-16')
  await budi.taps('Explain')
  await budi.answers({ 'Your explanation': 'They came after the appraisal.' })
  await place.settled()
  await karta.taps('Open the objection')
  await karta.taps('Change the result')
  await karta.answers({
    'Attendance score': '95',
    'Work quality score': '86',
    'Initiative score': '90',
    'Rating of results': 'Meets expectation',
    'Rating of behaviour': 'Above expectation',
    'Reason for the decision': 'Both proposals were made and are used, so the score changes.',
  })
  await place.settled()
  await siti.taps('See the objection')
})

test.step('feedback is asked for, given about a target, and read again', async () => {
  const { siti, budi, dewi } = place.cast
  await siti.commands('/mintaumpanbalik')
  await siti.answers({
    'Whom do you ask for feedback?': 'Dewi Andaikata',
    'About what?': 'how I lead meetings',
    'By when?': '30-12-2026',
    'Your related target': 'Letters in two days',
  })
  await place.settled()
  await dewi.taps('Give the feedback')
  await dewi.answers({ ...FEEDBACK, 'What would you like to say?': 'A suggestion' })
  await budi.commands('/umpanbalik')
  await budi.taps('Give feedback')
  await budi.taps('Siti Contohwati')
  await budi.answers({
    ...FEEDBACK,
    'What would you like to say?': 'What went well',
    'Related target': 'Letters in two days',
    'Related BerAKHLAK value': 'Accountable',
  })
  await place.settled()
  await siti.commands('/umpanbalik')
  await siti.taps('Feedback received')
  await siti.taps('Budi Misalnya')
  await siti.taps('Back to the list')
  await budi.commands('/umpanbalik')
  await budi.taps('Feedback given')
  await budi.taps('Siti Contohwati · ')
})

test.step('the next step is asked about, put off, and told', async () => {
  const { siti } = place.cast
  await at(place as never, '2027-02-01')
  await siti.taps('Not yet, I need time')
  await siti.answers({ 'When do you think it will be done?': '01-03-2027' })
  await at(place as never, '2027-02-02')
  await at(place as never, '2027-03-01')
  await siti.taps('I need help')
  await at(place as never, '2027-03-02')
})

test.step('what is stored can be had, and a correction asked for', async () => {
  const { siti, olga } = place.cast
  await siti.commands('/dataku')
  await siti.taps('Download (XLSX)')
  await siti.taps('Ask for a correction')
  await siti.answers({ 'Which data do you mean': 'My position is written wrongly in the list.' })
  await at(place as never, '2027-03-04')
  await olga.taps('Answer the request')
  await olga.answers({
    'What is the decision?': 'The request was fulfilled',
    'What was done, or why can it not be fulfilled?': 'The position has been corrected.',
  })
  await place.settled()
})

test.step('nobody saw a sentence in Indonesian, or a key that was never put into words', () => {
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
