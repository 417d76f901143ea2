/** What the appraisal would like to know of others, and may be told. */

import { type Extensions, publish } from '../../../chat/extension-points.ts'
import type { Block, Button, Card, Label, Text } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { bandOf, type Criterion, weakest } from '../../../domain/criteria.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { type AttendanceApi, attendanceFacts } from '../attendance/api.ts'
import type { TargetsApi } from '../targets/api.ts'
import type { TrainingApi } from '../training/api.ts'
import {
  type AppraisalPublished,
  appraisalPublished,
  type Oversight,
  oversight,
  type ReportSection,
  type ResultRenderer,
  reportSections,
  resultRenderer,
} from './extension-points.ts'
import type { Appraisal } from './repository.ts'
import * as repository from './repository.ts'

/** A line of a formula: what it is, and how much. */
export type Fact = [label: Label, value: Label]

/** The parts of the message that brings a result to its person. */
export interface ResultMessage {
  title: Text
  opening: Block[]
  /** Scores, ratings and the suggested predicate in words. */
  scores: Block[]
  said: Block[]
  buttons: Button[]
}

export const resultCard = ({ title, opening, scores, said, buttons }: ResultMessage): Card => ({
  title,
  confidential: true,
  blocks: [...opening, ...scores, ...said, { kind: 'buttons', buttons }],
})

/** What the appraisal asks of others: earlier features directly, later ones through its extension points. */
export interface AppraisalPorts {
  /** Score of the imported attendance (0 to 100) with the lines of its formula; null: not imported. */
  attendance(personId: string, quarter: Quarter): Promise<{ score: number; facts: Fact[] } | null>
  /** To one's own attendance of a quarter, or of the one that is on; null: nobody keeps it. */
  ownAttendance(quarter: Quarter | null): Button | null
  /** How far the quarter's agreed targets were reached, in per cent; null: none were agreed. */
  achievement(personId: string, quarter: Quarter): Promise<number | null>
  /** The agreed targets, each with what was confirmed of it. */
  targets(personId: string, quarter: Quarter): Promise<Fact[]>
  /** Trainings that are open to this person and help with a criterion. */
  trainings(criterion: Criterion, personId: string, now: Date): Promise<{ id: string; title: string }[]>
  tell: ResultRenderer
  more: ReportSection
  reads: Oversight['mayRead']
  taken: Oversight['isTaken']
  /** Called in the transaction that lets an appraisal reach the person. */
  published(tx: Tx, appraisal: AppraisalPublished['appraisal'], now: Date): Promise<void>
}

/** Features that come before the appraisal, and those that contribute to it later. */
export interface Sources {
  db: Database
  clock: Pick<Clock, 'now'>
  attendance: AttendanceApi
  targets: TargetsApi
  training: TrainingApi
  extensions: Extensions
}

/** Scores of the highest band need no training. */
const HIGHEST = 4

export function createPorts({
  db,
  clock,
  attendance,
  targets,
  training,
  extensions,
}: Sources): AppraisalPorts {
  /** The weakest criterion, if a training could help with it. */
  function criterionOf(appraisal: Appraisal | null): Criterion | null {
    if (!appraisal) return null
    const criterion = weakest(appraisal)
    return bandOf(appraisal[criterion]) < HIGHEST ? criterion : null
  }

  return {
    attendance: async (personId, quarter) => {
      const found = await attendance.scoreOf(personId, quarter)
      return found && { score: found.score, facts: attendanceFacts(found, 'appraiser') }
    },
    ownAttendance: attendance.ownButton,
    achievement: async (personId, quarter) =>
      (await targets.achievementOf(personId, quarter))?.percent ?? null,
    targets: targets.factsOf,
    trainings: async (criterion, personId, now) =>
      (await training.trainingsFor(criterion, personId, now)).map(({ training: { id, title } }) => ({
        id,
        title,
      })),
    tell: async (parts, id, locale) => {
      const render = extensions.one(resultRenderer)
      const appraisal = await repository.appraisalById(db.client, id)
      const criterion = criterionOf(appraisal)
      if (!appraisal || !criterion) return render(parts, id, locale)
      const more = await training.suggestions(criterion, appraisal.personId, clock.now())
      return render({ ...parts, said: [...parts.said, ...more] }, id, locale)
    },
    more: async (assignmentId, context) => {
      const sections = extensions.all(reportSections).map(section => section(assignmentId, context))
      return (await Promise.all(sections)).flat()
    },
    reads: (assignmentId, context) => extensions.one(oversight).mayRead(assignmentId, context),
    taken: (assignmentId, tx) => extensions.one(oversight).isTaken(assignmentId, tx),
    published: async (tx, appraisal, now) => {
      await publish(extensions, appraisalPublished, { tx, appraisal, now })
      const [latest] = await repository.versionsOf(tx, appraisal.assignmentId)
      const criterion = criterionOf(latest ?? null)
      const { personId } = appraisal
      const key = `appraisal:${appraisal.assignmentId}`
      if (criterion) await training.noteNeed({ tx, now }, { key, personId, criterion, source: 'appraisal' })
      else await training.dropNeed({ tx }, key)
    },
  }
}
