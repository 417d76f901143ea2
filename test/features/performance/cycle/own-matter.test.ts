/** Nobody excuses or assigns themselves; who appraised once reads what they wrote, and nothing that came after. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { office } from '../../../support/office.ts'
import { appraises, DEPARTMENT, fills, OPENING, opens } from '../../../support/quarter.ts'

const QUARTER = '2026Q4'
const begin = () => office({ people: DEPARTMENT, start: OPENING })
let place: Awaited<ReturnType<typeof begin>>
beforeAll(async () => {
  place = await begin()
  await opens(place.cast.olga)
})
afterAll(() => place.close())
const row = (personId: string) => place.db.client.assignment.findFirstOrThrow({ where: { personId } })

describe('an officer who is appraised as well', () => {
  it('neither excuses themselves nor chooses who appraises them', async () => {
    const { olga } = place.cast
    const before = await row('olga')
    for (const verb of ['cycle.excuse', 'cycle.reassign', 'cycle.include']) {
      await olga.presses(verb, QUARTER, 'olga')
      expect(olga.lastToast()).toContain('menyangkut diri sendiri')
    }
    expect(await row('olga')).toEqual(before)
  })

  it('raises no role of their own; the code of whoever gets one links no more', async () => {
    const { olga } = place.cast
    const { person, linkingCode } = place.db.client
    await person.update({ where: { id: 'olga' }, data: { roles: ['administrator', 'officer'] } })
    const code = {
      id: 'c',
      personId: 'siti',
      hash: 'x',
      issuedAt: OPENING,
      expiresAt: new Date('2027-01-01'),
    }
    await linkingCode.create({ data: code })
    await olga.presses('people.role', 'olga', 'leader', '1')
    expect(olga.lastToast()).toContain('menyangkut diri sendiri')
    await olga.presses('people.role', 'siti', 'leader', '1')
    const roles = async (id: string) => (await person.findUniqueOrThrow({ where: { id } })).roles
    expect(await roles('olga')).not.toContain('leader')
    expect(await roles('siti')).toContain('leader')
    expect(await linkingCode.count()).toBe(0)
  })
})

describe('a former appraiser', () => {
  it('reads what they wrote, and not the correction of whoever came after', async () => {
    const { budi, ratna } = place.cast
    await appraises(budi, 'Siti Contohwati')
    const { id } = await row('siti')
    await place.db.client.assignment.update({
      where: { id },
      data: { appraiserId: 'ratna', superiorId: 'karta' },
    })
    await ratna.presses('appraisal.correct', id)
    await fills(ratna, { initiative: '55', improve: 'Ditulis oleh penilai baru' }, 'Penilai berganti')
    await ratna.taps('Kirim')
    await ratna.presses('appraisal.report', id)
    expect(ratna.last()).toContain('Ditulis oleh penilai baru')
    await budi.presses('appraisal.report', id)
    expect(budi.last()).toContain('Koordinasi dengan bidang lain')
    expect(budi.last()).not.toContain('Ditulis oleh penilai baru')
    await budi.presses('appraisal.why', id)
    expect(budi.last()).not.toContain('Penilai berganti')
  })
})
