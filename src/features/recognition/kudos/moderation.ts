/** A kudos that was reported: anyone may report, the officer hides it with a reason or lets it stand. */

import { text } from '../../../chat/i18n/words.ts'
import { type Asking, Refusal } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import * as store from './repository.ts'
import { moderators } from './rules.ts'
import type { KudosDeps, KudosWork } from './service.ts'

export type Moderation = ReturnType<typeof createModeration>

export function createModeration(
  { db, ids, audit, notify, people }: KudosDeps & { audit: Audit },
  { held, changed, uncount }: Pick<KudosWork, 'held' | 'changed' | 'uncount'>,
) {
  async function report({ actor, now }: Asking, id: string, reason: string): Promise<void> {
    await db.transaction(async tx => {
      const found = await held(tx, id)
      if (found.withdrawnAt || found.hiddenAt) throw new Refusal(text('kudos:report.gone'))
      const row = { id: ids.next(), kudosId: id, reporterId: actor.personId, reason, createdAt: now }
      if (!(await store.report(tx, row))) throw new Refusal(text('kudos:report.again'))
      const desk = moderators(await people.withRole('officer', tx), found)
      const messages = desk.map(person => ({
        key: reportKey(row.id, person),
        to: { person },
        notice: 'kudos.reported',
        args: [row.id],
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
    })
  }

  /** Nobody sees to their own matter: an officer who gave or received it leaves it to another. */
  async function heldBy({ actor }: Asking, tx: Tx, id: string): Promise<store.Kudos> {
    const found = await held(tx, id)
    const desk = moderators(await people.withRole('officer', tx), found)
    if (!desk.includes(actor.personId)) throw new Refusal(text('kudos:reported.own'))
    return found
  }

  async function hide(asking: Asking, id: string, reason: string): Promise<void> {
    const { actor, now } = asking
    await db.transaction(async tx => {
      const found = await heldBy(asking, tx, id)
      if (found.hiddenAt) return
      if (found.withdrawnAt) throw new Refusal(text('kudos:report.gone'))
      await store.hide(tx, id, actor.personId, reason, now)
      await uncount(tx, found)
      await close(asking, tx, { id, action: 'kudos.hidden' })
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
  async function keep(asking: Asking, id: string): Promise<void> {
    await db.transaction(async tx => {
      await heldBy(asking, tx, id)
      await close(asking, tx, { id, action: 'kudos.kept' })
    })
  }

  /** What was decided is written down once, and the messages of the other officers say that it was. */
  async function close(
    { actor, now }: Asking,
    tx: Tx,
    { id, action }: { id: string; action: 'kudos.hidden' | 'kudos.kept' },
  ): Promise<void> {
    const reports = await store.resolveReports(tx, id, now)
    if (reports.length === 0 && action === 'kudos.kept') return
    await audit.note(tx, { at: now, actorId: actor.personId, action, subject: id, detail: {} })
    const others = (await people.withRole('officer', tx)).filter(person => person !== actor.personId)
    await notify.refresh(
      tx,
      reports.flatMap(report => others.map(person => reportKey(report, person))),
    )
  }

  return {
    report,
    hide,
    keep,
    reportById: (id: string) => store.reportById(db.client, id),
    /** The oldest open report that this officer may see to. */
    oldestReport: async ({ actor }: Asking) => {
      const officers = await people.withRole('officer')
      const alone = officers.every(id => id === actor.personId)
      return store.oldestReport(db.client, alone ? null : actor.personId)
    },
  }
}

const reportKey = (report: string, person: string) => `kudos:report:${report}:${person}`
