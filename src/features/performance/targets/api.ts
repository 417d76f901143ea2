export type { Achievement } from './rules.ts'
export type { TargetButton } from './screens.ts'
