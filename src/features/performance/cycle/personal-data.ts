import { personalData } from '../../organisation/privacy/api.ts'

export const cyclePersonalData = personalData.contribute('cycle', {
  tables: [
    {
      table: 'Assignment',
      position: 140,
      whose: 'personId',
      columns: ['quarter', 'excused', 'reason', 'doneAt', 'createdAt', 'updatedAt'],
    },
  ],
  leftOut: {
    'Assignment.appraiserId': 'an act of office',
    'Assignment.superiorId': 'an act of office',
  },
})
