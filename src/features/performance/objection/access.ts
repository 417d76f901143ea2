/**
 * Who stands where in an objection: asked again on every press, and every look of the decider is written down. Who
 * decides follows from the posts of that day: whoever holds the post above the appraiser (or was named by the officer),
 * and whoever acts in it (Plt./Plh.), so that an objection does not wait for somebody who is away.
 */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { ObjectionDeps } from './deps.ts'
import * as repository from './repository.ts'
import { decidersAmong } from './rules.ts'

/** `deciderId`: with whom it lies today, or who decided it; `mayDecide`: they, and the holder they act for. */
export type CurrentObjection = repository.Objection & { mayDecide: readonly string[] }
/** How somebody stands to an objection. */
export type Side = 'employee' | 'appraiser' | 'decider'
export type Access = ReturnType<typeof createAccess>

export function createAccess({ db, transact, people, office, clock }: ObjectionDeps) {
  async function withDeciders(
    rows: readonly repository.Objection[],
    tx: Tx = db.client,
  ): Promise<CurrentObjection[]> {
    const open = rows.filter(({ decidedAt }) => !decidedAt)
    const day = office.today(clock.now())
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

  async function objection(id: string, tx: Tx = db.client): Promise<CurrentObjection> {
    const row = await repository.byId(tx, id)
    const [found] = row ? await withDeciders([row], tx) : []
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** Not inside a transaction. */
  async function denied(context: RequestContext, subject: string): Promise<never> {
    await transact(context, async work => work.record({ action: 'objection.denied', subject }))
    throw new Refusal(text('objection:refused.not-yours'))
  }

  const sideOf = (found: CurrentObjection, personId: string): Side | null => {
    if (found.personId === personId) return 'employee'
    if (found.mayDecide.includes(personId)) return 'decider'
    return found.appraiserId === personId ? 'appraiser' : null
  }

  /** @throws Refusal for whoever has no part in it, and the try is written down */
  async function seen(
    context: RequestContext,
    id: string,
  ): Promise<{ objection: CurrentObjection; side: Side }> {
    const found = await objection(id)
    const side = sideOf(found, context.actor.personId)
    if (!side) return denied(context, id)
    if (side === 'decider')
      await transact(context, async work => work.record({ action: 'objection.read', subject: id }))
    return { objection: found, side }
  }

  /** @throws Refusal for everybody but the decider, and once it is decided */
  async function mustDecide(context: RequestContext, id: string): Promise<CurrentObjection> {
    const found = await objection(id)
    if (!found.mayDecide.includes(context.actor.personId)) return denied(context, id)
    if (found.decidedAt) throw new Refusal(text('objection:refused.decided'))
    return found
  }

  /** Nobody decides: the officer has to name somebody. */
  const lacksDecider = ({ decidedAt, deciderId }: CurrentObjection): boolean =>
    !decidedAt && deciderId === null

  return { objection, denied, withDeciders, seen, mustDecide, lacksDecider }
}
