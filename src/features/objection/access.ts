/** Who stands where in an objection: asked again on every press, and every look of the decider is written down. */
import { type Asking, Refusal } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import { dayOf, type OfficeDay } from '../../lib/calendar/office-day.ts'
import type { Database, Tx } from '../../platform/db.ts'
import type { Evidence } from '../../platform/evidence.ts'
import type { Ids } from '../../platform/ids.ts'
import type { AppraisalDoor } from '../appraisal/index.ts'
import type { Audit } from '../audit/index.ts'
import type { CycleWork } from '../cycle/index.ts'
import type { FeedbackWork } from '../feedback/index.ts'
import type { Notify, Office } from '../notify/index.ts'
import type { PeopleWork } from '../people/index.ts'
import * as store from './store.ts'

export interface ObjectionDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleWork
  cycle: CycleWork
  office: Office
  evidence: Evidence
  appraisal: Pick<AppraisalDoor, 'access' | 'amend' | 'report'>
  feedback: FeedbackWork
}
/** How somebody stands to an objection. */
export type Side = 'employee' | 'appraiser' | 'decider'
export type Access = ReturnType<typeof createAccess>

export function createAccess({ db, audit, people, office }: ObjectionDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function objection(id: string, tx: Tx = db.client): Promise<store.Objection> {
    const found = await store.byId(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** Not inside a transaction. */
  async function denied({ actor, now }: Asking, subject: string): Promise<never> {
    await note(actor.personId, now, { action: 'objection.denied', subject })
    throw new Refusal(text('objection:refused.not-yours'))
  }
  const note = (actorId: string, at: Date, entry: { action: string; subject: string }) =>
    db.transaction(tx => audit.note(tx, { at, actorId, ...entry, detail: {} }))

  const sideOf = (found: store.Objection, personId: string): Side | null => {
    if (found.personId === personId) return 'employee'
    if (found.deciderId === personId) return 'decider'
    return found.appraiserId === personId ? 'appraiser' : null
  }

  /** @throws Refusal for whoever has no part in it, and the try is written down */
  async function seen(asking: Asking, id: string): Promise<{ objection: store.Objection; side: Side }> {
    const found = await objection(id)
    const side = sideOf(found, asking.actor.personId)
    if (!side) return denied(asking, id)
    if (side === 'decider')
      await note(asking.actor.personId, asking.now, { action: 'objection.read', subject: id })
    return { objection: found, side }
  }

  /** @throws Refusal for everybody but the decider, and once it is decided */
  async function mustDecide(asking: Asking, id: string): Promise<store.Objection> {
    const found = await objection(id)
    if (found.deciderId !== asking.actor.personId) return denied(asking, id)
    if (found.decidedAt) throw new Refusal(text('objection:refused.decided'))
    return found
  }

  /** Nobody is named, or who was has left. */
  async function lacksDecider(found: store.Objection, now: Date): Promise<boolean> {
    if (found.decidedAt) return false
    if (!found.deciderId) return true
    const { left } = await people.person(found.deciderId)
    return left !== null && left <= today(now)
  }

  return { objection, denied, sideOf, seen, mustDecide, lacksDecider, today }
}
