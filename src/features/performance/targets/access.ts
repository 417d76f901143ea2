/** Whose targets they are: asked again on every press; a look at another person's is written down. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { type Quarter, quarterOf, readQuarter } from '../../../domain/calendar/quarter.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Evidence } from '../../../platform/files/evidence.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import { appraisersOf, type PeopleService } from '../../organisation/people/api.ts'
import type { CycleService } from '../cycle/api.ts'
import { type Target, targetById } from './repository.ts'
import { isLocked, type Side } from './rules.ts'

export interface TargetDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleService
  cycle: Pick<CycleService, 'cycleOf'>
  office: Office
  files: Files
  evidence: Evidence
}
export type Access = ReturnType<typeof createAccess>

export function createAccess({ db, audit, people, cycle, office }: TargetDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function target(id: string, tx: Tx = db.client): Promise<Target> {
    const found = await targetById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** A quarter that stood on a button. */
  function quarter(code: string): Quarter {
    const found = readQuarter(code)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** As whom this person speaks about somebody's targets; null for those who have no say. */
  async function sideOf(
    { actor, now }: Pick<RequestContext, 'actor' | 'now'>,
    personId: string,
  ): Promise<Side | null> {
    if (actor.personId === personId) return 'employee'
    const { may } = await appraisersOf(db.client, personId, today(now))
    // Where nobody appraises, the officer speaks for the office: else the targets could never be agreed.
    const speaks = may.length > 0 ? may.includes(actor.personId) : actor.roles.includes('officer')
    return speaks ? 'appraiser' : null
  }

  /** @throws Refusal, and the try is written down */
  async function mustHaveSay(context: RequestContext, personId: string): Promise<Side> {
    const side = await sideOf(context, personId)
    return side ?? denied(context, personId)
  }

  async function denied(context: RequestContext, personId: string): Promise<never> {
    await note(context, 'target.denied', personId)
    throw new Refusal(text('targets:refused.notYours'))
  }

  async function note({ actor, now }: RequestContext, action: string, subject: string): Promise<void> {
    const entry = { at: now, actorId: actor.personId, action, subject, detail: {} }
    await db.transaction(tx => audit.note(tx, entry))
  }

  /** The person, the appraiser and today's delegate, the appraiser's superior, and the officer. */
  async function mustRead(context: RequestContext, personId: string): Promise<Side | null> {
    const side = await sideOf(context, personId)
    if (!(await reads(context, personId, side))) return denied(context, personId)
    if (side !== 'employee') await note(context, 'target.read', personId)
    return side
  }

  /** The same for a form that only offers them: who may not read is offered nothing, and tried nothing. */
  async function mayRead(context: RequestContext, personId: string): Promise<boolean> {
    const side = await sideOf(context, personId)
    if (!(await reads(context, personId, side))) return false
    if (side !== 'employee') await note(context, 'target.read', personId)
    return true
  }

  const reads = async (context: RequestContext, personId: string, side: Side | null): Promise<boolean> =>
    side !== null || context.actor.roles.includes('officer') || (await isAbove(context, personId))

  async function isAbove({ actor }: RequestContext, personId: string): Promise<boolean> {
    const { appraiserId } = await people.person(personId)
    return appraiserId !== null && (await people.superiorOf(appraiserId)) === actor.personId
  }

  async function locked(of: Quarter, now: Date, tx: Tx = db.client): Promise<boolean> {
    const found = await cycle.cycleOf(of, tx)
    return isLocked(found?.stage ?? null, of, quarterOf(today(now)))
  }

  /** Takes one person's quarter for this transaction. @throws Refusal once the quarter is closed */
  async function take(tx: Tx, { personId, quarter: of }: Pick<Target, 'personId' | 'quarter'>, now: Date) {
    await db.lock(tx, `targets:${personId}:${of}`)
    if (await locked(of, now, tx)) throw new Refusal(text('targets:refused.closed'))
  }

  /** Who is written to for one side: today's delegate respected, the officers where nobody appraises. */
  async function readers(tx: Tx, personId: string, side: Side, now: Date): Promise<string[]> {
    if (side === 'employee') return [personId]
    const { acting } = await appraisersOf(tx, personId, today(now))
    if (acting.length > 0) return acting
    return (await people.withRole('officer', tx)).filter(id => id !== personId)
  }

  return { today, target, quarter, sideOf, mustHaveSay, mustRead, mayRead, locked, take, readers }
}
