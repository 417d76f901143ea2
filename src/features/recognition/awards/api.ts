export type { MeritPorts } from './drafting.ts'
