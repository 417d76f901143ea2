/** What the appraisal would like to know of others, and may be told. Wired in app.ts; null where nobody knows. */
import type { Block, Button, Card, Label, Locale, RequestContext, Text } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Appraisal } from './repository.ts'
import type { Criterion } from './rules.ts'

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
  /** Puts together the message that tells the person, with a picture and further buttons perhaps. */
  tell(told: ResultMessage, appraisalId: string, locale: Locale): Promise<Card>
  /** What stands under a report besides, such as what was answered; whoever reads it is in `asking`. */
  more(assignmentId: string, context: RequestContext): Promise<Block[]>
  /** Whether the asker may read it for another reason, such as deciding an objection to it. */
  reads(assignmentId: string, context: RequestContext): Promise<boolean>
  /** Whether it lies with somebody else, such as an objection: its appraiser corrects it no more. */
  taken(assignmentId: string, tx?: Tx): Promise<boolean>
  /** Called in the transaction that lets an appraisal reach the person. */
  published(
    tx: Tx,
    appraisal: Pick<Appraisal, 'id' | 'assignmentId' | 'personId' | 'nextStepOn'>,
    now: Date,
  ): Promise<void>
}

export const NOBODY_KNOWS: AppraisalPorts = {
  attendance: async () => null,
  ownAttendance: () => null,
  achievement: async () => null,
  targets: async () => [],
  trainings: async () => [],
  tell: async told => resultCard(told),
  more: async () => [],
  reads: async () => false,
  taken: async () => false,
  published: async () => {},
}
