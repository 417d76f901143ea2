/** Who was there: by the code in the room, or by the officer's list; then certificate and evaluation. */

import { text } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../../chat/model.ts'
import { mayShow } from '../../../../domain/anonymity.ts'
import { quarterOf, yearOf } from '../../../../domain/calendar/quarter.ts'
import type { Training } from '../catalogue/repository.ts'
import type { Place } from '../places/repository.ts'
import * as places from '../places/repository.ts'
import { type PlacesWork, placeMessage, type Seen, type TrainingDeps } from '../places/service.ts'
import { type Attendance, afterWrongCode, isLocked, MAX_WRONG_CODES, takesCodes } from '../rules.ts'
import { codeAt, isCode, type RoomCode } from './code.ts'
import * as opinionsRepository from './repository-opinions.ts'

export type AttendanceWork = ReturnType<typeof createAttendance>
type Entered = { kind: 'present' } | { kind: 'wrong'; left: number } | { kind: 'locked'; until: Date }

export function createAttendance(
  { db, ids, audit, notify, people, evidence }: TrainingDeps,
  { training, place, locked, today }: PlacesWork,
) {
  /** What the room is shown. @throws Refusal for anyone but officers and the trainer */
  async function roomCode(context: RequestContext, id: string): Promise<{ training: Training } & RoomCode> {
    const found = await training(id)
    runs(context, found)
    if (!takesCodes(found, context.now)) throw new Refusal(text('training:code.notNow'))
    return { training: found, ...codeAt(found.secret, context.now) }
  }

  async function enter({ actor, now }: RequestContext, id: string, typed: string): Promise<Entered> {
    return db.transaction(async (tx): Promise<Entered> => {
      const found = await locked(tx, id)
      const mine = await places.placeOf(tx, id, actor.personId)
      if (mine?.state !== 'joined') throw new Refusal(text('training:code.noSeat'))
      if (mine.attendance === 'present') return { kind: 'present' }
      if (!takesCodes(found, now)) throw new Refusal(text('training:code.notNow'))
      if (mine.lockedUntil && isLocked(mine, now)) return { kind: 'locked', until: mine.lockedUntil }
      if (isCode(found.secret, typed, now)) {
        const present = { attendance: 'present' as const, attendedHow: 'code', attendedAt: now }
        await places.changePlace(tx, mine.id, { ...present, failedCodes: 0, lockedUntil: null })
        return { kind: 'present' }
      }
      // Kept, so not thrown: a transaction that ends in an exception would forget the try.
      const tries = afterWrongCode(mine, now)
      await places.changePlace(tx, mine.id, tries)
      if (tries.lockedUntil) return { kind: 'locked', until: tries.lockedUntil }
      return { kind: 'wrong', left: MAX_WRONG_CODES - tries.failedCodes }
    })
  }

  /** The officer's list: absent becomes present, everything else the other way round. */
  async function mark(context: RequestContext, placeId: string): Promise<Place> {
    const { actor, now } = context
    const { trainingId } = await place(placeId)
    return db.transaction(async tx => {
      const found = await locked(tx, trainingId)
      runs(context, found)
      if (now < found.startsAt || found.cancelledAt) throw new Refusal(text('training:list.notYet'))
      const before = await place(placeId, tx)
      if (before.state !== 'joined') throw new Refusal(text('chat:refused.button'))
      const attendance: Attendance = before.attendance === 'present' ? 'absent' : 'present'
      await places.changePlace(tx, placeId, { attendance, attendedHow: 'list', attendedAt: now })
      const entry = { at: now, actorId: actor.personId, subject: before.personId }
      const detail = { training: trainingId, attendance }
      await audit.note(tx, { ...entry, action: 'training.attendance', detail })
      const after = await place(placeId, tx)
      if (found.closedAt && attendance === 'present')
        await notify.enqueue(tx, [placeMessage(after, 'training.evaluate', 'office-hours')], now)
      return after
    })
  }

  function runs({ actor }: RequestContext, { trainerId }: Training): void {
    if (!actor.roles.includes('officer') && trainerId !== actor.personId)
      throw new Refusal(text('chat:refused.role'))
  }

  const attended = async (context: RequestContext, id: string): Promise<Seen & { place: Place }> => {
    const [found, mine] = [await training(id), await places.placeOf(db.client, id, context.actor.personId)]
    if (mine?.attendance !== 'present') throw new Refusal(text('training:refused.notAttended'))
    return { training: found, place: mine }
  }

  /** The participant's own certificate, as the organiser gave it. */
  async function upload(context: RequestContext, id: string, sent: FileRef): Promise<void> {
    const { place: mine } = await attended(context, id)
    const kept = await evidence.keep(sent)
    if (!kept.ok) throw new Refusal(text('training:certificate.badFile'))
    const { file } = kept
    const data = { certificateFileId: file.id, certificateName: file.name, certificateMime: file.mime }
    await db.transaction(tx => places.changePlace(tx, mine.id, { ...data, certificateAt: context.now }))
    if (mine.certificateFileId) await evidence.remove(mine.certificateFileId)
  }

  /** A number for everyone who was there; the sheet itself is drawn when it is asked for. */
  async function issue(context: RequestContext, id: string): Promise<number> {
    const { actor, now } = context
    return db.transaction(async tx => {
      const found = await locked(tx, id)
      if (now < found.endsAt || found.cancelledAt) throw new Refusal(text('training:certificate.notYet'))
      // One counter a year: certificates of two trainings must not get the same number.
      await db.lock(tx, 'training.certificates')
      const ending = `/PK/${yearOf(quarterOf(today(now)))}`
      let last = await places.certificatesLike(tx, ending)
      const present = (await places.placesIn(tx, id, ['joined'])).filter(
        one => one.attendance === 'present' && one.certificateNumber === null,
      )
      for (const one of present) {
        const certificateNumber = `${String(++last).padStart(4, '0')}${ending}`
        await places.changePlace(tx, one.id, { certificateNumber, certificateAt: now })
      }
      await notify.enqueue(
        tx,
        present.map(one => placeMessage(one, 'training.certificate', 'office-hours')),
        now,
      )
      const detail = { people: present.length }
      const entry = { at: now, actorId: actor.personId, subject: id, detail }
      if (present.length > 0) await audit.note(tx, { ...entry, action: 'training.certificates' })
      return present.length
    })
  }

  async function evaluate(
    context: RequestContext,
    id: string,
    opinion: opinionsRepository.Opinion,
  ): Promise<void> {
    const { place: mine } = await attended(context, id)
    await db.transaction(async tx => {
      await db.lock(tx, `training:${id}`)
      if ((await place(mine.id, tx)).evaluated) throw new Refusal(text('training:evaluate.already'))
      await places.changePlace(tx, mine.id, { evaluated: true })
      await opinionsRepository.addOpinion(tx, { ...opinion, id: ids.next(), trainingId: id })
    })
  }

  /** What participants thought; `null` below five answers, which could be told apart. */
  async function opinions(id: string): Promise<opinionsRepository.Opinion[] | null> {
    const found = await opinionsRepository.opinions(db.client, id)
    return mayShow(found.length) ? found : null
  }

  async function list(context: RequestContext, id: string, at: { skip: number; take: number }) {
    const found = await training(id)
    runs(context, found)
    const counts = await places.countsOf(db.client, id)
    return { training: found, counts, rows: await places.seated(db.client, id, at) }
  }

  const holder = (personId: string) => people.person(personId)
  return { roomCode, enter, mark, runs, attended, upload, issue, evaluate, opinions, list, holder }
}
