/** What people do with kudos: give, take back, report, hide. Each is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import { batch } from '../../../platform/jobs/batch.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { createCounting } from './counting.ts'
import { createGiving, lockOf } from './giving.ts'
import { createPosting } from './posting.ts'
import * as repository from './repository.ts'
import { mayWithdraw } from './rules.ts'

export interface KudosDeps {
  db: Database
  ids: Ids
  notify: Notify
  people: PeopleService
  office: Office
}

export type KudosService = ReturnType<typeof createService>

export function createService(deps: KudosDeps) {
  const { db } = deps
  const counting = createCounting(deps)
  const posting = createPosting(deps)
  const give = createGiving(deps, { counting, posting })

  const read = batch(async (ids: readonly string[]) => {
    const found = await repository.kudosByIds(db.client, ids)
    return new Map(found.map(kudos => [kudos.id, kudos]))
  })

  /** Outside of a transaction those who ask at the same time are answered together. */
  async function kudos(id: string, tx?: Tx): Promise<repository.Kudos> {
    const found = tx ? await repository.kudosById(tx, id) : (await read(id)).get(id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** The same, and nobody changes it until the transaction ends. */
  async function held(tx: Tx, id: string): Promise<repository.Kudos> {
    await db.lock(tx, lockOf((await kudos(id, tx)).giverId))
    return kudos(id, tx)
  }

  async function withdraw({ actor, now }: RequestContext, id: string): Promise<void> {
    await db.transaction(async tx => {
      await db.lock(tx, lockOf(actor.personId))
      const found = await kudos(id, tx)
      if (found.withdrawnAt) return
      if (found.giverId !== actor.personId) throw new Refusal(text('chat:refused.button'))
      if (!mayWithdraw(found, actor.personId, now)) throw new Refusal(text('kudos:withdraw.late'))
      await repository.withdraw(tx, id, now)
      await counting.uncount(tx, found)
      await repository.resolveReports(tx, id, now)
      await posting.changed(tx, found)
    })
  }

  const { openly, changed } = posting
  return { give, withdraw, kudos, held, openly, changed, uncount: counting.uncount }
}
