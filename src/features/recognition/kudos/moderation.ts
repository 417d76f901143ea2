/** A kudos that was reported: anyone may report, the officer hides it with a reason or lets it stand. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import * as repository from './repository.ts'
import { moderators } from './rules.ts'
import type { KudosDeps, KudosService } from './service.ts'

export type Moderation = ReturnType<typeof createModeration>

export function createModeration(
  { db, ids, audit, notify, people }: KudosDeps & { audit: Audit },
  { held, changed, uncount }: Pick<KudosService, 'held' | 'changed' | 'uncount'>,
) {
  async function report({ actor, now }: RequestContext, id: string, reason: string): Promise<void> {
    await db.transaction(async tx => {
      const found = await held(tx, id)
      if (found.withdrawnAt || found.hiddenAt) throw new Refusal(text('kudos:report.gone'))
      const row = { id: ids.next(), kudosId: id, reporterId: actor.personId, reason, createdAt: now }
      if (!(await repository.report(tx, row))) throw new Refusal(text('kudos:report.again'))
      const officerMenu = moderators(await people.withRole('officer', tx), found)
      const messages = officerMenu.map(person => ({
        key: reportKey(row.id, person),
        to: { person },
        notification: 'kudos.reported',
        args: [row.id],
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
    })
  }

  /** Nobody sees to their own matter: an officer who gave or received it leaves it to another. */
  async function heldBy({ actor }: RequestContext, tx: Tx, id: string): Promise<repository.Kudos> {
    const found = await held(tx, id)
    const officerMenu = moderators(await people.withRole('officer', tx), found)
    if (!officerMenu.includes(actor.personId)) throw new Refusal(text('kudos:reported.own'))
    return found
  }

  async function hide(context: RequestContext, id: string, reason: string): Promise<void> {
    const { actor, now } = context
    await db.transaction(async tx => {
      const found = await heldBy(context, tx, id)
      if (found.hiddenAt) return
      if (found.withdrawnAt) throw new Refusal(text('kudos:report.gone'))
      await repository.hide(tx, id, actor.personId, reason, now)
      await uncount(tx, found)
      await close(context, tx, { id, action: 'kudos.hidden' })
      await changed(tx, found)
      const message = {
        to: { person: found.giverId },
        notification: 'kudos.hidden',
        args: [id],
        timing: 'soon' as const,
      }
      await notify.enqueue(tx, [{ key: `kudos:${id}:hidden`, ...message }], now)
    })
  }

  /** The officer looked at the report and lets the kudos stand. */
  async function keep(context: RequestContext, id: string): Promise<void> {
    await db.transaction(async tx => {
      await heldBy(context, tx, id)
      await close(context, tx, { id, action: 'kudos.kept' })
    })
  }

  /** What was decided is written down once, and the messages of the other officers say that it was. */
  async function close(
    { actor, now }: RequestContext,
    tx: Tx,
    { id, action }: { id: string; action: 'kudos.hidden' | 'kudos.kept' },
  ): Promise<void> {
    const reports = await repository.resolveReports(tx, id, now)
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
    reportById: (id: string) => repository.reportById(db.client, id),
    /** The oldest open report that this officer may see to. */
    oldestReport: async ({ actor }: RequestContext) => {
      const officers = await people.withRole('officer')
      const alone = officers.every(id => id === actor.personId)
      return repository.oldestReport(db.client, alone ? null : actor.personId)
    },
  }
}

const reportKey = (report: string, person: string) => `kudos:report:${report}:${person}`
