import type { Message } from '../../organisation/notify/api.ts'
import { notificationKey } from '../appraisal/api.ts'
import type { Objection, Question } from './repository.ts'

/** Name of the lock under which one objection changes. */
export const objectionLock = (id: string) => `objection:${id}`

export const RECEIVED = 'objection.received'
export const TO_APPRAISER = 'objection.told'
export const DECIDE = 'objection.decide'
export const NAME = 'objection.name'
export const ASKED = 'objection.asked'
export const EXPLAINED = 'objection.explained'
export const DECIDED = 'objection.decided'
export const REMIND = 'objection.remind'

const message = (notice: string, args: string[], person: string, timing: Message['timing']): Message => ({
  key: `${notice}:${args.join(':')}:${person}`,
  to: { person },
  notification: notice,
  args,
  timing,
})

export const receivedMessage = ({ id, personId }: Objection) => message(RECEIVED, [id], personId, 'soon')
export const appraiserMessage = ({ id, appraiserId }: Objection) =>
  message(TO_APPRAISER, [id], appraiserId, 'office-hours')
export const decideMessage = ({ id }: Objection, deciderId: string) =>
  message(DECIDE, [id], deciderId, 'office-hours')
export const nameMessage = ({ id }: Objection, officer: string) =>
  message(NAME, [id], officer, 'office-hours')
export const askedMessage = ({ id, askedId }: Question) => message(ASKED, [id], askedId, 'office-hours')
export const explainedMessage = ({ id }: Question, deciderId: string) =>
  message(EXPLAINED, [id], deciderId, 'office-hours')
export const decidedMessage = ({ id }: Objection, person: string) =>
  message(DECIDED, [id], person, 'office-hours')

/** Messages that show how it stands. */
export const statusKeys = (objection: Objection): string[] => [
  notificationKey(objection.appraisalId),
  receivedMessage(objection).key,
  appraiserMessage(objection).key,
  ...(objection.deciderId ? [decideMessage(objection, objection.deciderId).key] : []),
]
