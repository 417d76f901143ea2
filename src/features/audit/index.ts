export type { Audit } from './work.ts'
export { createAudit } from './work.ts'
