import { personalData } from '../../organisation/privacy/api.ts'

export const checkinPersonalData = personalData.contribute('checkin', {
  tables: [
    {
      table: 'NextStep',
      position: 200,
      whose: 'personId',
      columns: ['plannedOn', 'dueOn', 'state', 'postponed', 'answer', 'answeredAt', 'toldOn'],
    },
  ],
  leftOut: {
    'NextStep.toldId': 'names the appraiser',
  },
})
