import type { Block } from '../../../chat/model.ts'
import type { Criterion } from '../../../domain/criteria.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { Need } from './suggestions/repository.ts'
import type { Offer } from './suggestions/service.ts'

export { suggestedFor } from './suggestions/rules.ts'
export type { Offer } from './suggestions/service.ts'

/** What appraisals, check-ins and the profile may ask of trainings. */
export interface TrainingApi {
  /**
   * Trainings that this person may join today, has no part in yet, and that help with a criterion (`helps`), in the
   * order they begin. At most three statements for all criteria together, one where none is planned:
   * `suggestedFor` picks the best for one.
   */
  openFor(personId: string, now: Date, tx?: Tx): Promise<Offer[]>
  /** The best for one criterion in a few words, each joined with one tap; nothing where none fits. */
  suggestions(criterion: Criterion, personId: string, now: Date, tx?: Tx): Promise<Block[]>
  /** Somebody needs help with a criterion: counted in the officer's demand, told of trainings made for it. */
  noteNeed(work: Pick<Work, 'tx' | 'now'>, need: Need): Promise<void>
  /** The need is over, or was noted by mistake. */
  dropNeed(work: Pick<Work, 'tx'>, key: string): Promise<void>
}
