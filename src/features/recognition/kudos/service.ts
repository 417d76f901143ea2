/** What people do with kudos: give, take back, report, hide. Each is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { type Asking, Refusal } from '../../../chat/model.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import { together } from '../../../platform/jobs/batch.ts'
import type { Notify, Office } from '../../organisation/notify/api.ts'
import type { PeopleWork } from '../../organisation/people/api.ts'
import { createCounting } from './counting.ts'
import { createGiving, lockOf } from './giving.ts'
import { createPosting } from './posting.ts'
import * as store from './repository.ts'
import { mayWithdraw } from './rules.ts'

export interface KudosDeps {
  db: Database
  ids: Ids
  notify: Notify
  people: PeopleWork
  office: Office
}

export type KudosWork = ReturnType<typeof createWork>

export function createWork(deps: KudosDeps) {
  const { db } = deps
  const counting = createCounting(deps)
  const posting = createPosting(deps)
  const give = createGiving(deps, { counting, posting })

  const read = together(async (ids: readonly string[]) => {
    const found = await store.kudosByIds(db.client, ids)
    return new Map(found.map(kudos => [kudos.id, kudos]))
  })

  /** Outside of a transaction those who ask at the same time are answered together. */
  async function kudos(id: string, tx?: Tx): Promise<store.Kudos> {
    const found = tx ? await store.kudosById(tx, id) : (await read(id)).get(id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** The same, and nobody changes it until the transaction ends. */
  async function held(tx: Tx, id: string): Promise<store.Kudos> {
    await db.lock(tx, lockOf((await kudos(id, tx)).giverId))
    return kudos(id, tx)
  }

  async function withdraw({ actor, now }: Asking, id: string): Promise<void> {
    await db.transaction(async tx => {
      await db.lock(tx, lockOf(actor.personId))
      const found = await kudos(id, tx)
      if (found.withdrawnAt) return
      if (found.giverId !== actor.personId) throw new Refusal(text('chat:refused.button'))
      if (!mayWithdraw(found, actor.personId, now)) throw new Refusal(text('kudos:withdraw.late'))
      await store.withdraw(tx, id, now)
      await counting.uncount(tx, found)
      await store.resolveReports(tx, id, now)
      await posting.changed(tx, found)
    })
  }

  const { openly, changed } = posting
  return { give, withdraw, kudos, held, openly, changed, uncount: counting.uncount }
}
