export { printedHead, readHead } from './rules.ts'
export { type Audit, createAudit, type Verdict } from './service.ts'
