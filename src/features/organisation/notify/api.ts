export type { Message } from '../../../platform/unit-of-work.ts'
export { createNotify, DELIVER, type Notify, REFRESH, REFRESH_LATER } from './outbox.ts'
export { calendarsOf } from './unit-calendars.ts'
