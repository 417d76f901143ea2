export { lastObjectionDay, objectionEnds } from './rules.ts'
export type { FeedbackService } from './service.ts'
