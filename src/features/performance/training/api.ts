import type { Block } from '../../../chat/model.ts'
import type { Criterion } from '../../../domain/criteria.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Need } from './repository.ts'
import type { Hours, Offer } from './suggestions/suggest.ts'

export type { Need } from './repository.ts'
export type { Hours, Offer } from './suggestions/suggest.ts'

/** What appraisals, check-ins and the profile may ask of trainings. */
export interface TrainingApi {
  /** Up to three trainings, open to this person today, that help with a criterion. */
  trainingsFor(criterion: Criterion, personId: string, now: Date, tx?: Tx): Promise<Offer[]>
  /** The same for each criterion at once: every training once, those for attendance first. */
  openFor(personId: string, now: Date, tx?: Tx): Promise<Offer[]>
  /** Those for one criterion in a few words, each joined with one tap; nothing where none fits. */
  suggestions(criterion: Criterion, personId: string, now: Date, tx?: Tx): Promise<Block[]>
  /** Somebody needs help with a criterion: counted in the officer's demand, told of trainings made for it. */
  noteNeed(tx: Tx, need: Need, now: Date): Promise<void>
  /** The need is over, or was noted by mistake. */
  dropNeed(tx: Tx, key: string): Promise<void>
  hoursOf(personId: string, now: Date, tx?: Tx): Promise<Hours>
}
