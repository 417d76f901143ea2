import { personalData } from '../../organisation/privacy/api.ts'

export const trainingPersonalData = personalData.contribute('training', {
  tables: [
    {
      table: 'TrainingPlace',
      position: 270,
      whose: 'personId',
      columns: [
        'trainingId',
        'state',
        'askedAt',
        'reason',
        'attendance',
        'attendedAt',
        'certificateName',
        'certificateNumber',
      ],
    },
    {
      table: 'OutsideTraining',
      position: 280,
      whose: 'personId',
      columns: [
        'title',
        'provider',
        'hours',
        'endedOn',
        'fileName',
        'state',
        'reason',
        'decidedAt',
        'createdAt',
      ],
    },
    {
      table: 'TrainingNeed',
      position: 320,
      whose: 'personId',
      columns: ['criterion', 'source', 'createdAt'],
    },
  ],
  leftOut: {
    'Training.createdById': 'an act of office; it stands in the audit log',
    'TrainingPlace.decidedById': 'an act of office',
    'OutsideTraining.decidedById': 'an act of office',
  },
})
