/** A kudos that was reported: anyone may report, the officer hides it with a reason or lets it stand. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Message, Work } from '../../../../platform/unit-of-work.ts'
import type { Kudos } from '../repository.ts'
import * as kudos from '../repository.ts'
import { moderators } from '../rules.ts'
import type { KudosService, ServiceDeps } from '../service.ts'
import * as repository from './repository.ts'

export type Moderation = ReturnType<typeof createModeration>

export function createModeration(
  { db, ids, transact, people }: Pick<ServiceDeps, 'db' | 'ids' | 'transact' | 'people'>,
  { held, changed, uncount }: Pick<KudosService, 'held' | 'changed' | 'uncount'>,
) {
  /** @throws Refusal if it is gone, or this person reported it before */
  async function report(context: RequestContext, id: string, reason: string): Promise<void> {
    const { actor, now } = context
    await transact(context, async work => {
      const found = await held(work, id)
      if (found.withdrawnAt || found.hiddenAt) throw new Refusal(text('kudos:report.gone'))
      const row = { id: ids.next(), kudosId: id, reporterId: actor.personId, reason, createdAt: now }
      if (!(await repository.addReport(work.tx, row))) throw new Refusal(text('kudos:report.again'))
      const officers = moderators(await people.withRole('officer', work.tx), found)
      work.notify(...officers.map(person => reportMessage(row.id, person)))
    })
  }

  /** @throws Refusal in a matter of their own: an officer who gave or received it leaves it to another */
  async function heldByOfficer({ actor }: RequestContext, work: Work, id: string) {
    const found = await held(work, id)
    const officers = await people.withRole('officer', work.tx)
    if (!moderators(officers, found).includes(actor.personId)) throw new Refusal(text('kudos:reported.own'))
    return { found, others: officers.filter(person => person !== actor.personId) }
  }

  /** Takes it out of sight and off the boards; its giver is told why. @throws Refusal */
  async function hide(context: RequestContext, id: string, reason: string): Promise<void> {
    const { actor, now } = context
    await transact(context, async work => {
      const { found, others } = await heldByOfficer(context, work, id)
      if (found.hiddenAt) return
      if (found.withdrawnAt) throw new Refusal(text('kudos:report.gone'))
      await repository.hide(work.tx, { id, by: actor.personId, reason, at: now })
      await uncount(work.tx, found)
      const reports = await kudos.resolveReports(work.tx, id, now)
      work.refresh(...reportKeys(reports, others))
      await changed(work, found)
      work.notify(hiddenMessage(found))
      work.record({ action: 'kudos.hidden', subject: id })
    })
  }

  /** The officer looked at the report and lets the kudos stand. @throws Refusal */
  async function keep(context: RequestContext, id: string): Promise<void> {
    await transact(context, async work => {
      const { others } = await heldByOfficer(context, work, id)
      const reports = await kudos.resolveReports(work.tx, id, context.now)
      if (reports.length === 0) return
      work.refresh(...reportKeys(reports, others))
      work.record({ action: 'kudos.kept', subject: id })
    })
  }

  /** The oldest open report that this officer may see to. */
  async function oldestReport({ actor }: RequestContext): Promise<repository.Report | null> {
    const officers = await people.withRole('officer')
    const alone = officers.every(id => id === actor.personId)
    return repository.oldestReport(db.client, alone ? null : actor.personId)
  }

  return {
    report,
    hide,
    keep,
    oldestReport,
    reportById: (id: string) => repository.reportById(db.client, id),
  }
}

const reportKey = (report: string, person: string) => `kudos:report:${report}:${person}`
const reportKeys = (reports: readonly string[], persons: readonly string[]) =>
  reports.flatMap(report => persons.map(person => reportKey(report, person)))

const reportMessage = (report: string, person: string): Message => ({
  key: reportKey(report, person),
  to: { person },
  notification: 'kudos.reported',
  args: [report],
  timing: 'office-hours',
})

const hiddenMessage = ({ id, giverId }: Kudos): Message => ({
  key: `kudos:${id}:hidden`,
  to: { person: giverId },
  notification: 'kudos.hidden',
  args: [id],
  timing: 'soon',
})
