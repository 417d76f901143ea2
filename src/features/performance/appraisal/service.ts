/** What an appraiser does: writes, and corrects what was sent. */

import { text } from '../../../chat/i18n/words.ts'
import { InvalidAnswers, Refusal, type RequestContext } from '../../../chat/model.ts'
import { CRITERIA } from '../../../domain/criteria.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import { attendanceFacts } from '../attendance/api.ts'
import { type Assigned, type Cycle, takesAppraisals, takesCorrections } from '../cycle/api.ts'
import { type Offer, suggestedFor } from '../training/api.ts'
import type { Access } from './access.ts'
import { appraisalLock } from './amend.ts'
import type { AppraisalDeps } from './deps.ts'
import { oversight } from './extension-points.ts'
import { publishNow } from './publishing.ts'
import { REMINDER } from './reminders.ts'
import * as repository from './repository.ts'
import { problemsWith, type Said } from './rules.ts'

/** What the form and the last look start from. */
export interface Start extends Assigned {
  /** Score of the imported attendance (0 to 100) with the lines of its formula; null: not imported. */
  attendance: { score: number; facts: repository.Fact[] } | null
  /** How far the quarter's agreed targets were reached, in per cent; null: none were agreed. */
  achievement: number | null
  /** The agreed targets, each with what was confirmed of it. */
  targets: repository.Fact[]
}
/** A version that was sent, with what it is about. */
export interface Sent {
  appraisal: repository.Appraisal
  cycle: Cycle
  name: string
}
export type AppraisalService = ReturnType<typeof createService>

type ServiceDeps = AppraisalDeps & { access: Access }

export function createService(deps: ServiceDeps) {
  const { db, transact, access, training, extensions } = deps

  /** @throws Refusal when it is not theirs, or not the time */
  async function begin(context: RequestContext, id: string, correcting: boolean): Promise<Start> {
    const found = await access.assigned(id)
    await access.mustBeAppraiser(context, found.assignment)
    mayWrite(found, correcting)
    if (correcting && (await extensions.one(oversight).isUnderObjection(id)))
      throw new Refusal(text('appraisal:refused.taken'))
    return { ...found, ...(await factsAbout(deps, found)) }
  }

  /**
   * Sent twice by one request, it is made once. A corrected version carries a reason.
   * @throws Refusal when it is not theirs, or not the time
   * @throws InvalidAnswers when something is missing, or contradicts what is known
   */
  async function submit(context: RequestContext, id: string, said: Said): Promise<Sent> {
    const found = await access.assigned(id)
    await access.mustBeAppraiser(context, found.assignment)
    const known = await factsAbout(deps, found)
    const offers = said.training ? await offeredTrainings(found.assignment.personId, context.now) : []
    const chosen = offers.find(one => one.id === said.training) ?? null
    return transact(context, async work => {
      await work.lock(appraisalLock(id))
      const before = await repository.ofRequest(work.tx, context.key)
      if (before) return { ...found, appraisal: before }
      const current = await access.assigned(id, work.tx)
      await mayStillWrite(deps, work, current, said)
      const problems = problemsWith(said, {
        attendance: known.attendance?.score ?? null,
        achievement: known.achievement,
        today: deps.office.today(context.now),
      })
      if (problems.length > 0)
        throw new InvalidAnswers(
          ...problems.map(({ field, problem }) => ({ field, why: text(`appraisal:problem.${problem}`) })),
        )
      const [latest] = await repository.versionsOf(work.tx, id)
      const made = madeOf({ said, known, assigned: current, latest, chosen, context, id: deps.ids.next() })
      await repository.add(work.tx, made, context.key)
      const wasPublished = Boolean(latest?.publishedAt)
      return { ...current, appraisal: await settle(deps, work, context, { ...current, made, wasPublished }) }
    })
  }

  /** Trainings for any of the criteria, each once: which criterion is the weakest shows only in the end. */
  async function offeredTrainings(personId: string, now: Date): Promise<{ id: string; title: string }[]> {
    const open = await training.openFor(personId, now)
    const fitting = new Set<Offer>(CRITERIA.flatMap(criterion => suggestedFor(criterion, open)))
    return [...fitting].map(({ training: { id, title } }) => ({ id, title }))
  }

  return {
    begin,
    submit,
    offeredTrainings,
    isUnderObjection: (id: string) => extensions.one(oversight).isUnderObjection(id, db.client),
  }
}

/** What is known besides what an appraiser says. */
async function factsAbout(
  { attendance, targets }: Pick<AppraisalDeps, 'attendance' | 'targets'>,
  { assignment: { personId, quarter } }: Assigned,
): Promise<Pick<Start, 'attendance' | 'achievement' | 'targets'>> {
  const [present, agreed] = await Promise.all([
    attendance.scoreOf(personId, quarter),
    targets.summaryOf(personId, quarter),
  ])
  return {
    attendance: present && { score: present.score, facts: attendanceFacts(present, 'appraiser') },
    achievement: agreed.achievement?.percent ?? null,
    targets: agreed.facts,
  }
}

function mayWrite({ assignment, cycle }: Assigned, correcting: boolean): void {
  if (assignment.excused) throw new Refusal(text('appraisal:refused.excused'))
  if (correcting) {
    if (!takesCorrections(cycle)) throw new Refusal(text('appraisal:refused.no-corrections'))
    return
  }
  if (assignment.doneAt) throw new Refusal(text('appraisal:refused.done'))
  if (!takesAppraisals(cycle)) throw new Refusal(text('appraisal:refused.not-open'))
}

/** Holder and delegate may both have sat at the form: the first one stands, the second corrects. */
async function mayStillWrite(
  { extensions }: Pick<AppraisalDeps, 'extensions'>,
  work: Work,
  current: Assigned,
  { reason }: Said,
): Promise<void> {
  const correcting = reason !== undefined
  mayWrite(current, correcting)
  if (correcting && (await extensions.one(oversight).isUnderObjection(current.assignment.id, work.tx)))
    throw new Refusal(text('appraisal:refused.taken'))
}

interface Making {
  said: Said
  known: Pick<Start, 'attendance' | 'achievement'>
  assigned: Assigned
  latest: repository.Appraisal | undefined
  chosen: { id: string; title: string } | null
  context: RequestContext
  id: string
}
function madeOf({ said, known, assigned, latest, chosen, context, id }: Making): repository.Appraisal {
  const { assignment } = assigned
  return {
    id,
    assignmentId: assignment.id,
    byId: context.actor.personId,
    createdAt: context.now,
    quarter: assignment.quarter,
    personId: assignment.personId,
    version: (latest?.version ?? 0) + 1,
    reason: said.reason ?? null,
    publishedAt: null,
    attendance: said.attendance ?? known.attendance?.score ?? 0,
    attendanceComputed: known.attendance?.score ?? null,
    attendanceFacts: known.attendance?.facts ?? [],
    attendanceReason: said.attendanceReason ?? null,
    quality: said.quality,
    initiative: said.initiative,
    results: said.results,
    behaviour: said.behaviour,
    achievement: known.achievement,
    explanation: said.explanation ?? null,
    good: said.good,
    improve: said.improve,
    nextStep: said.nextStep,
    nextStepOn: said.nextStepOn,
    trainingId: chosen?.id ?? null,
    trainingTitle: chosen?.title ?? null,
  }
}

/** What follows from a version that was sent: progress, audit, reminders, and the person's own message. */
async function settle(
  deps: AppraisalDeps,
  work: Work,
  { actor }: RequestContext,
  { assignment, cycle, made, wasPublished }: Assigned & { made: repository.Appraisal; wasPublished: boolean },
): Promise<repository.Appraisal> {
  if (!assignment.doneAt) await deps.cycle.markDone(work.tx, assignment.id, work.now)
  work.record({
    action: made.version === 1 ? 'appraisal.sent' : 'appraisal.corrected',
    subject: assignment.id,
    detail: { appraisal: made.id, version: made.version },
  })
  // The reminder that was sent says one less, where it stands.
  for (const personId of new Set([actor.personId, assignment.appraiserId])) {
    const key = personId && (await deps.notify.latestKey(work.tx, REMINDER, personId))
    if (key) work.refresh(key)
  }
  const atOnce = cycle.publishing === 'appraiser' || cycle.stage === 'published'
  if (!atOnce && !wasPublished) return made
  const [published = made] = await publishNow(deps, work, [made])
  return published
}
