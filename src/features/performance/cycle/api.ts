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
export type { CycleService } from './service.ts'
