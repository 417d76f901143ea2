import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  appraisersOn,
  membersOf,
  reportsOf,
  superiorOf,
} from '../../../../src/features/organisation/people/structure/reporting.ts'
import type { Database } from '../../../../src/platform/database/database.ts'
import { freshDatabase } from '../../../support/database.ts'
import { FIVE, hire, START } from '../../../support/office.ts'

const TODAY = '2026-11-24'
let db: Database
beforeEach(async () => {
  db = await freshDatabase()
  await hire(db, FIVE, START)
  await db.client.person.update({ where: { id: 'budi' }, data: { appraiserId: 'olga' } })
})
afterEach(() => db.close())

let serial = 0
const delegate = (principalId: string, delegateId: string, fromDay: string, untilDay: string) =>
  db.client.delegation.create({
    data: { id: `d${++serial}`, kind: 'plh', principalId, delegateId, fromDay, untilDay, createdAt: START },
  })
const leave = (id: string) => db.client.person.update({ where: { id }, data: { leftOn: TODAY } })
const acting = async (day: `${number}-${number}-${number}`, ...ids: string[]) =>
  Object.fromEntries([...(await appraisersOn(db.client, day, ids))].map(([id, on]) => [id, on.acting]))

describe('who appraises whom', () => {
  it('is the superior; nobody at the top, and nobody unknown', async () => {
    expect(await acting(TODAY, 'siti', 'budi', 'olga', 'x')).toEqual({
      siti: 'budi',
      budi: 'olga',
      olga: null,
    })
    expect(await superiorOf(db.client, 'budi')).toBe('olga')
    expect(await superiorOf(db.client, 'olga')).toBeNull()
    expect(await reportsOf(db.client, 'budi', TODAY)).toEqual(['rahmat', 'siti'])
  })

  it('is the delegate from the first to the last day, both included', async () => {
    await delegate('budi', 'dewi', '2026-11-24', '2026-11-26')
    expect(await acting('2026-11-23', 'siti')).toEqual({ siti: 'budi' })
    expect(await acting('2026-11-24', 'siti')).toEqual({ siti: 'dewi' })
    expect(await acting('2026-11-26', 'siti')).toEqual({ siti: 'dewi' })
    expect(await acting('2026-11-27', 'siti')).toEqual({ siti: 'budi' })
    expect(await reportsOf(db.client, 'dewi', '2026-11-26')).toEqual(['rahmat', 'siti'])
    expect(await reportsOf(db.client, 'dewi', '2026-11-27')).toEqual([])
  })

  it('is never oneself: a delegate is appraised by the holder', async () => {
    await delegate('budi', 'siti', TODAY, TODAY)
    expect(await acting(TODAY, 'siti', 'rahmat')).toEqual({ siti: 'budi', rahmat: 'siti' })
  })

  it('is nobody when the holder has left, until a Plt. is named', async () => {
    await leave('budi')
    expect(await acting(TODAY, 'siti')).toEqual({ siti: null })
    expect(await superiorOf(db.client, 'siti')).toBeNull()
    await delegate('budi', 'dewi', TODAY, TODAY)
    expect(Object.fromEntries(await appraisersOn(db.client, TODAY, ['siti']))).toEqual({
      siti: { holder: null, acting: 'dewi' },
    })
    await leave('dewi')
    expect(await acting(TODAY, 'siti')).toEqual({ siti: null })
  })
})

it('members of a unit are those still in office', async () => {
  await leave('rahmat')
  expect(await membersOf(db.client, 'unit0')).toEqual(['budi', 'siti'])
})
