import { personalData } from '../privacy/api.ts'
import { deleteFinished } from './repository.ts'

export const notifyPersonalData = personalData.contribute('notify', {
  tables: [
    {
      table: 'Preference',
      position: 30,
      whose: 'personId',
      columns: ['locale', 'quietFrom', 'quietUntil', 'firstChannel', 'digest', 'publicKudos'],
    },
    {
      table: 'Delivery',
      position: 60,
      whose: 'personId',
      columns: ['notice', 'state', 'channel', 'createdAt', 'finishedAt'],
    },
  ],
  retention: [
    {
      kept: 'conversation',
      forget: (tx, { instant }) => deleteFinished(tx, instant),
    },
  ],
})
