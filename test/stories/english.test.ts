/** The quarter's targets and a training for people who read English: every word they see is English. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { BEGINS, PEOPLE, trainingRow } from '../features/performance/training/stage.ts'
import { office } from '../support/office.ts'
import { story } from '../support/story.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekan-'))
const begin = () => office({ people: PEOPLE, env: { DATA_DIR: folder } })
let place: Awaited<ReturnType<typeof begin>>
beforeAll(async () => {
  place = await begin()
  for (const one of Object.values(place.cast)) await one.presses('settings.language')
  const data = trainingRow('trainingengl', { title: 'Public Speaking', seats: 1, topic: 'communication' })
  await place.db.client.training.create({ data })
  await place.db.client.person.updateMany({ data: { status: 'PNS' } })
})
afterAll(async () => {
  await place.close()
  rmSync(folder, { recursive: true })
})
const at = async (instant: string | Date) => {
  place.clock.to(new Date(instant).toISOString())
  await place.settled()
  await place.app.beat()
  await place.settled()
}

const test = story()
test.step('targets are proposed, agreed, reported, asked back and reached', async () => {
  const { siti, budi } = place.cast
  await siti.commands('/target')
  expect(siti.last()).toContain('Targets, Quarter IV of 2026')
  await siti.taps('Propose a target')
  await siti.answers({
    'Planned result': 'Letters answered in time',
    Indicator: 'Letters within two days',
    'How is this target measured?': 'Higher is better',
    Target: '1200',
    'Unit of measure': 'letters',
    Weight: '100',
    Aspect: 'Quantity',
  })
  expect(siti.last()).toContain('proposed by the employee, awaiting the appraiser')
  await place.settled()
  expect(budi.last()).toContain('Targets of Siti Contohwati, S.Sos., Quarter IV of 2026: waiting for you')
  await budi.taps('Open targets')
  await budi.taps('Agree to all (1)')
  await at('2026-11-26T02:00:00Z')
  expect(siti.last()).toContain('No progress has been reported this month')
  for (const [value, answer] of [
    ['600', 'Ask for an explanation'],
    ['1250', 'Confirm'],
  ] as const) {
    await siti.taps('Report on Letters answered in time')
    expect(siti.last()).toContain('Letters answered in time: how many letters up to today?')
    await siti.answers({ 'Letters answered in time: how many letters': value })
    await place.settled()
    await budi.taps('Open targets')
    await budi.taps('Letters answered in time')
    await budi.taps(answer)
    if (answer === 'Ask for an explanation') {
      await budi.answers({ 'What should be explained or corrected?': 'Which letters are these?' })
    }
    await place.settled()
  }
  const all = siti.messages().map(({ plain }) => plain)
  expect(all.some(plain => plain.includes('Report needs explaining: Letters answered in time'))).toBe(true)
  expect(all.some(plain => plain.includes('Congratulations, all targets reached'))).toBe(true)
  await siti.commands('/target')
  expect(siti.last()).toContain('104% · 1,250 letters · target 1,200 letters · expected by today')
  await siti.taps('Letters answered in time')
  await siti.taps('History')
  expect(siti.last()).toContain('proposal: target 1,200 letters, weight 100% (agreed)')
})

test.step('a training is joined, waited for, attended and judged', async () => {
  const { siti, rahmat, dewi, olga } = place.cast
  await siti.commands('/pelatihan')
  expect(siti.last()).toContain('Your competence development in 2026: 0 of 20 JP.')
  await siti.taps('Public Speaking · 1 Dec 2026')
  expect(siti.last()).toContain('Tuesday, 1 December 2026')
  await siti.taps('Join')
  expect(siti.last()).toContain('You are registered.')
  await siti.taps('Save to calendar')
  await rahmat.presses('training.join', 'trainingengl')
  expect(rahmat.last()).toContain('You are on the waiting list, number 1.')
  await at('2026-11-30T02:00:00Z')
  expect(siti.last()).toContain('Training reminder: Public Speaking')
  await at(BEGINS)
  await olga.commands('/kelola')
  await olga.taps('Training')
  await olga.taps('Public Speaking')
  await olga.taps('Attendance list')
  await olga.taps('Siti Contohwati')
  await olga.taps('Add people who are here')
  await olga.answers({ 'Who is here without having joined?': 'Dewi' })
  expect(olga.last()).toContain('Present: 2 of 2')
  await at('2026-12-02T02:00:00Z')
  for (const one of [siti, dewi]) {
    expect(one.last()).toContain('Your competence development in 2026: 8 of 20 JP.')
    await one.taps('See details')
    await one.taps('Rate this training')
    await one.answers({
      'How useful was the content for your work?': 'Very good',
      'How well did the trainer explain?': 'Very good',
      'How well was the training organised?': 'Very good',
    })
    expect(one.last()).toContain('Thank you for your rating')
  }
  await siti.commands('/rapor')
  await siti.taps('My attendance')
  expect(siti.last()).toContain('No attendance of yours has been imported')
  await olga.presses('training.demand', '0')
  expect(olga.last()).toContain('numbers below five are not shown')
})

test.step('nobody saw a word of Indonesian, or a word that was never put into words', () => {
  const indonesian =
    /\b(yang|dan|bapak|ibu|untuk|dengan|belum|sudah|pada|dari|hari|silakan|adalah|pegawai|mohon)\b/i
  for (const one of Object.values(place.cast)) {
    // What came before the language was chosen is left out.
    const said = [
      ...one
        .messages()
        .slice(1)
        .map(({ plain }) => plain),
      ...one.toasts(),
    ]
    for (const words of said) {
      expect(words).not.toMatch(indonesian)
      expect(words).not.toMatch(/(targets|training|attendance|chat):[a-z]|\{\{/)
    }
  }
})
