/** Plt. (vacant post) and Plh. (absent holder): somebody acts for somebody, from a day to a day. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { addDays, dayOf } from '../../../../domain/calendar/office-day.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Audit } from '../../audit/api.ts'
import { personById } from '../repository.ts'
import { type Delegation, type DelegationProblem, delegationProblem } from '../rules.ts'
import * as repository from './repository-delegates.ts'

export interface DelegatesDeps {
  db: Database
  ids: Ids
  audit: Audit
  timeZone: string
}
export type Delegates = ReturnType<typeof createDelegates>

export function createDelegates({ db, ids, audit, timeZone }: DelegatesDeps) {
  /** @returns why it may not be, or null when it was written down */
  async function add({ actor, now }: RequestContext, wanted: Delegation): Promise<DelegationProblem | null> {
    const today = dayOf(now, timeZone)
    return db.transaction(async tx => {
      await db.lock(tx, `delegate:${wanted.principalId}`)
      const others = await repository.openOf(tx, wanted.principalId, today)
      // The same form sent twice is one delegation.
      if (others.some(other => sameAs(other, wanted))) return null
      const problem = delegationProblem(wanted, others, today)
      if (problem) return problem
      if (!(await repository.isHere(tx, wanted.delegateId))) return 'gone'
      const row = { ...wanted, id: ids.next(), createdAt: now }
      await repository.insert(tx, row)
      const { kind, delegateId, fromDay, untilDay } = row
      const detail = { delegation: row.id, kind, delegateId, fromDay, untilDay }
      const said = { action: 'people.delegated', subject: wanted.principalId, detail }
      await audit.note(tx, { at: now, actorId: actor.personId, ...said })
      return null
    })
  }

  /** Ends it today: what lies ahead is taken away, what was stays. */
  async function end({ actor, now }: RequestContext, id: string): Promise<void> {
    const today = dayOf(now, timeZone)
    await db.transaction(async tx => {
      const row = await repository.byId(tx, id)
      if (!row) throw new Refusal(text('chat:refused.button'))
      if (row.untilDay < today) return
      if (row.fromDay >= today) await repository.remove(tx, id)
      else await repository.endOn(tx, id, addDays(today, -1))
      const said = { action: 'people.delegation-ended', subject: row.principalId, detail: { delegation: id } }
      await audit.note(tx, { at: now, actorId: actor.personId, ...said })
    })
  }

  return {
    add,
    end,
    list: ({ now }: RequestContext, page: number, size: number) =>
      repository.open(db.client, dayOf(now, timeZone), { skip: page * size, take: size }),
    nameOf: async (personId: string) => (await personById(db.client, personId))?.name ?? '',
  }
}

const sameAs = (one: Delegation, other: Delegation) =>
  one.delegateId === other.delegateId &&
  one.kind === other.kind &&
  one.fromDay === other.fromDay &&
  one.untilDay === other.untilDay
