/** No figure of another person can be worked out from what one person is shown: units of one to seven. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hired, office } from '../../support/office.ts'
import { OPENING, opens } from '../../support/quarter.ts'

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
  let place: Awaited<ReturnType<typeof office>>
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
      ...{
        id: `v-${personId}`,
        requestKey: personId,
        assignmentId: id,
        quarter: '2026Q4',
        personId,
        version: 1,
      },
      ...{ byId: 'budi', attendance: score, attendanceFacts: [], quality: score, initiative: score },
      ...{ results: 'as', behaviour: 'as', ...words, createdAt: OPENING, publishedAt: OPENING },
    }
    await place.db.client.appraisal.create({ data: row })
    const receipt = { appraisalId: row.id, assignmentId: id, personId, publishedAt: OPENING }
    await place.db.client.receipt.create({ data: receipt })
  }
  beforeAll(async () => {
    place = await office({ people: PEOPLE, start: OPENING } as never)
    await opens(place.memory.person('olga'))
    await place.db.client.cycle.update({ where: { quarter: '2026Q4' }, data: { stage: 'published' } })
  })
  afterAll(() => place.close())

  it.each(UNIT.slice(0, 5))('is nothing in a unit and office of up to five (%s comes)', async name => {
    await publish(name, 81 + UNIT.indexOf(name))
    expect(await shown('siti')).not.toContain('Median')
  })

  it('is the unit from six on, to the nearest five: nobody’s own figure', async () => {
    await publish('gita', 93)
    const said = await shown('siti')
    // 81 82 83 84 85 93: the middle is 83.5.
    expect(said).toContain('Median unit kerja: Kehadiran sekitar 85, Kualitas kerja sekitar 85')
    expect(said).not.toContain('Median seluruh kantor')
    for (const score of [82, 83, 84, 93]) expect(said).not.toContain(String(score))
  })

  it('does not change when one more comes, so that nobody can be taken from the difference', async () => {
    const before = await shown('siti')
    await publish('hana', 12)
    expect(await shown('siti')).toBe(before)
  })

  it('is the office for a unit of fewer than six, and never both', async () => {
    await publish('ani', 40)
    const said = await shown('ani')
    expect(said).toContain('Median seluruh kantor: Kehadiran sekitar 85')
    expect(said).not.toContain('Median unit kerja')
    expect(await shown('siti')).not.toContain('Median seluruh kantor')
  })
})
