export { lastObjectionDay, objectionEnds } from './rules.ts'
export type { FeedbackWork } from './service.ts'
