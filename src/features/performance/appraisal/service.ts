/** What an appraiser does: writes, and corrects what was sent. Each is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import {
  type Assignment,
  type Cycle,
  type CycleService,
  takesAppraisals,
  takesCorrections,
} from '../cycle/api.ts'
import type { TrainingApi } from '../training/api.ts'
import { createAccess } from './access.ts'
import type { AppraisalPorts } from './ports.ts'
import { publishNow } from './publishing.ts'
import * as repository from './repository.ts'
import { type Problem, problemsWith, type Said } from './rules.ts'

export interface AppraisalDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleService
  cycle: CycleService
  office: Office
  training: Pick<TrainingApi, 'openFor'>
  ports: AppraisalPorts
  /** Has a reminder that was sent changed in place once there is less to do. */
  lessToDo(tx: Tx, quarter: Quarter, personId: string): Promise<void>
}

export type Problems = { field: string; problem: Problem }[]
export type AppraisalService = ReturnType<typeof createService>

export function createService(deps: AppraisalDeps) {
  const { db, ids, audit, cycle, office, training, ports } = deps
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  const { assigned, mustBeAppraiser } = createAccess(deps)

  /** What the form starts from. @throws Refusal when it is not theirs, or not the time */
  async function begin(context: RequestContext, id: string, correcting: boolean) {
    const found = await assigned(id)
    await mustBeAppraiser(context, found.assignment)
    mayWrite(found, correcting)
    if (correcting && (await ports.taken(id))) throw new Refusal(text('appraisal:refused.taken'))
    const { personId, quarter } = found.assignment
    const [attendance, achievement] = [
      await ports.attendance(personId, quarter),
      await ports.achievement(personId, quarter),
    ]
    return { ...found, attendance, achievement }
  }

  /** Read apart from {@link begin}: the questions show them, nothing is decided by them. */
  const targets = ({ personId, quarter }: Assignment) => ports.targets(personId, quarter)

  async function submit(
    context: RequestContext,
    id: string,
    said: Said,
  ): Promise<{ problems: Problems } | { sent: repository.Appraisal }> {
    const correcting = said.reason !== undefined
    const before = await repository.ofRequest(db.client, context.key)
    if (before) return { sent: before }
    const { assignment, attendance, achievement } = await begin(context, id, correcting)
    const known = { attendance: attendance?.score ?? null, achievement, today: today(context.now) }
    const problems = problemsWith(said, known)
    if (problems.length > 0) return { problems }
    const chosen = await trainingOf(assignment.personId, context.now, said.training)
    const sent = await db.transaction(async tx => {
      await db.lock(tx, `appraisal:${id}`)
      const again = await repository.ofRequest(tx, context.key)
      if (again) return again
      const found = await assigned(id, tx)
      const versions = await repository.versionsOf(tx, id)
      // Both may have sat at the form: holder and delegate. The first one stands, the second corrects.
      mayWrite(found, correcting)
      if (correcting && (await ports.taken(id, tx))) throw new Refusal(text('appraisal:refused.taken'))
      const appraisal: repository.Appraisal = {
        id: ids.next(),
        assignmentId: id,
        byId: context.actor.personId,
        createdAt: context.now,
        quarter: found.assignment.quarter,
        personId: found.assignment.personId,
        version: (versions[0]?.version ?? 0) + 1,
        reason: said.reason ?? null,
        publishedAt: null,
        attendance: said.attendance ?? known.attendance ?? 0,
        attendanceComputed: known.attendance,
        attendanceFacts: attendance?.facts ?? [],
        attendanceReason: said.attendanceReason ?? null,
        quality: said.quality,
        initiative: said.initiative,
        results: said.results,
        behaviour: said.behaviour,
        achievement,
        explanation: said.explanation ?? null,
        good: said.good,
        improve: said.improve,
        nextStep: said.nextStep,
        nextStepOn: said.nextStepOn,
        trainingId: chosen?.id ?? null,
        trainingTitle: chosen?.title ?? null,
      }
      await repository.add(tx, appraisal, context.key)
      await settle(tx, context, { ...found, appraisal, wasPublished: Boolean(versions[0]?.publishedAt) })
      // As it stands now: it may have been published along with it.
      return (await repository.appraisalById(tx, appraisal.id)) ?? appraisal
    })
    return { sent }
  }

  /** What follows from a version that was sent: progress, audit, reminders, and the person's own message. */
  async function settle(
    tx: Tx,
    { actor, now }: RequestContext,
    made: { assignment: Assignment; cycle: Cycle; appraisal: repository.Appraisal; wasPublished: boolean },
  ): Promise<void> {
    const { assignment, appraisal, wasPublished } = made
    if (!assignment.doneAt) await cycle.markDone(tx, assignment.id, now)
    const action = appraisal.version === 1 ? 'appraisal.sent' : 'appraisal.corrected'
    const detail = { appraisal: appraisal.id, version: appraisal.version }
    await audit.note(tx, { at: now, actorId: actor.personId, action, subject: assignment.id, detail })
    const atOnce = made.cycle.publishing === 'appraiser' || made.cycle.stage === 'published'
    if (atOnce || wasPublished) await publishNow(deps, tx, [appraisal], now)
    for (const personId of new Set([actor.personId, assignment.appraiserId]))
      if (personId) await deps.lessToDo(tx, assignment.quarter, personId)
  }

  async function trainingOf(personId: string, now: Date, id: string | undefined) {
    if (!id) return null
    const offered = await offeredTrainings(personId, now)
    return offered.find(one => one.id === id) ?? null
  }

  /** Trainings for any of the criteria, each once: which criterion is the weakest shows only in the end. */
  async function offeredTrainings(personId: string, now: Date) {
    const found = await training.openFor(personId, now)
    return found.map(({ training: { id, title } }) => ({ id, title }))
  }

  return { begin, targets, submit, offeredTrainings }
}

function mayWrite(
  { assignment, cycle }: { assignment: Assignment; cycle: Cycle },
  correcting: boolean,
): void {
  if (assignment.excused) throw new Refusal(text('appraisal:refused.excused'))
  if (correcting) {
    if (!takesCorrections(cycle)) throw new Refusal(text('appraisal:refused.no-corrections'))
    return
  }
  if (assignment.doneAt) throw new Refusal(text('appraisal:refused.done'))
  if (!takesAppraisals(cycle)) throw new Refusal(text('appraisal:refused.not-open'))
}
