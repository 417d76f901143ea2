/** What Rekan sends about targets, under which key. */
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Message, Work } from '../../../platform/unit-of-work.ts'
import type { About, Access } from './access.ts'
import { oldestWaiting } from './repository.ts'
import type { Side } from './rules.ts'

/** Names of the notifications. */
export const NOTIFICATION = {
  waiting: 'target.waiting',
  agreed: 'target.agreed',
  declined: 'target.declined',
  lookedAt: 'target.looked-at',
  remind: 'target.remind',
  allReached: 'target.all-reached',
} as const

/**
 * Something waits for this side's answer. One message while anything waits, changed in place as more comes: not one
 * for every row of an SKP.
 */
export async function notifyWaiting(
  work: Work,
  access: Access,
  { personId, quarter, side }: About & { side: Side },
): Promise<void> {
  // Named after what waits longest: once that is answered, what comes later is a message of its own.
  const oldest = await oldestWaiting(work.tx, personId, quarter, side)
  if (!oldest) return
  const readers = await access.readers(work, personId, side)
  const messages = readers.map(
    (person): Message => ({
      key: `target:waiting:${oldest}:${person}`,
      to: { person },
      notification: NOTIFICATION.waiting,
      args: [personId, quarter, side],
      timing: 'office-hours',
    }),
  )
  work.notify(...messages)
  work.refresh(...messages.map(({ key }) => key))
}

/** To whoever proposed: the other side agreed. @param requestKey of the request that agreed */
export const agreedMessage = (
  { personId, quarter }: About,
  { proposer, requestKey }: { proposer: string; requestKey: string },
): Message => ({
  key: `target:agreed:${requestKey}:${personId}:${proposer}`,
  to: { person: proposer },
  notification: NOTIFICATION.agreed,
  args: [personId, quarter],
  timing: 'soon',
})

export const importedMessage = ({ personId, quarter }: About, fileId: string): Message => ({
  key: `target:imported:${fileId}:${personId}`,
  to: { person: personId },
  notification: NOTIFICATION.agreed,
  args: [personId, quarter],
  timing: 'office-hours',
})

export const declinedMessage = (proposalId: string, proposer: string): Message => ({
  key: `target:declined:${proposalId}`,
  to: { person: proposer },
  notification: NOTIFICATION.declined,
  args: [proposalId],
  timing: 'soon',
})

export const lookedAtMessage = (reportId: string, personId: string): Message => ({
  key: `target:report:${reportId}`,
  to: { person: personId },
  notification: NOTIFICATION.lookedAt,
  args: [reportId],
  timing: 'soon',
})

export const allReachedMessage = ({ personId, quarter }: About): Message => ({
  key: `target:all-reached:${personId}:${quarter}`,
  to: { person: personId },
  notification: NOTIFICATION.allReached,
  args: [personId, quarter],
  timing: 'soon',
})

/** @param month such as `2026-11`: a person is reminded once in it */
export const remindMessage = (personId: string, quarter: Quarter, month: string): Message => ({
  key: `target:remind:${month}:${personId}`,
  to: { person: personId },
  notification: NOTIFICATION.remind,
  args: [personId, quarter],
  timing: 'office-hours',
})
