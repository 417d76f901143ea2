import { personalData } from '../../organisation/privacy/api.ts'

export const feedbackPersonalData = personalData.contribute('feedback', {
  tables: [
    {
      table: 'Receipt',
      position: 160,
      whose: 'personId',
      columns: ['publishedAt', 'receivedAt', 'readAt', 'remindedAt'],
    },
    { table: 'AppraisalNote', position: 170, whose: 'authorId', columns: ['kind', 'body', 'createdAt'] },
    {
      table: 'AppraisalNote',
      position: 170,
      whose: 'personId',
      through: { column: 'assignmentId', table: 'Assignment' },
      columns: ['kind', 'body', 'createdAt'],
    },
  ],
  retention: [
    {
      kept: 'feedback',
      forget: async (tx, { instant }) =>
        (await tx.appraisalNote.deleteMany({ where: { createdAt: { lt: instant } } })).count,
    },
  ],
})
