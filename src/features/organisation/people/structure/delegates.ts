/** Plt. (vacant post) and Plh. (absent holder): somebody acts for somebody, from a day to a day. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { notInOwnMatter } from '../../../../chat/own-matter.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import { addDays } from '../../../../domain/calendar/office-day.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import { personById } from '../repository.ts'
import { type Delegation, type DelegationProblem, delegationProblem } from '../rules.ts'
import * as repository from './repository-delegates.ts'

export interface DelegatesDeps {
  db: Database
  ids: Ids
  office: Office
  transact: Transact
}
export type Delegates = ReturnType<typeof createDelegates>

const lockOf = (principalId: string) => `delegate:${principalId}`

export function createDelegates({ db, ids, office, transact }: DelegatesDeps) {
  /** @returns why it may not be, or null when it was written down */
  async function add(context: RequestContext, wanted: Delegation): Promise<DelegationProblem | null> {
    notInOwnMatter(context, wanted.principalId, wanted.delegateId)
    const today = office.today(context.now)
    return transact(context, async work => {
      await work.lock(lockOf(wanted.principalId))
      const others = await repository.openOf(work.tx, wanted.principalId, today)
      // The same form sent twice is one delegation.
      if (others.some(other => sameAs(other, wanted))) return null
      const problem = delegationProblem(wanted, others, today)
      if (problem) return problem
      if (!(await repository.isHere(work.tx, wanted.delegateId))) return 'gone'
      const row = { ...wanted, id: ids.next(), createdAt: work.now }
      await repository.insert(work.tx, row)
      const { kind, delegateId, fromDay, untilDay } = row
      work.record({
        action: 'people.delegated',
        subject: wanted.principalId,
        detail: { delegation: row.id, kind, delegateId, fromDay, untilDay },
      })
      return null
    })
  }

  /** Ends it today: what lies ahead is taken away, what was stays. */
  async function end(context: RequestContext, id: string): Promise<void> {
    const today = office.today(context.now)
    const known = await repository.byId(db.client, id)
    if (!known) throw new Refusal(text('chat:refused.button'))
    await transact(context, async work => {
      await work.lock(lockOf(known.principalId))
      const row = await repository.byId(work.tx, id)
      if (!row) throw new Refusal(text('chat:refused.button'))
      if (row.untilDay < today) return
      if (row.fromDay >= today) await repository.remove(work.tx, id)
      else await repository.endOn(work.tx, id, addDays(today, -1))
      work.record({
        action: 'people.delegation-ended',
        subject: row.principalId,
        detail: { delegation: id },
      })
    })
  }

  return {
    add,
    end,
    list: ({ now }: RequestContext, page: number, size: number) =>
      repository.open(db.client, office.today(now), { skip: page * size, take: size }),
    nameOf: async (personId: string) => (await personById(db.client, personId))?.name ?? '',
  }
}

const sameAs = (one: Delegation, other: Delegation) =>
  one.delegateId === other.delegateId &&
  one.kind === other.kind &&
  one.fromDay === other.fromDay &&
  one.untilDay === other.untilDay
