import { personalData } from '../../organisation/privacy/api.ts'

export const attendancePersonalData = personalData.contribute('attendance', {
  tables: [
    { table: 'AttendanceDay', position: 260, whose: 'personId', columns: ['day', 'code', 'arrived', 'left'] },
    { table: 'AttendancePin', position: 261, whose: 'personId', columns: ['pin'] },
  ],
  leftOut: {
    'AttendanceBatch.byId': 'an act of office; it stands in the audit log',
    'AttendanceDay.replacedById': 'names a file, not a person',
  },
})
