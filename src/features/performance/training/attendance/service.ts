/** Who was there: by the code in the room, or by the list of officers and the trainer. */
import { text } from '../../../../chat/i18n/words.ts'
import { InvalidAnswers, Refusal, type RequestContext } from '../../../../chat/model.ts'
import { notInOwnMatter } from '../../../../chat/own-matter.ts'
import { afterWrongTry, lockedUntil, triesLeft } from '../../../../domain/lockout.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { Training } from '../catalogue/repository.ts'
import type { Lookup, Placed } from '../places/lookup.ts'
import { placeMessage } from '../places/messages.ts'
import { changePlace, countsOf, placeOf, seated } from '../places/repository.ts'
import { type Attendance, ROOM_CODE_LOCKOUT, takesCodes } from '../rules.ts'
import { codeAt, isCode, type RoomCode } from './code.ts'

export interface AttendanceDeps {
  db: Database
  transact: Transact
  lookup: Lookup
}
export type AttendanceService = ReturnType<typeof createAttendance>

export function createAttendance({ db, transact, lookup }: AttendanceDeps) {
  /** What the room is shown. @throws Refusal for anyone but officers and the trainer */
  async function roomCode(context: RequestContext, id: string): Promise<{ training: Training } & RoomCode> {
    const training = await lookup.training(id)
    mustRun(context, training)
    if (!takesCodes(training, context.now)) throw new Refusal(text('training:code.notNow'))
    const { code, seconds } = codeAt(training.secret, context.now)
    return { training, code, seconds }
  }

  /**
   * Somebody types the code of the room. @throws InvalidAnswers for a wrong one, Refusal after too many of them.
   * A wrong try has to be kept, so nothing is thrown before the transaction is over.
   */
  async function enter(context: RequestContext, id: string, typed: string): Promise<void> {
    const entry = { trainingId: id, personId: context.actor.personId, typed }
    const entered = await transact(context, work => tryCode(lookup, work, entry))
    if (entered.kind === 'locked') throw new Refusal(text('training:code.locked', { until: entered.until }))
    if (entered.kind === 'wrong')
      throw new InvalidAnswers({ field: 'code', why: text('training:code.wrong', { left: entered.left }) })
  }

  /** The list: absent becomes present, everything else the other way round. */
  const mark = (context: RequestContext, placeId: string): Promise<Placed> =>
    transact(context, work => toggle(lookup, work, context, placeId))

  async function list(context: RequestContext, id: string, at: { skip: number; take: number }) {
    const training = await lookup.training(id)
    mustRun(context, training)
    const [counts, rows] = await Promise.all([countsOf(db.client, id), seated(db.client, id, at)])
    return { training, counts, rows }
  }

  return { roomCode, enter, mark, list }
}

/** @throws Refusal for anyone but officers and the trainer */
export function mustRun({ actor }: RequestContext, { trainerId }: Training): void {
  if (!actor.roles.includes('officer') && trainerId !== actor.personId)
    throw new Refusal(text('chat:refused.role'))
}

type Entered = { kind: 'present' } | { kind: 'wrong'; left: number } | { kind: 'locked'; until: Date }

async function tryCode(
  lookup: Lookup,
  work: Work,
  { trainingId, personId, typed }: { trainingId: string; personId: string; typed: string },
): Promise<Entered> {
  const { tx, now } = work
  const training = await lookup.locked(work, trainingId)
  const mine = await placeOf(tx, trainingId, personId)
  if (mine?.state !== 'joined') throw new Refusal(text('training:code.noSeat'))
  if (mine.attendance === 'present') return { kind: 'present' }
  if (!takesCodes(training, now)) throw new Refusal(text('training:code.notNow'))
  const until = lockedUntil(mine, now)
  if (until) return { kind: 'locked', until }
  if (isCode(training.secret, typed, now)) {
    await changePlace(tx, mine.id, {
      attendance: 'present',
      attendedHow: 'code',
      attendedAt: now,
      failedCodes: 0,
      lockedUntil: null,
    })
    return { kind: 'present' }
  }
  const tries = afterWrongTry(
    { failed: mine.failedCodes, lockedUntil: mine.lockedUntil },
    ROOM_CODE_LOCKOUT,
    now,
  )
  await changePlace(tx, mine.id, { failedCodes: tries.failed, lockedUntil: tries.lockedUntil })
  return tries.lockedUntil
    ? { kind: 'locked', until: tries.lockedUntil }
    : { kind: 'wrong', left: triesLeft(tries, ROOM_CODE_LOCKOUT) }
}

async function toggle(lookup: Lookup, work: Work, context: RequestContext, placeId: string): Promise<Placed> {
  // Which training it is has to be known before that training can be locked.
  const { place: unlocked } = await lookup.placed(placeId, work.tx)
  await work.lock(`training:${unlocked.trainingId}`)
  const { place: before, training } = await lookup.placed(placeId, work.tx)
  mustRun(context, training)
  notInOwnMatter(context, before.personId)
  if (work.now < training.startsAt || training.cancelledAt) throw new Refusal(text('training:list.notYet'))
  if (before.state !== 'joined') throw new Refusal(text('chat:refused.button'))
  const attendance: Attendance = before.attendance === 'present' ? 'absent' : 'present'
  const place = await changePlace(work.tx, placeId, {
    attendance,
    attendedHow: 'list',
    attendedAt: work.now,
  })
  work.record({
    action: 'training.attendance',
    subject: place.personId,
    detail: { training: training.id, attendance },
  })
  if (training.closedAt && attendance === 'present')
    work.notify(placeMessage(place, 'training.evaluate', 'office-hours'))
  return { training, place }
}
