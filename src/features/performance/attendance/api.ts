export { attendanceFacts } from './cards.ts'
export { consoleAttendance } from './console.ts'
export type { AttendanceApi } from './service.ts'
