export { attendanceFacts } from './cards.ts'
export { consoleAttendance } from './console.ts'
export type { Attendance, AttendanceApi } from './service.ts'
