import { personalData } from '../../organisation/privacy/api.ts'
import { forgetAnswers } from './answers/repository.ts'

export const eventsPersonalData = personalData.contribute('events', {
  tables: [
    {
      table: 'Event',
      position: 330,
      whose: 'makerId',
      columns: ['title', 'about', 'place', 'startsAt', 'endsAt', 'createdAt'],
    },
    {
      table: 'EventAnswer',
      position: 340,
      whose: 'personId',
      columns: ['eventId', 'state', 'at', 'attended', 'rated'],
    },
    { table: 'EventMaker', position: 350, whose: 'personId', columns: ['scope', 'at'] },
    { table: 'EventPhoto', position: 360, whose: 'byId', columns: ['eventId', 'createdAt'] },
  ],
  leftOut: {
    'EventMaker.byId': 'an act of office',
  },
  retention: [{ kept: 'rsvp', forget: (tx, { instant }) => forgetAnswers(tx, instant) }],
})
