export { valueText } from './cards.ts'
export { createKudosDoor, type KudosDoor } from './counts.ts'
export { BERAKHLAK } from './rules.ts'
