/** One message while something waits, changed in place as more comes: not one for every row of an SKP. */
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Message, Notify } from '../../organisation/notify/api.ts'
import type { Access } from './access.ts'
import { oldestWaiting } from './repository.ts'
import type { Side } from './rules.ts'

export interface About {
  personId: string
  quarter: Quarter
}

/** Something waits for this side's answer. */
export async function tellWaiting(
  tx: Tx,
  { notify, access, now }: { notify: Notify; access: Access; now: Date },
  { personId, quarter, side }: About & { side: Side },
): Promise<void> {
  // Named after what waits longest: once that is answered, what comes later is a message of its own.
  const oldest = await oldestWaiting(tx, personId, quarter, side)
  if (!oldest) return
  const readers = await access.readers(tx, personId, side, now)
  const messages = readers.map(
    (person): Message => ({
      key: `target:waiting:${oldest}:${person}`,
      to: { person },
      notification: 'target.waiting',
      args: [personId, quarter, side],
      timing: 'office-hours',
    }),
  )
  await notify.enqueue(tx, messages, now)
  await notify.refresh(
    tx,
    messages.map(({ key }) => key),
  )
}
