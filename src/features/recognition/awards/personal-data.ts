import { personalData } from '../../organisation/privacy/api.ts'

export const awardsPersonalData = personalData.contribute('awards', {
  tables: [
    {
      table: 'AwardCandidate',
      position: 400,
      whose: 'personId',
      columns: ['rank', 'allReached', 'appraised', 'kudos'],
    },
    {
      table: 'Award',
      position: 410,
      whose: 'personId',
      columns: [
        'quarter',
        'title',
        'name',
        'position',
        'unitName',
        'reason',
        'state',
        'nominatedAt',
        'decidedAt',
        'numberText',
        'announcedAt',
        'withdrawnAt',
        'withdrawnReason',
      ],
      // What nobody has decided is no award yet: the person hears of it when it is.
      only: `"code" IS NOT NULL`,
    },
  ],
  leftOut: {
    'Award.nominatedById': 'an act of office; it stands in the audit log',
    'Award.decidedById': 'an act of office; it stands in the audit log',
    'Award.withdrawnById': 'an act of office; it stands in the audit log',
  },
})
