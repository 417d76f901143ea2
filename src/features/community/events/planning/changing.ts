/** What makers do later: change, and call off. Whoever answered is notified. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import { counts, peopleIn } from '../answers/repository.ts'
import { fillSeats } from '../answers/seats.ts'
import type { EventsDeps } from '../deps.ts'
import type { Announcements } from '../messages/announcements.ts'
import * as message from '../messages/keys.ts'
import * as repository from '../repository.ts'
import { CONCERNED, changedParts, type Part } from '../rules.ts'
import type { Making, Wish } from './making.ts'

export type Changing = ReturnType<typeof createChanging>

export function createChanging(
  { transact, files }: Pick<EventsDeps, 'transact' | 'files'>,
  making: Making,
  announcements: Announcements,
) {
  const { own, held, check, unitsFor } = making

  /** Changes what was planned; once it was announced, those who answered are told. */
  async function change(
    context: RequestContext,
    id: string,
    next: Partial<Wish & repository.Terms>,
  ): Promise<repository.Event> {
    const { actor, now } = context
    return held(context, id, async (work, before) => {
      const { tx } = work
      if (before.startsAt <= now) throw new Refusal(text('events:refused.begun'))
      const sameAudience = !next.audience || next.audience.join() === before.audience.join()
      const unitIds =
        sameAudience || !next.audience ? before.unitIds : await unitsFor(tx, actor, next.audience)
      const after = { ...before, ...next, unitIds }
      check(after, now)
      if (after.picture && after.picture.id !== before.picture?.id) await files.keep(tx, after.picture.id)
      const moved = +after.startsAt !== +before.startsAt
      await repository.changeEvent(tx, id, {
        ...next,
        unitIds,
        ...(moved && { dayToldAt: null, hourToldAt: null }),
        // Whoever is newly concerned is told too; the others have their message already.
        ...(before.announcedAt && !sameAudience && { toldTo: null, toldAt: null, told: 0 }),
      })
      const parts = changedParts(before, after)
      if (before.announcedAt && parts.length > 0) await announceChange(work, id, parts)
      return own(context, id, tx)
    })
  }

  async function announceChange(work: Work, id: string, parts: readonly Part[]): Promise<void> {
    const { tx, now } = work
    const before = await repository.eventById(tx, id)
    if (!before) return
    const revision = before.revision + 1
    await repository.changeEvent(tx, id, { revision, changedAt: now, countedAt: now, shownAt: null })
    const event = { ...before, revision }
    await fillSeats(work, event)
    const changed = message.changed(parts)
    const concerned = await peopleIn(tx, id, CONCERNED)
    work.notify(...concerned.map(person => changed(event, person)))
    await announcements.showNumbers(work, event, [])
  }

  async function cancel(context: RequestContext, id: string, reason: string): Promise<repository.Event> {
    const { now } = context
    return transact(context, async work => {
      const { tx } = work
      await work.lock(`event:${id}`)
      const before = await own(context, id, tx)
      if (before.cancelledAt) return before
      if (before.endsAt <= now) throw new Refusal(text('events:refused.over'))
      const revision = before.revision + 1
      const data = { cancelledAt: now, cancelReason: reason, revision, changedAt: now }
      await repository.changeEvent(tx, id, { ...data, countedAt: now, shownAt: null })
      const event = { ...before, ...data }
      const concerned = await peopleIn(tx, id, CONCERNED)
      work.notify(...concerned.map(person => message.cancelled(event, person)))
      await announcements.showNumbers(work, event, [])
      work.record({ action: 'event.cancelled', subject: id, detail: { answers: await counts(tx, id) } })
      return event
    })
  }

  return { change, cancel }
}
