/** No figure of another person can be worked out from what one person is shown: units of one to seven. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type Hired, office } from '../../../support/office.ts'
import { OPENING, opens } from '../../../support/quarter.ts'
import { story } from '../../../support/story.ts'

const [SMALL, LARGE] = ['Dinas Kominfo (contoh)', 'Dinas Kesehatan (contoh)']
const UNIT = ['siti', 'rahmat', 'dewi', 'eka', 'fajar', 'gita', 'hana'] as const
const ELSEWHERE = ['ani', 'beni', 'citra', 'doni', 'evi', 'feri'] as const
const hired = (names: readonly string[], unit: string): Record<string, Hired> =>
  Object.fromEntries(names.map(name => [name, { name: `${name} Contoh`, unit, appraiser: 'budi' }]))
const PEOPLE: Record<string, Hired> = {
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] },
  budi: { name: 'Budi Misalnya', unit: 'BKPSDM (contoh)' },
  ...hired(UNIT, SMALL),
  ...hired(ELSEWHERE, LARGE),
}

describe('what somebody sees of others', () => {
  const test = story()
  const seen = new Set<string>()
  let place: Awaited<ReturnType<typeof office>>
  /** Everything a picture says, to the last dot. */
  const picture = async (personId: string) => {
    const blocks = place.memory.person(personId).messages().at(-1)?.card.blocks ?? []
    const block = blocks.find(one => one.kind === 'file')
    if (block?.kind !== 'file') throw new Error('no picture')
    const { bytes } = await place.db.client.storedFile.findUniqueOrThrow({ where: { id: block.file.id } })
    return createHash('sha256').update(bytes).digest('hex')
  }
  const quarters = async (personId: string) => {
    const person = place.memory.person(personId)
    await person.commands('/rapor')
    return person.last()
  }
  const shown = async (personId: string) => {
    const { id } = await place.db.client.assignment.findFirstOrThrow({ where: { personId } })
    // What was worked out for a group is worked out anew.
    place.clock.forward(11 * 60_000)
    const person = place.memory.person(personId)
    await person.presses('appraisal.report', id)
    return person.last()
  }
  const publish = async (personId: string, score: number) => {
    const { id } = await place.db.client.assignment.findFirstOrThrow({ where: { personId } })
    const words = { good: 'Baik sekali', improve: 'Koordinasi', nextStep: 'Jadwal', nextStepOn: '2027-02-01' }
    const row = {
      id: `v-${personId}`,
      requestKey: personId,
      assignmentId: id,
      quarter: '2026Q4',
      personId,
      version: 1,
      byId: 'budi',
      attendance: score,
      attendanceFacts: [],
      quality: score,
      initiative: score,
      results: 'as' as const,
      behaviour: 'as' as const,
      ...words,
      createdAt: OPENING,
      publishedAt: OPENING,
    }
    await place.db.client.appraisal.create({ data: row })
    const receipt = { appraisalId: row.id, assignmentId: id, personId, publishedAt: OPENING }
    await place.db.client.receipt.create({ data: receipt })
  }
  beforeAll(async () => {
    place = await office({ people: PEOPLE, start: OPENING } as never)
    await opens(place.memory.person('olga'))
    const data = { stage: 'published' as const, closedAt: OPENING, publishedAt: OPENING }
    await place.db.client.cycle.update({ where: { quarter: '2026Q4' }, data })
  })
  afterAll(() => place.close())

  for (const name of UNIT.slice(0, 5))
    test.step(`is nothing in a unit and office of up to five (${name} comes)`, async () => {
      await publish(name, 81 + UNIT.indexOf(name))
      expect(await shown('siti')).not.toContain('Median')
      seen.add([await shown('siti'), await picture('siti'), await quarters('siti')].join('\n'))
    })

  test.step('is the same to the last dot of the picture, whoever came and whatever their figures are', async () => {
    expect(seen.size).toBe(1)
    const others = { personId: { in: ['rahmat', 'dewi', 'eka', 'fajar'] } }
    for (const score of [0, 100]) {
      const scores = { attendance: score, quality: score, initiative: score }
      await place.db.client.appraisal.updateMany({ where: others, data: scores })
      // Drawn again, not found again.
      await place.db.client.storedFile.deleteMany({})
      seen.add([await shown('siti'), await picture('siti'), await quarters('siti')].join('\n'))
    }
    expect(seen.size).toBe(1)
    for (const name of UNIT.slice(1, 5)) {
      const score = 81 + UNIT.indexOf(name)
      const scores = { attendance: score, quality: score, initiative: score }
      await place.db.client.appraisal.updateMany({ where: { personId: name }, data: scores })
    }
  })

  test.step('is the unit from six on, to the nearest five: nobody’s own figure', async () => {
    await publish('gita', 93)
    const said = await shown('siti')
    // 81 82 83 84 85 93: the middle is 83.5.
    expect(said).toContain('Median unit kerja: Kehadiran sekitar 85, Kualitas kerja sekitar 85')
    expect(said).not.toContain('Median seluruh instansi')
    for (const score of [82, 83, 84, 93]) expect(said).not.toContain(String(score))
  })

  test.step('does not change when one more comes, so that nobody can be taken from the difference', async () => {
    const before = await shown('siti')
    await publish('hana', 12)
    expect(await shown('siti')).toBe(before)
  })

  test.step('does not move when somebody’s result is changed after the quarter was closed', async () => {
    const before = [await shown('siti'), await picture('siti')].join('\n')
    for (const name of ['rahmat', 'dewi', 'eka', 'fajar']) {
      const first = await place.db.client.appraisal.findUniqueOrThrow({ where: { id: `v-${name}` } })
      const [scores, at] = [{ attendance: 5, quality: 5, initiative: 5 }, place.clock.now()]
      const second = { id: `w-${name}`, requestKey: `w-${name}`, version: 2, createdAt: at, publishedAt: at }
      const row = { ...first, attendanceFacts: [], ...scores, ...second }
      await place.db.client.appraisal.create({ data: row })
    }
    expect([await shown('siti'), await picture('siti')].join('\n')).toBe(before)
  })

  test.step('is the office for a unit of fewer than six, and never both', async () => {
    await publish('ani', 40)
    const said = await shown('ani')
    expect(said).toContain('Median seluruh instansi: Kehadiran sekitar 85')
    expect(said).not.toContain('Median unit kerja')
    expect(await shown('siti')).not.toContain('Median seluruh instansi')
  })
})
