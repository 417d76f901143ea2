export { type ObjectionStatus, objectionStatus } from './extension-points.ts'
export { lastObjectionDay, objectionEnds } from './rules.ts'
export type { FeedbackService } from './service.ts'
