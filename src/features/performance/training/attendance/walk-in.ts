/** People who are in the room without having joined. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Training } from '../catalogue/repository.ts'
import * as places from '../places/repository.ts'
import { type PlacesWork, placeMessage, type TrainingDeps } from '../places/service.ts'
import type { AttendanceWork } from './service.ts'

export type WalkInWork = ReturnType<typeof createWalkIn>

export function createWalkIn(
  { db, ids, audit, notify }: TrainingDeps,
  { training, place, locked }: PlacesWork,
  { runs }: Pick<AttendanceWork, 'runs'>,
) {
  /** From the start on, by officers and the trainer. */
  async function mayAdd(context: RequestContext, id: string, tx?: Tx): Promise<Training> {
    const found = await training(id, tx)
    runs(context, found)
    if (context.now < found.startsAt || found.cancelledAt || !found.publishedAt)
      throw new Refusal(text('training:list.notYet'))
    return found
  }

  /** They were there: present, whatever was said before, and also beyond the seats. */
  async function walkIn(context: RequestContext, id: string, personIds: readonly string[]): Promise<void> {
    const { actor, now } = context
    await mayAdd(context, id)
    await db.transaction(async tx => {
      const found = await locked(tx, id)
      await mayAdd(context, id, tx)
      for (const personId of personIds) {
        const before = await places.placeOf(tx, id, personId)
        if (before?.state === 'joined' && before.attendance === 'present') continue
        const placeId = before?.id ?? ids.next()
        const row = { id: placeId, trainingId: id, personId, state: 'joined' as const, askedAt: now }
        if (!before) await places.addPlace(tx, row)
        const how = before?.state === 'joined' ? 'list' : 'walk-in'
        const present = { attendance: 'present' as const, attendedHow: how, attendedAt: now }
        await places.changePlace(tx, placeId, { state: 'joined', ...present })
        const entry = { at: now, actorId: actor.personId, action: 'training.attendance', subject: personId }
        await audit.note(tx, { ...entry, detail: { training: id, attendance: 'present', how } })
        if (found.closedAt)
          await notify.enqueue(
            tx,
            [placeMessage(await place(placeId, tx), 'training.evaluate', 'office-hours')],
            now,
          )
      }
    })
  }

  return { mayAdd, walkIn }
}
