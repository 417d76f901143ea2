/** A kudos that was reported: anyone may report, the officer hides it with a reason or lets it stand. */
import { type Asking, Refusal } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import type { Audit } from '../audit/index.ts'
import * as store from './store.ts'
import type { KudosDeps, KudosWork } from './work.ts'

export type Moderation = ReturnType<typeof createModeration>

export function createModeration(
  { db, ids, audit, notify, people }: KudosDeps & { audit: Audit },
  { kudos, changed }: Pick<KudosWork, 'kudos' | 'changed'>,
) {
  async function report({ actor, now }: Asking, id: string, reason: string): Promise<void> {
    await db.transaction(async tx => {
      const found = await kudos(id, tx)
      if (found.withdrawnAt || found.hiddenAt) throw new Refusal(text('kudos:report.gone'))
      const row = { id: ids.next(), kudosId: id, reporterId: actor.personId, reason, createdAt: now }
      if (!(await store.report(tx, row))) throw new Refusal(text('kudos:report.again'))
      const officers = await people.withRole('officer', tx)
      const messages = officers.map(person => ({
        key: `kudos:report:${row.id}:${person}`,
        to: { person },
        notice: 'kudos.reported',
        args: [row.id],
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
    })
  }

  async function hide({ actor, now }: Asking, id: string, reason: string): Promise<void> {
    await db.transaction(async tx => {
      const found = await kudos(id, tx)
      if (found.hiddenAt) return
      await store.hide(tx, id, actor.personId, reason, now)
      await store.resolveReports(tx, id, now)
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'kudos.hidden',
        subject: id,
        detail: {},
      })
      await changed(tx, found)
      const message = {
        to: { person: found.giverId },
        notice: 'kudos.hidden',
        args: [id],
        timing: 'soon' as const,
      }
      await notify.enqueue(tx, [{ key: `kudos:${id}:hidden`, ...message }], now)
    })
  }

  /** The officer looked at the report and lets the kudos stand. */
  async function keep({ actor, now }: Asking, id: string): Promise<void> {
    await db.transaction(async tx => {
      await store.resolveReports(tx, id, now)
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'kudos.kept',
        subject: id,
        detail: {},
      })
    })
  }

  return {
    report,
    hide,
    keep,
    reportById: (id: string) => store.reportById(db.client, id),
    oldestReport: () => store.oldestReport(db.client),
  }
}
