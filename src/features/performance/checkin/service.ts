/** What was agreed on is asked about on its day; what became of it is told to the appraiser, once a day. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { weakest } from '../../../domain/criteria.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Access, Appraisal } from '../appraisal/api.ts'
import type { TrainingApi } from '../training/api.ts'
import * as repository from './repository.ts'
import type { Answer } from './rules.ts'

export interface CheckinDeps {
  db: Database
  audit: Audit
  notify: Notify
  people: PeopleService
  office: Office
  access: Pick<Access, 'appraisal'>
  training: Pick<TrainingApi, 'suggestions' | 'noteNeed' | 'dropNeed'>
}
export type CheckinWork = ReturnType<typeof createService>

export const ASK = 'checkin.ask'
export const DIGEST = 'checkin.digest'
/** Steps looked at in one transaction; what is left comes with the next beat. */
const CHUNK = 500
const askKey = ({ assignmentId, dueOn }: repository.NextStep) => `${ASK}:${assignmentId}:${dueOn}`

export function createService({ db, audit, notify, people, office, access, training }: CheckinDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  /** @throws Refusal for everybody but the person, and once it was answered */
  async function mine({ actor, now }: RequestContext, assignmentId: string): Promise<repository.NextStep> {
    const step = await repository.stepOf(db.client, assignmentId)
    if (step?.personId !== actor.personId) {
      const entry = { action: 'checkin.denied', subject: assignmentId, detail: {} }
      await db.transaction(tx => audit.note(tx, { at: now, actorId: actor.personId, ...entry }))
      throw new Refusal(text('appraisal:refused.not-yours'))
    }
    isAsked(step)
    return step
  }
  const isAsked = (step: repository.NextStep | null) => {
    if (step?.state !== 'asked') throw new Refusal(text('checkin:refused.answered'))
  }

  async function mayPostpone(context: RequestContext, assignmentId: string): Promise<repository.NextStep> {
    const step = await mine(context, assignmentId)
    if (step.postponed) throw new Refusal(text('checkin:refused.postponed'))
    return step
  }

  /** @param day where it is put off */
  async function answer(
    context: RequestContext,
    assignmentId: string,
    said: { answer: Answer; day?: OfficeDay },
  ): Promise<void> {
    const { answer: what, day } = said
    const before = day ? await mayPostpone(context, assignmentId) : await mine(context, assignmentId)
    const appraisal = await access.appraisal(before.appraisalId)
    await db.transaction(async tx => {
      await db.lock(tx, `checkin:${assignmentId}`)
      isAsked(await repository.stepOf(tx, assignmentId))
      const { actor, now } = context
      const told = { answer: what, answeredAt: now, toldId: null, toldOn: null }
      const next = day
        ? { state: 'waiting' as const, dueOn: day, postponed: true }
        : { state: 'answered' as const }
      await repository.change(tx, assignmentId, { ...told, ...next })
      if (appraisal) await need(tx, appraisal, what, now)
      // A tap changes the message itself; after a form it still stands as it was.
      if (day) await notify.refresh(tx, [askKey(before)])
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'checkin.answered',
        subject: assignmentId,
        detail: { answer: what },
      })
    })
  }

  async function need(tx: Tx, appraisal: Appraisal, what: Answer, now: Date): Promise<void> {
    const { assignmentId, personId } = appraisal
    const key = `checkin:${assignmentId}`
    if (what === 'help')
      await training.noteNeed(
        { tx, now },
        { key, personId, criterion: weakest(appraisal), source: 'check-in' },
      )
    else await training.dropNeed({ tx }, key)
  }

  async function ask(now: Date): Promise<void> {
    if (!office.calendar.isWorkingDay(today(now))) return
    await db.transaction(async tx => {
      await db.lock(tx, 'checkin.ask')
      const steps = await repository.due(tx, today(now), CHUNK)
      for (const step of steps) await repository.change(tx, step.assignmentId, { state: 'asked' })
      const messages = steps.map(step => ({
        key: askKey(step),
        to: { person: step.personId },
        notification: ASK,
        args: [step.assignmentId, step.dueOn],
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
    })
  }

  /** On the working day after the answers: so there is one message a day, whenever they came in. */
  async function digest(now: Date): Promise<void> {
    const day = today(now)
    if (!office.calendar.isWorkingDay(day)) return
    await db.transaction(async tx => {
      await db.lock(tx, 'checkin.digest')
      const steps = await repository.untold(tx, instantAt(day, '00:00', office.zone), CHUNK)
      const appraisers = await people.appraiserOn(
        day,
        steps.map(({ personId }) => personId),
        tx,
      )
      for (const { assignmentId, personId } of steps)
        await repository.change(tx, assignmentId, {
          toldOn: day,
          toldId: appraisers.get(personId)?.acting ?? null,
        })
      const whom = new Set(steps.flatMap(({ personId }) => appraisers.get(personId)?.acting ?? []))
      const messages = [...whom].map(person => ({
        key: `${DIGEST}:${person}:${day}`,
        to: { person },
        notification: DIGEST,
        args: [day],
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
    })
  }

  return {
    mine,
    mayPostpone,
    answer,
    ask,
    digest,
    today,
    step: (assignmentId: string) => repository.stepOf(db.client, assignmentId),
    toldTo: (personId: string, day: string) => repository.toldTo(db.client, personId, day),
  }
}
