/** What was agreed on is asked about on its day; what became of it is told to the appraiser, once a day. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { weakest } from '../../../domain/criteria.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { Appraisal } from '../appraisal/api.ts'
import type { CheckinDeps } from './deps.ts'
import * as repository from './repository.ts'
import { STEPS_LOCK } from './repository.ts'
import type { Answer } from './rules.ts'

export type CheckinService = ReturnType<typeof createService>

export const ASK = 'checkin.ask'
export const DIGEST = 'checkin.digest'
/** Steps looked at in one transaction; what is left comes with the next beat. */
const CHUNK = 500
const askKey = ({ assignmentId, dueOn }: repository.NextStep) => `${ASK}:${assignmentId}:${dueOn}`
const lockOf = (assignmentId: string) => `checkin:${assignmentId}`

export function createService({ db, transact, access, training }: CheckinDeps) {
  /** @throws Refusal for everybody but the person, and once it was answered */
  async function mine(context: RequestContext, assignmentId: string): Promise<repository.NextStep> {
    const step = await repository.stepOf(db.client, assignmentId)
    if (step?.personId !== context.actor.personId) {
      await transact(context, async work => work.record({ action: 'checkin.denied', subject: assignmentId }))
      throw new Refusal(text('appraisal:refused.not-yours'))
    }
    return asked(step)
  }

  async function mayPostpone(context: RequestContext, assignmentId: string): Promise<repository.NextStep> {
    const step = await mine(context, assignmentId)
    if (step.postponed) throw new Refusal(text('checkin:refused.postponed'))
    return step
  }

  /**
   * @param day to which it is put off, for `later`
   * @returns the appraisal in which the step was agreed; null where it is gone
   */
  async function answer(
    context: RequestContext,
    assignmentId: string,
    { answer: what, day }: { answer: Answer; day?: OfficeDay },
  ): Promise<Appraisal | null> {
    const before = day ? await mayPostpone(context, assignmentId) : await mine(context, assignmentId)
    const appraisal = await access.appraisal(before.appraisalId)
    return transact(context, async work => {
      await work.lock(lockOf(assignmentId))
      asked(await repository.stepOf(work.tx, assignmentId))
      await repository.change(work.tx, assignmentId, {
        answer: what,
        answeredAt: work.now,
        toldId: null,
        toldOn: null,
        ...(day ? { state: 'waiting', dueOn: day, postponed: true } : { state: 'answered' }),
      })
      if (appraisal) await noteNeed(work, appraisal, what)
      // A tap changes the message itself; after a form it still stands as it was.
      if (day) work.refresh(askKey(before))
      work.record({ action: 'checkin.answered', subject: assignmentId, detail: { answer: what } })
      return appraisal
    })
  }

  async function noteNeed(work: Work, appraisal: Appraisal, what: Answer): Promise<void> {
    const { assignmentId, personId } = appraisal
    const key = `checkin:${assignmentId}`
    if (what === 'help')
      await training.noteNeed(work, { key, personId, criterion: weakest(appraisal), source: 'check-in' })
    else await training.dropNeed(work, key)
  }

  return {
    mine,
    mayPostpone,
    answer,
    step: (assignmentId: string) => repository.stepOf(db.client, assignmentId),
    /** What a digest of this day tells somebody. */
    toldTo: (personId: string, day: string) => repository.toldTo(db.client, personId, day),
  }
}

/** @throws Refusal once it was answered */
function asked(step: repository.NextStep | null): repository.NextStep {
  if (step?.state !== 'asked') throw new Refusal(text('checkin:refused.answered'))
  return step
}

export type DueDeps = Pick<CheckinDeps, 'transact' | 'people' | 'office'>

/** Asks about what is due today. */
export async function ask({ transact, office }: DueDeps, now: Date): Promise<void> {
  const today = office.today(now)
  if (!office.calendar.isWorkingDay(today)) return
  await transact({ now }, async work => {
    await work.lock(STEPS_LOCK)
    const steps = await repository.due(work.tx, today, CHUNK)
    await repository.markAsked(
      work.tx,
      steps.map(({ assignmentId }) => assignmentId),
    )
    for (const step of steps)
      work.notify({
        key: askKey(step),
        to: { person: step.personId },
        notification: ASK,
        args: [step.assignmentId, step.dueOn],
        timing: 'office-hours',
      })
  })
}

/** On the working day after the answers: so there is one message a day, whenever they came in. */
export async function digest({ transact, people, office }: DueDeps, now: Date): Promise<void> {
  const day = office.today(now)
  if (!office.calendar.isWorkingDay(day)) return
  await transact({ now }, async work => {
    await work.lock(STEPS_LOCK)
    const steps = await repository.untold(work.tx, instantAt(day, '00:00', office.zone), CHUNK)
    const personIds = steps.map(({ personId }) => personId)
    const appraisers = await people.appraiserOn(day, personIds, work.tx)
    for (const { assignmentId, personId } of steps) {
      const toldId = appraisers.get(personId)?.acting ?? null
      await repository.change(work.tx, assignmentId, { toldOn: day, toldId })
      if (toldId)
        work.notify({
          key: `${DIGEST}:${toldId}:${day}`,
          to: { person: toldId },
          notification: DIGEST,
          args: [day],
          timing: 'office-hours',
        })
    }
  })
}
