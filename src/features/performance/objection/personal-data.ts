import { personalData } from '../../organisation/privacy/api.ts'

export const objectionPersonalData = personalData.contribute('objection', {
  tables: [
    {
      table: 'Objection',
      position: 180,
      whose: 'personId',
      columns: [
        'year',
        'serial',
        'quarter',
        'reason',
        'fileName',
        'filedAt',
        'decision',
        'decisionReason',
        'decidedAt',
      ],
    },
    {
      table: 'ObjectionQuestion',
      position: 190,
      whose: 'askedId',
      columns: ['question', 'askedAt', 'answer', 'answeredAt'],
    },
  ],
  leftOut: {
    'Objection.appraiserId': 'an act of office; it stands in the audit log',
    'Objection.deciderId': 'an act of office',
    'Objection.namedById': 'an act of office',
    'Objection.toldId': 'an act of office',
    'Objection.decidedById': 'an act of office',
  },
  retention: [
    {
      kept: 'objection',
      forget: async (tx, { instant }) =>
        (await tx.objectionQuestion.deleteMany({ where: { objection: { decidedAt: { lt: instant } } } }))
          .count + (await tx.objection.deleteMany({ where: { decidedAt: { lt: instant } } })).count,
    },
  ],
})
