/**
 * How a kudos is given. Those that come side by side go in one transaction: it takes a dozen statements, however many
 * they are, and on a day of thanks hundreds come within a minute.
 */

import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { batch } from '../../../../platform/jobs/batch.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import type { Person } from '../../../organisation/people/api.ts'
import * as repository from '../repository.ts'
import { apart } from '../rules.ts'
import type { ServiceDeps } from '../service.ts'
import type { Counting } from './counting.ts'
import { type Allowed, asked, type Given, inOrder, judge, type Wish } from './judging.ts'
import { lockOf } from './lock.ts'
import type { Posting } from './posting.ts'

/** What was given, and to whom. */
export interface Done {
  kudos: repository.Kudos
  receivers: readonly Person[]
}
interface GivingParts {
  counting: Counting
  posting: Posting
}
type Outcome = Done | { error: unknown }

export function createGiving(
  { ids, transact, people, office }: Pick<ServiceDeps, 'ids' | 'transact' | 'people' | 'office'>,
  parts: GivingParts,
) {
  /** @throws Refusal with what stands against it */
  async function give(
    { actor, now, key }: RequestContext,
    { receivers, value, message }: Given,
  ): Promise<Done> {
    const wish: Wish = {
      giverId: actor.personId,
      requestKey: key,
      now,
      value,
      receivers: [...new Set(receivers)],
      message: message.trim(),
    }
    const outcome = (await round(wish)).get(wish)
    if (!outcome) throw new Error('a round answers everybody in it')
    if ('error' in outcome) throw outcome.error
    return outcome
  }

  const round = batch(async (wishes: readonly Wish[]) => {
    const outcomes = new Map<Wish, Outcome>()
    for (const wave of apart(wishes, dependsOn))
      for (const [wish, outcome] of await attempt(wave)) outcomes.set(wish, outcome)
    return outcomes
  })

  /** What makes one of them fail does not take the others along. */
  async function attempt(wave: readonly Wish[]): Promise<[Wish, Outcome][]> {
    try {
      return await transact({ now: latest(wave) }, work => giveAll(work, wave))
    } catch (error) {
      if (wave.length === 1) return wave.map(wish => [wish, { error }])
      return (await Promise.all(wave.map(wish => attempt([wish])))).flat()
    }
  }

  async function giveAll(work: Work, wishes: readonly Wish[]): Promise<[Wish, Outcome][]> {
    // Other processes have their own rounds: two people who praise each other wait for each other here.
    await work.lock(...wishes.flatMap(personsOf).map(lockOf))
    const before = await repository.before(
      work.tx,
      wishes.map(wish => asked(wish, office)),
    )
    const known = byId(
      await people.people([...new Set(wishes.flatMap(({ receivers }) => receivers))], work.tx),
    )
    const judged = wishes.map(wish => [wish, judge(wish, before.get(wish.requestKey), known, ids)] as const)
    const made = await add(
      parts,
      work,
      judged.flatMap(([, verdict]) => ('allowed' in verdict ? [verdict.allowed] : [])),
    )
    const twice = judged.flatMap(([, verdict]) => ('given' in verdict ? [verdict.given] : []))
    const earlier = byId(twice.length === 0 ? [] : await repository.kudosByIds(work.tx, twice))
    return judged.map(([wish, verdict]) => {
      if ('refused' in verdict) return [wish, { error: new Refusal(verdict.refused) }]
      const kudos = 'given' in verdict ? earlier.get(verdict.given) : made.get(verdict.allowed.id)
      if (!kudos) throw new Error('a kudos is gone while it is locked')
      return [wish, { kudos, receivers: inOrder(wish, known) }]
    })
  }

  return give
}

/** Writes them down, counts them, and posts what follows from them. */
async function add(
  { counting, posting }: GivingParts,
  work: Work,
  allowed: readonly Allowed[],
): Promise<ReadonlyMap<string, repository.Kudos>> {
  if (allowed.length === 0) return new Map()
  const counted = await counting.ranked(work.tx, allowed)
  const rows = allowed.map(({ id, requestKey, giverId, value, message, now }, index) => ({
    id,
    requestKey,
    giverId,
    value,
    message,
    createdAt: now,
    receivers: counted[index] ?? [],
  }))
  await repository.addAll(work.tx, rows)
  await counting.count(work.tx, rows)
  work.notify(...(await posting.messagesFor(work.tx, allowed)))
  return byId(rows.map(asStored))
}

/** What decides over others: one giver's day has so many, and of a pair the first praise counts. */
const dependsOn = ({ giverId, receivers }: Wish) => [
  giverId,
  ...receivers.map(id => [giverId, id].toSorted().join(' ')),
]
const latest = (wishes: readonly Wish[]) => new Date(Math.max(...wishes.map(({ now }) => now.getTime())))
const personsOf = ({ giverId, receivers }: Wish) => [giverId, ...receivers]
const byId = <One extends { id: string }>(all: readonly One[]) => new Map(all.map(one => [one.id, one]))

const asStored = ({ requestKey: _, receivers, ...row }: repository.NewKudos): repository.Kudos => ({
  ...row,
  receivers: receivers.map(({ personId }) => personId).toSorted(),
  withdrawnAt: null,
  hiddenAt: null,
  hiddenReason: null,
})
