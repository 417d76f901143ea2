/** Who has a say about somebody's targets: asked again on every press; a look at another person's is written down. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { type Quarter, quarterOf } from '../../../domain/calendar/quarter.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Transact, Work } from '../../../platform/unit-of-work.ts'
import { mayAppraise, type PeopleService } from '../../organisation/people/api.ts'
import type { CycleService } from '../cycle/api.ts'
import { type Target, targetById } from './repository.ts'
import { isLocked, type Side } from './rules.ts'

/** One person's targets of one quarter. */
export interface About {
  personId: string
  quarter: Quarter
}

interface AccessDeps {
  db: Database
  transact: Transact
  people: Pick<PeopleService, 'appraiserOf' | 'person' | 'superiorOf' | 'withRole'>
  cycle: Pick<CycleService, 'cycleOf'>
  office: Office
}
export type Access = ReturnType<typeof createAccess>

export function createAccess(deps: AccessDeps) {
  const { db, transact } = deps
  const note = (context: RequestContext, action: string, subject: string) =>
    transact(context, async work => work.record({ action, subject }))

  async function denied(context: RequestContext, personId: string): Promise<never> {
    await note(context, 'target.denied', personId)
    throw new Refusal(text('targets:refused.notYours'))
  }

  /** @throws Refusal for whoever has no say, and the try is written down */
  async function mustHaveSay(context: RequestContext, personId: string): Promise<Side> {
    return (await sideOf(deps, context, personId)) ?? denied(context, personId)
  }

  /** @returns null for whoever may not read; `side` null for those who may only look */
  async function reading(context: RequestContext, personId: string): Promise<{ side: Side | null } | null> {
    const side = await sideOf(deps, context, personId)
    const reads =
      side !== null || context.actor.roles.includes('officer') || (await isAbove(context, personId))
    if (!reads) return null
    if (side !== 'employee') await note(context, 'target.read', personId)
    return { side }
  }

  async function isAbove({ actor }: RequestContext, personId: string): Promise<boolean> {
    const { appraiserId } = await deps.people.person(personId)
    return appraiserId !== null && (await deps.people.superiorOf(appraiserId)) === actor.personId
  }

  return {
    mustHaveSay,
    /**
     * The person, the appraiser and today's delegate, the appraiser's superior, and the officer.
     * @throws Refusal for all others, and the try is written down
     */
    mustRead: async (context: RequestContext, personId: string): Promise<Side | null> =>
      ((await reading(context, personId)) ?? (await denied(context, personId))).side,
    /** The same for a form that only offers them: who may not read is offered nothing, and tried nothing. */
    mayRead: async (context: RequestContext, personId: string): Promise<boolean> =>
      (await reading(context, personId)) !== null,
    /** @throws Refusal for an id that is no target's */
    target: async (id: string, tx: Tx = db.client): Promise<Target> => {
      const found = await targetById(tx, id)
      if (!found) throw new Refusal(text('chat:refused.button'))
      return found
    },
    locked: (quarter: Quarter, now: Date, tx: Tx = db.client) => locked(deps, quarter, now, tx),
    take: (work: Work, ...about: readonly About[]) => take(deps, work, about),
    readers: (work: Work, personId: string, side: Side) => readers(deps, work, personId, side),
  }
}

/** As whom this person speaks about somebody's targets; null for those who have no say. */
async function sideOf(
  { people, office }: AccessDeps,
  { actor, now }: RequestContext,
  personId: string,
): Promise<Side | null> {
  if (actor.personId === personId) return 'employee'
  const may = mayAppraise(await people.appraiserOf(personId, office.today(now)))
  // Where nobody appraises, the officer speaks for the office: else the targets could never be agreed.
  const speaks = may.length > 0 ? may.includes(actor.personId) : actor.roles.includes('officer')
  return speaks ? 'appraiser' : null
}

async function locked({ cycle, office }: AccessDeps, quarter: Quarter, now: Date, tx: Tx): Promise<boolean> {
  const found = await cycle.cycleOf(quarter, tx)
  return isLocked(found?.stage ?? null, quarter, quarterOf(office.today(now)))
}

/** Takes the quarters of these people for this transaction. @throws Refusal once a quarter is closed */
async function take(deps: AccessDeps, work: Work, all: readonly About[]): Promise<void> {
  await work.lock(...all.map(({ personId, quarter }) => `targets:${personId}:${quarter}`))
  for (const quarter of new Set(all.map(one => one.quarter)))
    if (await locked(deps, quarter, work.now, work.tx)) throw new Refusal(text('targets:refused.closed'))
}

/** Who is written to for one side: today's delegate respected, the officers where nobody appraises. */
async function readers(
  { people, office }: AccessDeps,
  { tx, now }: Work,
  personId: string,
  side: Side,
): Promise<string[]> {
  if (side === 'employee') return [personId]
  const { acting } = await people.appraiserOf(personId, office.today(now), tx)
  if (acting) return [acting]
  return (await people.withRole('officer', tx)).filter(id => id !== personId)
}
