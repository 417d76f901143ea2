export type { Office } from './deps.ts'
export { createNotify, DELIVER, type Message, type Notify, REFRESH } from './outbox.ts'
export type { Preference } from './repository.ts'
export { calendarsOf } from './unit-calendars.ts'
