import { personalData } from '../../organisation/privacy/api.ts'
import { forgetBefore } from './repository.ts'

export const ongoingPersonalData = personalData.contribute('ongoing', {
  tables: [
    {
      table: 'OngoingFeedback',
      position: 210,
      whose: 'receiverId',
      columns: ['kind', 'value', 'targetName', 'situation', 'behaviour', 'impact', 'createdAt'],
    },
    {
      table: 'OngoingFeedback',
      position: 210,
      whose: 'giverId',
      columns: ['kind', 'value', 'targetName', 'situation', 'behaviour', 'impact', 'createdAt'],
    },
    {
      table: 'AnonymousWords',
      position: 220,
      whose: 'receiverId',
      columns: ['kind', 'situation', 'behaviour', 'impact', 'releasedOn'],
      only: '"releasedOn" IS NOT NULL',
    },
    { table: 'AnonymousVoice', position: 230, whose: 'giverId', columns: ['giverId'] },
    {
      table: 'FeedbackRequest',
      position: 240,
      whose: 'askerId',
      columns: ['topic', 'targetName', 'untilDay', 'createdAt'],
    },
    { table: 'FeedbackAsked', position: 250, whose: 'personId', columns: ['state'] },
  ],
  leftOut: {
    'AnonymousVoice.receiverId': 'says to whom somebody wrote without a name',
  },
  retention: [{ kept: 'feedback', forget: forgetBefore }],
})
