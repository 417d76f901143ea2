/** What people do with kudos: give and take back. Each act is one transaction; giving is one for several givers. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import { batch } from '../../../platform/jobs/batch.ts'
import type { Transact, Work } from '../../../platform/unit-of-work.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { createCounting } from './giving/counting.ts'
import { createGiving } from './giving/giving.ts'
import { lockOf } from './giving/lock.ts'
import { createPosting } from './giving/posting.ts'
import * as repository from './repository.ts'
import { mayWithdraw } from './rules.ts'

export interface ServiceDeps {
  db: Database
  ids: Ids
  transact: Transact
  notify: Notify
  people: PeopleService
  office: Office
}

export type KudosService = ReturnType<typeof createService>

export function createService(deps: ServiceDeps) {
  const { db, transact } = deps
  const counting = createCounting(deps)
  const posting = createPosting(deps)
  const give = createGiving(deps, { counting, posting })

  // A day of thanks renders hundreds of messages within a second: they are read together.
  const read = batch(async (ids: readonly string[]) => {
    const found = await repository.kudosByIds(db.client, ids)
    return new Map(found.map(kudos => [kudos.id, kudos]))
  })

  /** @throws Refusal if there is none: a button that was forged */
  async function kudos(id: string): Promise<repository.Kudos> {
    return present((await read(id)).get(id))
  }

  /** The same, and nobody changes it until the transaction ends. */
  async function held(work: Work, id: string): Promise<repository.Kudos> {
    // The giver, who names the lock, never changes; everything else is read again under it.
    const { giverId } = present(await repository.kudosById(work.tx, id))
    await work.lock(lockOf(giverId))
    return present(await repository.kudosById(work.tx, id))
  }

  /** @throws Refusal if it is another's, or too late (rules.ts: WITHDRAW_MINUTES) */
  async function withdraw(context: RequestContext, id: string): Promise<void> {
    const { actor, now } = context
    await transact(context, async work => {
      await work.lock(lockOf(actor.personId))
      const found = present(await repository.kudosById(work.tx, id))
      if (found.withdrawnAt) return
      if (found.giverId !== actor.personId) throw new Refusal(text('chat:refused.button'))
      if (!mayWithdraw(found, actor.personId, now)) throw new Refusal(text('kudos:withdraw.late'))
      await repository.withdraw(work.tx, id, now)
      await counting.uncount(work.tx, found)
      await repository.resolveReports(work.tx, id, now)
      await posting.changed(work, found)
    })
  }

  return {
    give,
    withdraw,
    kudos,
    held,
    openly: posting.openly,
    changed: posting.changed,
    uncount: counting.uncount,
  }
}

function present(found: repository.Kudos | null | undefined): repository.Kudos {
  if (!found) throw new Refusal(text('chat:refused.button'))
  return found
}
