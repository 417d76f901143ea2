import { createChanges } from './reassignment.ts'
import { cycleScreens } from './screens.ts'
import { type CycleDeps, createWork } from './service.ts'
import { createLife } from './transitions.ts'

export { bandText, bandWords, criterionText, dayText, excuseText, quarterText } from './cards.ts'
export type { Load, Report } from './current-appraiser.ts'
export type { Assignment } from './repository.ts'
export {
  BANDS,
  type Band,
  bandOf,
  CRITERIA,
  type Criterion,
  type Cycle,
  type DescribedCriterion,
  type Phase,
  phaseOn,
  type Rubric,
  takesAppraisals,
  takesCorrections,
  type Weights,
} from './rules.ts'
export type { CycleWork } from './service.ts'

/** The quarter: its phases, its weights and rubric, and who appraises whom in it. */
export function createCycle(deps: CycleDeps) {
  const work = createWork(deps)
  const { people, office } = deps
  const screens = { work, people, office, life: createLife(deps), changes: createChanges(deps) }
  return { feature: cycleScreens(screens), work }
}
