/** An award's way: nominated by the officer, approved or returned by the leader, withdrawn. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import { instantAt } from '../../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { CycleService } from '../../../performance/cycle/api.ts'
import type { Award } from '../repository.ts'
import * as repository from '../repository.ts'
import { numberText } from '../rules.ts'
import { settingsOf } from '../setup/settings.ts'
import type { Messages } from './messages.ts'
import { type Nomination, nominate } from './nominating.ts'

export interface DecidingDeps {
  db: Database
  transact: Transact
  ids: Ids
  people: Pick<PeopleService, 'person'>
  office: Office
  cycle: Pick<CycleService, 'published'>
  messages: Messages
}
export type AwardService = ReturnType<typeof createService>

export function createService(deps: DecidingDeps) {
  const { db, transact, messages } = deps
  const award = (id: string, tx: Tx = db.client) => repository.mustFindAward(tx, id)

  /** Back to whoever nominated, with a reason; a nomination made anew is another one. */
  const giveBack = (context: RequestContext, id: string, reason: string): Promise<Award> =>
    transact(context, async work => {
      const found = await toDecide(context, work, id)
      if (found.state === 'returned') return found
      if (found.state !== 'nominated') throw new Refusal(text('awards:refused.decided'))
      await repository.changeAward(work.tx, id, {
        state: 'returned',
        decidedById: context.actor.personId,
        decidedAt: work.now,
        decidedReason: reason,
      })
      work.notify(messages.returned(found))
      work.refresh(...(await messages.askedKeys(work.tx, id)))
      work.record({ action: 'award.returned', subject: id })
      return award(id, work.tx)
    })

  /** At any time; its number is not given again, and its page says that it was withdrawn. */
  const withdraw = (context: RequestContext, id: string, reason: string): Promise<Award> =>
    transact(context, async work => {
      await work.lock(`award:${id}`)
      const found = await award(id, work.tx)
      if (found.state === 'withdrawn') return found
      if (found.state === 'returned') throw new Refusal(text('awards:refused.decided'))
      await repository.changeAward(work.tx, id, {
        state: 'withdrawn',
        withdrawnById: context.actor.personId,
        withdrawnAt: work.now,
        withdrawnReason: reason,
      })
      if (found.state === 'approved') work.notify(...(await messages.withdrawn(work.tx, found)))
      work.refresh(...(await messages.everyKey(work.tx, found)))
      work.record({ action: 'award.withdrawn', subject: id })
      return award(id, work.tx)
    })

  return {
    /** @throws Refusal for an id that is no award's */
    award,
    nominate: (context: RequestContext, nomination: Nomination) => nominate(deps, context, nomination),
    approve: (context: RequestContext, id: string) => approve(deps, context, id),
    giveBack,
    withdraw,
  }
}

/** Gives the number and the code of the certificate. Twice, it is approved once. */
async function approve(
  { transact, ids, people, office, messages }: DecidingDeps,
  context: RequestContext,
  id: string,
): Promise<Award> {
  const day = office.today(context.now)
  const year = Number(day.slice(0, 4))
  return transact(context, async work => {
    const { tx, now } = work
    const found = await toDecide(context, work, id, `award.number:${year}`)
    if (found.state === 'approved') return found
    // What another leader has returned is decided: a nomination made anew is another one.
    if (found.state !== 'nominated') throw new Refusal(text('awards:refused.decided'))
    if (found.personId !== null && (await people.person(found.personId, tx)).left)
      throw new Refusal(text('awards:refused.left', { name: found.name }))
    const settings = await settingsOf(tx)
    const number = await repository.nextNumber(tx, year)
    await repository.changeAward(tx, id, {
      state: 'approved',
      decidedById: context.actor.personId,
      decidedAt: now,
      decidedReason: null,
      year,
      number,
      numberText: numberText(settings.pattern, { number, year }),
      // Two ids together are 124 bits: nobody guesses one.
      code: `${ids.next()}${ids.next()}`,
      announceAt: instantAt(office.calendar.addWorkingDays(day, 1), settings.hour, office.zone),
    })
    const approved = await repository.mustFindAward(tx, id)
    work.notify(...(await messages.approved(tx, approved)))
    work.refresh(...(await messages.askedKeys(tx, id)))
    work.record({ action: 'award.approved', subject: id })
    return approved
  })
}

/**
 * Takes an award for this transaction.
 * @param more what else has to be locked
 * @throws Refusal when it is one's own (or one's unit's), or one's own nomination
 */
async function toDecide(
  { actor }: RequestContext,
  { tx, lock }: Work,
  id: string,
  ...more: string[]
): Promise<Award> {
  await lock(`award:${id}`, ...more)
  const found = await repository.mustFindAward(tx, id)
  const own = found.personId === null ? found.unitId === actor.unitId : found.personId === actor.personId
  if (own) throw new Refusal(text('awards:refused.own'))
  // Two decide: whoever holds both roles is one of them only.
  if (found.nominatedById === actor.personId) throw new Refusal(text('awards:refused.nominator'))
  return found
}
