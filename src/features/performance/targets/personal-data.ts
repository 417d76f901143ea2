import { personalData } from '../../organisation/privacy/api.ts'

export const targetsPersonalData = personalData.contribute('targets', {
  tables: [
    {
      table: 'Target',
      position: 290,
      whose: 'personId',
      columns: [
        'quarter',
        'state',
        'result',
        'indicator',
        'aspect',
        'unit',
        'direction',
        'value',
        'weight',
        'reportedValue',
        'confirmedValue',
        'reached',
        'createdAt',
        'updatedAt',
      ],
    },
    {
      table: 'TargetProposal',
      position: 300,
      whose: 'personId',
      through: { column: 'targetId', table: 'Target' },
      columns: ['targetId', 'kind', 'terms', 'side', 'state', 'decidedAt', 'reason', 'createdAt'],
    },
    {
      table: 'TargetProgress',
      position: 310,
      whose: 'personId',
      through: { column: 'targetId', table: 'Target' },
      columns: ['targetId', 'value', 'note', 'evidenceName', 'state', 'decidedAt', 'reason', 'createdAt'],
    },
  ],
  leftOut: {
    'TargetProposal.byId': 'the side that proposed is told, not the person',
    'TargetProposal.decidedById': 'an act of office',
    'TargetProgress.decidedById': 'an act of office',
  },
})
