export type { Attendance, AttendanceDoor } from './work.ts'
export { createDoor as attendanceDoor } from './work.ts'
