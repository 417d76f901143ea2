/** Privacy's own tables, and those of the platform, which has no features to contribute for it. */
import { personalData } from './api.ts'

export const privacyPersonalData = personalData.contribute('privacy', {
  tables: [
    { table: 'Draft', position: 70, whose: 'personId', columns: ['formId', 'answers', 'touchedAt'] },
    { table: 'Pointer', position: 80, whose: 'personId', columns: ['createdAt', 'expiresAt', 'usedAt'] },
    {
      table: 'DataRequest',
      position: 90,
      whose: 'personId',
      columns: ['kind', 'body', 'createdAt', 'decision', 'answer', 'answeredAt'],
    },
  ],
  leftOut: {
    'DataRequest.answeredById': 'an act of office',
  },
  retention: [
    {
      kept: 'conversation',
      forget: async (tx, { instant }) =>
        (await tx.webMessage.deleteMany({ where: { at: { lt: instant } } })).count,
    },
    {
      kept: 'request',
      forget: async (tx, { instant }) =>
        (await tx.dataRequest.deleteMany({ where: { answeredAt: { lt: instant } } })).count,
    },
  ],
})
