import { personalData } from '../../organisation/privacy/api.ts'

export const appraisalPersonalData = personalData.contribute('appraisal', {
  tables: [
    {
      table: 'Appraisal',
      position: 150,
      whose: 'personId',
      columns: [
        'quarter',
        'version',
        'attendance',
        'attendanceComputed',
        'attendanceFacts',
        'attendanceReason',
        'quality',
        'initiative',
        'results',
        'behaviour',
        'achievement',
        'explanation',
        'good',
        'improve',
        'nextStep',
        'nextStepOn',
        'trainingTitle',
        'reason',
        'createdAt',
        'publishedAt',
      ],
      only: '"publishedAt" IS NOT NULL',
    },
  ],
  leftOut: {
    'Appraisal.byId': 'an act of office; the person reads the appraisal itself',
  },
})
