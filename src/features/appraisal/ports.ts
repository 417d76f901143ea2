/** What the appraisal would like to know of others, and may be told. Wired in app.ts; null where nobody knows. */
import type { Asking, Block, Card, Label } from '../../chat/model.ts'
import type { Quarter } from '../../lib/calendar/quarter.ts'
import type { Tx } from '../../platform/db.ts'
import type { Criterion } from './rules.ts'

/** A line of a formula: what it is, and how much. */
export type Fact = [label: Label, value: Label]

export interface AppraisalPorts {
  /** Score of the imported attendance (0 to 100) with the lines of its formula; null: not imported. */
  attendance(personId: string, quarter: Quarter): Promise<{ score: number; facts: Fact[] } | null>
  /** How far the quarter's agreed targets were reached, in per cent; null: none were agreed. */
  achievement(personId: string, quarter: Quarter): Promise<number | null>
  /** Trainings that are open to this person and help with a criterion. */
  trainings(criterion: Criterion, personId: string, now: Date): Promise<{ id: string; title: string }[]>
  /** Adds to the card that tells the person, such as a picture and buttons. */
  enrich(card: Card, appraisalId: string): Promise<Card>
  /** Further buttons under a person's own report, such as objecting. */
  more(assignmentId: string, asking: Asking): Promise<Block[]>
  /** Called in the transaction that lets an appraisal reach the person. */
  published(
    tx: Tx,
    appraisal: { id: string; assignmentId: string; personId: string },
    now: Date,
  ): Promise<void>
}

export const NOBODY_KNOWS: AppraisalPorts = {
  attendance: async () => null,
  achievement: async () => null,
  trainings: async () => [],
  enrich: async card => card,
  more: async () => [],
  published: async () => {},
}
