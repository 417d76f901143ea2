import type { Feature } from '../../chat/model.ts'
import { type CycleDeps, createWork } from './work.ts'

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
export type { Assignment } from './store.ts'
export type { CycleWork } from './work.ts'

/** The quarter: its phases, its weights and rubric, and who appraises whom in it. */
export function createCycle(deps: CycleDeps) {
  const work = createWork(deps)
  const feature: Feature = { name: 'cycle' }
  return { feature, work }
}
