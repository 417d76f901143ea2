/**
 * How a kudos is given. Those that come side by side go in one transaction: it takes a dozen statements, however many
 * they are, and on a day of thanks hundreds come within a minute.
 */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext, type Text } from '../../../../chat/model.ts'
import type { Berakhlak } from '../../../../domain/berakhlak.ts'
import { instantAt } from '../../../../domain/calendar/office-day.ts'
import { batch } from '../../../../platform/jobs/batch.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import type { Person } from '../../../organisation/people/api.ts'
import * as repository from '../repository.ts'
import {
  apart,
  MAX_A_DAY,
  MAX_LENGTH,
  MAX_RECEIVERS,
  MIN_LENGTH,
  type Problem,
  problemWith,
  RETURN_DAYS,
} from '../rules.ts'
import type { ServiceDeps } from '../service.ts'
import type { Counting } from './counting.ts'
import { lockOf } from './lock.ts'
import type { Posting } from './posting.ts'

export interface Given {
  receivers: readonly string[]
  value: Berakhlak
  message: string
}
/** What was given, and to whom. */
export interface Done {
  kudos: repository.Kudos
  receivers: readonly Person[]
}
/** One that is about to be given: by whom and when. */
type Wish = Given & { giverId: string; requestKey: string; now: Date }
/** A wish that may come true. */
type Allowed = Wish & { id: string; people: readonly Person[]; returned: repository.Before['returned'] }
type Outcome = Done | { error: unknown }
type People = ReadonlyMap<string, Person>

export function createGiving(
  { ids, transact, people, office }: Pick<ServiceDeps, 'ids' | 'transact' | 'people' | 'office'>,
  { counting, posting }: { counting: Counting; posting: Posting },
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
    const before = await repository.before(work.tx, wishes.map(asked))
    const known = byId(
      await people.people([...new Set(wishes.flatMap(({ receivers }) => receivers))], work.tx),
    )
    const judged = wishes.map(wish => [wish, judge(wish, before.get(wish.requestKey), known)] as const)
    const made = await add(
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

  const asked = ({ now, ...wish }: Wish): repository.Asked => ({
    ...wish,
    today: instantAt(office.today(now), '00:00', office.zone),
    week: new Date(now.getTime() - RETURN_DAYS * 86_400_000),
  })

  /** By the rules: given before by this very request, refused, or allowed. */
  function judge(wish: Wish, before: repository.Before | undefined, known: People) {
    if (!before) throw new Error('every wish is looked up')
    if (before.sameRequest !== null) return { given: before.sameRequest }
    const found = problemWith(wish, before.today)
    if (found) return { refused: problemText(found.problem, known.get(found.person ?? '')?.name ?? '') }
    const receivers = inOrder(wish, known)
    if (receivers.length < wish.receivers.length || receivers.some(({ left }) => left !== null))
      return { refused: text('kudos:problem.left') }
    return { allowed: { ...wish, id: ids.next(), people: receivers, returned: before.returned } }
  }

  async function add(
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

  return give
}

/** What decides over others: one giver's day has so many, and of a pair the first praise counts. */
const dependsOn = ({ giverId, receivers }: Wish) => [
  giverId,
  ...receivers.map(id => [giverId, id].toSorted().join(' ')),
]
const latest = (wishes: readonly Wish[]) => new Date(Math.max(...wishes.map(({ now }) => now.getTime())))
/** As they were named. */
const inOrder = ({ receivers }: Wish, known: People) => receivers.flatMap(id => known.get(id) ?? [])
const personsOf = ({ giverId, receivers }: Wish) => [giverId, ...receivers]
const byId = <One extends { id: string }>(all: readonly One[]) => new Map(all.map(one => [one.id, one]))

const asStored = ({ requestKey: _, receivers, ...row }: repository.NewKudos): repository.Kudos => ({
  ...row,
  receivers: receivers.map(({ personId }) => personId).toSorted(),
  withdrawnAt: null,
  hiddenAt: null,
  hiddenReason: null,
})

function problemText(problem: Problem, name: string): Text {
  switch (problem) {
    case 'same-person':
      return text('kudos:problem.same-person', { name })
    case 'length':
      return text('kudos:problem.length', { min: MIN_LENGTH, max: MAX_LENGTH })
    case 'day-full':
      return text('kudos:problem.day-full', { max: MAX_A_DAY })
    case 'too-many':
      return text('kudos:problem.too-many', { max: MAX_RECEIVERS })
    default:
      return text(`kudos:problem.${problem}`)
  }
}
