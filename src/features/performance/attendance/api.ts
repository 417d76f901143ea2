export { attendanceFacts } from './cards.ts'
export { consoleAttendance, consolePins } from './console.ts'
export type { AttendanceApi } from './service.ts'
