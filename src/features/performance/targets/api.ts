import type { Label, RequestContext } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Achievement } from './rules.ts'

export { type TargetButton, targetButtons } from './extension-points.ts'

/** What appraisals and awards may ask of targets. Rights are theirs to check. */
export interface TargetsApi {
  /** How far the agreed targets of a quarter were reached, by what was confirmed; `null` without any. */
  achievementOf(personId: string, quarter: Quarter, tx?: Tx): Promise<Achievement | null>
  /** The same for many at once; who has no agreed targets is not in it. */
  achievementsOf(quarter: Quarter, personIds: readonly string[], tx?: Tx): Promise<Map<string, Achievement>>
  /** The same in one read with the agreed targets, the heaviest first, each with what was confirmed of it. */
  summaryOf(
    personId: string,
    quarter: Quarter,
  ): Promise<{ achievement: Achievement | null; facts: [label: Label, value: Label][] }>
  /** People who reached every one of their targets (weighing 100 together), by what was confirmed. */
  allReached(quarter: Quarter, tx?: Tx): Promise<string[]>
  /**
   * Somebody's agreed targets of the quarter that is on, for a form that offers them: none to whoever may not read
   * them. A look at another person's is written down.
   */
  offered(context: RequestContext, personId: string): Promise<{ id: string; result: string }[]>
}
