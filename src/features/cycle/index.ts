import { createChanges } from './changes.ts'
import { createLife } from './life.ts'
import { cycleScreens } from './screens.ts'
import { type CycleDeps, createWork } from './work.ts'

export { bandText, bandWords, criterionText, dayText, excuseText, quarterText } from './cards.ts'
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
export type { Load, Report } from './standing.ts'
export type { Assignment } from './store.ts'
export type { CycleWork } from './work.ts'

/** The quarter: its phases, its weights and rubric, and who appraises whom in it. */
export function createCycle(deps: CycleDeps) {
  const work = createWork(deps)
  const { people, office } = deps
  const screens = { work, people, office, life: createLife(deps), changes: createChanges(deps) }
  return { feature: cycleScreens(screens), work }
}
