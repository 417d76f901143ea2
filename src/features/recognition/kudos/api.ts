export { valueText } from './cards.ts'
export type { KudosApi } from './counts.ts'
