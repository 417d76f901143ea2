/** What people ask about their own data, and what the office answers. */
import { z } from 'zod'
import type { Extensions } from '../../../chat/extension-points.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { readSetting } from '../../../platform/database/settings.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Audit } from '../audit/api.ts'
import type { Notify } from '../notify/api.ts'
import type { PeopleService } from '../people/api.ts'
import { personalData } from './api.ts'
import { asBook, asJson } from './export.ts'
import * as repository from './repository.ts'
import {
  type Decision,
  dueOf,
  type Kept,
  keptFrom,
  PERIODS,
  type Periods,
  type Request,
  type RequestKind,
  urgencyOf,
} from './rules.ts'

export interface PrivacyDeps {
  db: Database
  transact: Transact
  extensions: Extensions
  ids: Ids
  files: Files
  audit: Audit
  notify: Notify
  people: PeopleService
  office: Office
}
export type PrivacyWork = ReturnType<typeof createService>

/** A file with everything about somebody lies about no longer than needed (days). */
const KEEP_DAYS = 1
const MY_REQUESTS = 5
const OPEN_LIMIT = 200

const Years = z.number().int().min(1).max(50)
const PeriodsSetting = z.partialRecord(z.enum(Object.keys(PERIODS) as [Kept, ...Kept[]]), Years)

export function createService({
  db,
  transact,
  extensions,
  ids,
  files,
  audit,
  notify,
  people,
  office,
}: PrivacyDeps) {
  const tables = () => extensions.all(personalData).flatMap(contribution => contribution.tables)
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function request(id: string, tx: Tx = db.client): Promise<Request> {
    const found = await repository.requestById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  async function ask({ actor, now, key }: RequestContext, kind: RequestKind, body: string): Promise<Request> {
    return db.transaction(async tx => {
      const id = ids.next()
      const row = {
        id,
        requestKey: key,
        personId: actor.personId,
        kind,
        body,
        createdAt: now,
        dueAt: dueOf(now),
      }
      if (!(await repository.add(tx, row))) return { ...row, answered: null }
      const officers = await people.withRole('officer', tx)
      const messages = officers.map(person => ({
        key: `privacy:${id}:asked:${person}`,
        to: { person },
        notification: 'privacy.asked',
        args: [id],
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
      const entry = { at: now, actorId: actor.personId, action: 'privacy.asked', subject: actor.personId }
      await audit.note(tx, { ...entry, detail: { request: id, kind } })
      return { ...row, answered: null }
    })
  }

  async function answer(
    { actor, now }: RequestContext,
    id: string,
    said: { decision: Decision; answer: string },
  ) {
    await db.transaction(async tx => {
      const { personId } = await request(id, tx)
      // Nobody decides about their own wish.
      if (personId === actor.personId) throw new Refusal(text('privacy:desk.own'))
      const done = await repository.answer(tx, id, { ...said, answeredById: actor.personId, answeredAt: now })
      if (!done) throw new Refusal(text('privacy:desk.answered'))
      const message = {
        to: { person: personId },
        notification: 'privacy.answered',
        args: [id],
        timing: 'soon' as const,
      }
      await notify.enqueue(tx, [{ key: `privacy:${id}:answered`, ...message }], now)
      const entry = { at: now, actorId: actor.personId, action: 'privacy.answered', subject: personId }
      await audit.note(tx, { ...entry, detail: { request: id, decision: said.decision } })
    })
  }

  /** A file with everything stored about the asker. */
  async function everything({ actor, now }: RequestContext, kind: 'json' | 'xlsx'): Promise<FileRef> {
    const about = await repository.everythingAbout(db.client, tables(), actor.personId)
    const name = `rekan-data-${today(now)}`
    const written = kind === 'json' ? asJson(about, name) : await asBook(about, name)
    const file = await files.put(written, KEEP_DAYS)
    const entry = { at: now, actorId: actor.personId, action: 'privacy.exported', subject: actor.personId }
    await db.transaction(tx => audit.note(tx, { ...entry, detail: { kind } }))
    return file
  }

  /** Once each working day officers hear of what is still unanswered and presses, in one message. */
  async function remind(now: Date): Promise<void> {
    const pressing = (await repository.openRequests(db.client, OPEN_LIMIT)).filter(
      one => urgencyOf(one, now) !== 'open',
    )
    if (pressing.length === 0 || !office.calendar.isWorkingDay(today(now))) return
    await db.transaction(async tx => {
      const officers = await people.withRole('officer', tx)
      const messages = officers.map(person => ({
        key: `privacy:remind:${today(now)}:${person}`,
        to: { person },
        notification: 'privacy.pressing',
        args: [],
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
    })
  }

  async function periods(tx: Tx = db.client): Promise<Periods> {
    return { ...PERIODS, ...(await readSetting(tx, 'privacy.periods', PeriodsSetting)) }
  }

  /** Deletes what has been kept for its period. @returns how many rows */
  async function forget(now: Date): Promise<number> {
    const years = await periods()
    let count = 0
    for (const { retention = [] } of extensions.all(personalData)) {
      for (const { kept, forget: forgetOld } of retention) {
        const day = keptFrom(today(now), years[kept])
        const since = { day, instant: instantAt(day, '00:00', office.zone) }
        count += await transact({ now }, ({ tx }) => forgetOld(tx, since))
      }
    }
    return count
  }

  return {
    ask,
    answer,
    everything,
    request,
    remind,
    forget,
    periods,
    mine: (personId: string) => repository.requestsOf(db.client, personId, MY_REQUESTS),
    open: () => repository.openRequests(db.client, OPEN_LIMIT),
  }
}
