/** What Rekan sends about feedback, under which key. */
import type { Message } from '../../../platform/unit-of-work.ts'

/** Names of the notifications. */
export const NOTIFICATION = {
  received: 'ongoing.received',
  requested: 'ongoing.requested',
  round: 'ongoing.round',
} as const

export const requestedKey = (requestId: string, personId: string) =>
  `${NOTIFICATION.requested}:${requestId}:${personId}`

export const receivedMessage = (id: string, receiverId: string): Message => ({
  key: `${NOTIFICATION.received}:${id}`,
  to: { person: receiverId },
  notification: NOTIFICATION.received,
  args: [id],
  timing: 'office-hours',
})

export const requestedMessage = (requestId: string, person: string): Message => ({
  key: requestedKey(requestId, person),
  to: { person },
  notification: NOTIFICATION.requested,
  args: [requestId],
  timing: 'office-hours',
})

export const roundMessage = (receiverId: string, round: number): Message => ({
  key: `${NOTIFICATION.round}:${receiverId}:${round}`,
  to: { person: receiverId },
  notification: NOTIFICATION.round,
  args: [String(round)],
  timing: 'office-hours',
})
