export type { Message } from '../../../platform/unit-of-work.ts'
export { createNotify, DELIVER, type Notify, REFRESH } from './outbox.ts'
export { calendarsOf } from './unit-calendars.ts'
