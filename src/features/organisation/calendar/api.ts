export { changeable } from './rules.ts'
