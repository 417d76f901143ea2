import { personalData } from '../../organisation/privacy/api.ts'
import { forgetBefore } from './repository.ts'

export const kudosPersonalData = personalData.contribute('kudos', {
  tables: [
    {
      table: 'Kudos',
      position: 100,
      whose: 'giverId',
      columns: ['value', 'message', 'createdAt', 'withdrawnAt', 'hiddenAt'],
    },
    { table: 'KudosReceiver', position: 110, whose: 'personId', columns: ['kudosId', 'ranked', 'createdAt'] },
    {
      table: 'KudosStanding',
      position: 120,
      whose: 'personId',
      columns: ['period', 'scope', 'value', 'received'],
    },
    {
      table: 'KudosReport',
      position: 130,
      whose: 'reporterId',
      columns: ['reason', 'createdAt', 'resolvedAt'],
    },
  ],
  leftOut: {
    'Kudos.hiddenById': 'an act of office',
  },
  retention: [{ kept: 'kudos', forget: forgetBefore }],
})
