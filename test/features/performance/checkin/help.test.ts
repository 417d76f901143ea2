/** "Perlu bantuan": counted where trainings are planned, and answered with trainings that can be joined at once. */
import { afterAll, beforeAll, expect } from 'vitest'
import { type Hired, office } from '../../../support/office.ts'
import { appraises, DEPARTMENT, OPENING, opens } from '../../../support/quarter.ts'
import { story } from '../../../support/story.ts'
import { trainingRow } from '../training/stage.ts'

const UNIT = 'Dinas Kominfo (contoh)'
const FIVE = ['Eka', 'Fajar', 'Gita', 'Hana', 'Indra']
const team: Record<string, Hired> = Object.fromEntries(
  FIVE.map(name => [name.toLowerCase(), { name: `${name} Misalkan`, unit: UNIT, appraiser: 'ratna' }]),
)
const begin = () => office({ people: { ...DEPARTMENT, ...team }, start: OPENING })
let place: Awaited<ReturnType<typeof begin>>
const at = async (day: string) => {
  place.clock.to(`${day}T09:00:00+07:00`)
  await place.app.beat()
  await place.settled()
}
const person = (name: string) => place.memory.person(name.toLowerCase())

beforeAll(async () => {
  place = await begin()
  const { olga, ratna } = place.cast
  await opens(olga)
  // Everything is in the highest band: the appraisals themselves ask for no training.
  const good = { attendance: '98', quality: '96', initiative: '95', behaviour: 'Sesuai ekspektasi' }
  for (const name of FIVE) await appraises(ratna, `${name} Misalkan`, good)
  await olga.presses('cycle.close-yes', '2026Q4')
  await olga.presses('cycle.publish-yes', '2026Q4')
  await place.forward(0)
  for (const [n, topic] of ['integrity', 'leadership', 'innovation', 'communication', 'innovation'].entries())
    await place.db.client.training.create({
      data: trainingRow(`training000${n}`, {
        title: `Pelatihan ${n}`,
        topic: topic as 'integrity',
        criterion: n === 4 ? 'initiative' : null,
        deadline: '2027-02-28',
        startsAt: new Date('2027-03-02T01:00:00Z'),
        endsAt: new Date('2027-03-02T09:00:00Z'),
      }),
    })
  await at('2027-02-01')
})
afterAll(() => place.close())

const test = story()
test.step('suggests three trainings for what is weakest, the one made for it first; one tap joins', async () => {
  const eka = person('Eka')
  await eka.taps('Perlu bantuan')
  const told = eka.answer()
  expect(told).toContain('Inisiatif: pelatihan berikut dapat membantu.')
  expect(told.match(/\[Ikuti [^\]]*\]/g)).toEqual([
    '[Ikuti Pelatihan 4]',
    '[Ikuti Pelatihan 1]',
    '[Ikuti Pelatihan 2]',
  ])
  await eka.taps('Ikuti Pelatihan 4')
  expect(eka.answer()).toContain('Bapak/Ibu terdaftar sebagai peserta')
  expect(eka.messages().some(({ plain }) => plain === told)).toBe(true)
})

test.step('is demand the officer sees, by unit and criterion, from five people on; "Sudah" is none', async () => {
  const { olga } = place.cast
  const demand = async () => {
    await olga.commands('/kelola')
    await olga.taps('Pelatihan')
    await olga.taps('Kebutuhan pelatihan')
    return olga.last()
  }
  for (const name of ['Fajar', 'Gita', 'Hana']) await person(name).taps('Perlu bantuan')
  expect(await demand()).toContain('Belum ada kebutuhan yang dapat ditampilkan')
  await person('Indra').taps('Perlu bantuan')
  expect(await demand()).toContain(`${UNIT} | – | – | 5`)
  expect(olga.last()).not.toMatch(/Eka|Indra/)
})

test.step('a training for that criterion is announced to them alone', async () => {
  const { siti } = place.cast
  await place.db.client.training.update({ where: { id: 'training0004' }, data: { announcedAt: null } })
  await at('2027-02-02')
  expect(person('Hana').newest('Pelatihan dibuka: Pelatihan 4')).not.toBe('')
  expect(siti.messages().some(({ plain }) => plain.includes('Pelatihan 4'))).toBe(false)
})
