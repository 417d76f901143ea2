/** Use cases that touch the same rows at the same time: none waits for another in a circle, and nothing is lost. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { begin, filed, objects, type Place, version } from '../support/objection.ts'
import { type UseCase, useCases } from './use-cases.ts'

const ROUNDS = 50
const NEEDS_SERVER = 'needs TEST_DATABASE_URL: PGlite has one connection, on which nobody waits for another'

/** Transactions that PostgreSQL ended with 40P01 in this database; its figures are up to a second late. */
async function deadlocks({ db }: Place): Promise<number> {
  await new Promise(resolve => setTimeout(resolve, 1500))
  const [row] = await db.client.$queryRaw<{ deadlocks: number }[]>`
    SELECT "deadlocks"::int AS "deadlocks" FROM pg_stat_database WHERE "datname" = current_database()`
  return row?.deadlocks ?? -1
}

/** @returns the id of a target that Rahmat has agreed with Budi for the next quarter, as this one is closed */
async function agreedTarget({ db, clock }: Place): Promise<string> {
  const at = clock.now()
  const { id } = await db.client.target.create({
    data: {
      id: 'target',
      personId: 'rahmat',
      quarter: '2027Q1',
      state: 'agreed',
      result: 'Layanan selesai',
      indicator: 'Jumlah berkas yang selesai',
      unit: 'berkas',
      direction: 'higher',
      value: 20,
      weight: 100,
      version: 1,
      reached: false,
      createdAt: at,
      updatedAt: at,
    },
  })
  return id
}

/** Both at once. @returns the names of those that did not do what they should have */
async function together(place: Place, pair: readonly UseCase[]): Promise<string[]> {
  for (const one of pair) await one.prepare(place)
  await Promise.all(pair.map(one => one.act(place)))
  const lost: string[] = []
  for (const one of pair) if (!(await one.done(place))) lost.push(one.name)
  return lost
}

describe.skipIf(!process.env.TEST_DATABASE_URL)(`use cases at the same time (${NEEDS_SERVER})`, () => {
  let place: Place
  let cases: UseCase[]
  const named = (name: string) => {
    const found = cases.find(one => one.name === name)
    if (!found) throw new Error(`no use case “${name}”`)
    return found
  }
  beforeAll(async () => {
    place = await begin()
    await objects(place)
    const { id: appraisalId, assignmentId } = await version(place)
    const [objectionId, targetId] = [(await filed(place)).id, await agreedTarget(place)]
    cases = useCases({ appraisalId, assignmentId, objectionId, targetId })
  }, 120_000)
  afterAll(() => place?.close(), 60_000)

  it(`an employee answers while the decider asks, ${ROUNDS} times`, { timeout: 300_000 }, async () => {
    const before = await deadlocks(place)
    const lost: string[] = []
    for (let round = 0; round < ROUNDS; round++)
      lost.push(...(await together(place, [named('answer the result'), named('ask for an explanation')])))
    expect(lost).toEqual([])
    expect(await deadlocks(place)).toBe(before)
  })

  it('any two use cases do not wait for each other in a circle', { timeout: 300_000 }, async () => {
    const before = await deadlocks(place)
    const index = fc.nat({ max: cases.length - 1 })
    const pairs = fc.tuple(index, index).filter(([one, other]) => one !== other)
    await fc.assert(
      fc.asyncProperty(pairs, async indexes => {
        const pair = indexes.map(one => cases[one]).filter(one => one !== undefined)
        expect(await together(place, pair)).toEqual([])
      }),
      { numRuns: 60 },
    )
    expect(await deadlocks(place)).toBe(before)
  })
})
