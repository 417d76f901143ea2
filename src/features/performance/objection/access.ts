/**
 * Who stands where in an objection: asked again on every press, and every look of the decider is written down. Who
 * decides follows from the posts of that day: whoever holds the post above the appraiser (or was named by the officer),
 * and whoever acts in it (Plt./Plh.), so that an objection does not wait for somebody who is away.
 */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Evidence } from '../../../platform/files/evidence.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { AppraisalApi } from '../appraisal/api.ts'
import type { CycleService } from '../cycle/api.ts'
import type { FeedbackService } from '../feedback/api.ts'
import * as repository from './repository.ts'
import { decidersAmong } from './rules.ts'

export interface ObjectionDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleService
  cycle: CycleService
  office: Office
  clock: Clock
  evidence: Evidence
  appraisal: Pick<AppraisalApi, 'access' | 'amend' | 'report'>
  feedback: FeedbackService
}
/** `deciderId`: with whom it lies today, or who decided it; `mayDecide`: they, and the holder they act for. */
export type Standing = repository.Objection & { mayDecide: readonly string[] }
/** How somebody stands to an objection. */
export type Side = 'employee' | 'appraiser' | 'decider'
export type Access = ReturnType<typeof createAccess>

export function createAccess({ db, audit, people, office, clock }: ObjectionDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function standing(rows: readonly repository.Objection[], tx: Tx = db.client): Promise<Standing[]> {
    const open = rows.filter(({ decidedAt }) => !decidedAt)
    const day = today(clock.now())
    const made = open.filter(one => !one.namedById).map(({ appraiserId }) => appraiserId)
    const above = await people.appraiserOn(day, made, tx)
    const named = open.flatMap(({ namedById, deciderId }) => (namedById && deciderId ? [deciderId] : []))
    const posts = await people.actingFor(day, named, tx)
    return rows.map(row => {
      const { personId, appraiserId, deciderId, decidedById, namedById } = row
      if (decidedById) return { ...row, deciderId: decidedById, mayDecide: [decidedById, deciderId ?? ''] }
      const post = namedById ? posts.get(deciderId ?? '') : above.get(appraiserId)
      const mayDecide = decidersAmong([post?.acting, post?.holder], new Set([personId, appraiserId]))
      return { ...row, deciderId: mayDecide[0] ?? null, mayDecide }
    })
  }

  async function objection(id: string, tx: Tx = db.client): Promise<Standing> {
    const row = await repository.byId(tx, id)
    const [found] = row ? await standing([row], tx) : []
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** Not inside a transaction. */
  async function denied({ actor, now }: RequestContext, subject: string): Promise<never> {
    await note(actor.personId, now, { action: 'objection.denied', subject })
    throw new Refusal(text('objection:refused.not-yours'))
  }
  const note = (actorId: string, at: Date, entry: { action: string; subject: string }) =>
    db.transaction(tx => audit.note(tx, { at, actorId, ...entry, detail: {} }))

  const sideOf = (found: Standing, personId: string): Side | null => {
    if (found.personId === personId) return 'employee'
    if (found.mayDecide.includes(personId)) return 'decider'
    return found.appraiserId === personId ? 'appraiser' : null
  }

  /** @throws Refusal for whoever has no part in it, and the try is written down */
  async function seen(context: RequestContext, id: string): Promise<{ objection: Standing; side: Side }> {
    const found = await objection(id)
    const side = sideOf(found, context.actor.personId)
    if (!side) return denied(context, id)
    if (side === 'decider')
      await note(context.actor.personId, context.now, { action: 'objection.read', subject: id })
    return { objection: found, side }
  }

  /** @throws Refusal for everybody but the decider, and once it is decided */
  async function mustDecide(context: RequestContext, id: string): Promise<Standing> {
    const found = await objection(id)
    if (!found.mayDecide.includes(context.actor.personId)) return denied(context, id)
    if (found.decidedAt) throw new Refusal(text('objection:refused.decided'))
    return found
  }

  /** Nobody decides: the officer has to name somebody. */
  const lacksDecider = ({ decidedAt, deciderId }: Standing): boolean => !decidedAt && deciderId === null

  return { objection, denied, standing, seen, mustDecide, lacksDecider, today }
}
