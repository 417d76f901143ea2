/** What people ask about their own data, and what the office answers. */
import { z } from 'zod'
import type { Extensions } from '../../../chat/extension-points.ts'
import { text, type Words } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { instantAt } from '../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { readSetting, writeSetting } from '../../../platform/database/settings.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Message, Transact } from '../../../platform/unit-of-work.ts'
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
  /** Read when they are asked for: privacy knows no feature. */
  extensions: Extensions
  ids: Ids
  files: Files
  words: Words
  people: Pick<PeopleService, 'withRole' | 'person'>
  office: Office
}
export type PrivacyService = ReturnType<typeof createService>

/** A file with everything about somebody lies about no longer than needed (days). */
const KEEP_DAYS = 1
const MY_REQUESTS = 5
const OPEN_LIMIT = 200

/** Setting: the last office day on which old things were deleted. */
const FORGOTTEN_ON = 'privacy.forgotten-on'
const Years = z.number().int().min(1).max(50)
const PeriodsSetting = z.partialRecord(z.enum(Object.keys(PERIODS) as [Kept, ...Kept[]]), Years)

export function createService(deps: PrivacyDeps) {
  const { db } = deps
  return {
    ...createRequests(deps),
    ...createRetention(deps),
    everything: createExport(deps),
    mine: (personId: string) => repository.requestsOf(db.client, personId, MY_REQUESTS),
    open: () => repository.openRequests(db.client, OPEN_LIMIT),
  }
}

function createRequests({ db, transact, ids, people, office }: PrivacyDeps) {
  async function request(id: string, tx: Tx = db.client): Promise<Request> {
    const found = await repository.requestById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** Passes a wish on to the officers. Sent twice (the same key), it is kept once. */
  const ask = (context: RequestContext, kind: RequestKind, body: string): Promise<Request> =>
    transact(context, async work => {
      const { tx, now } = work
      const { actor, key } = context
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
      if (await repository.add(tx, row)) {
        const officers = await people.withRole('officer', tx)
        work.notify(...officers.map(person => askedMessage(id, person)))
        work.record({ action: 'privacy.asked', subject: actor.personId, detail: { request: id, kind } })
      }
      return { ...row, answered: null }
    })

  /** @returns the request as it is answered; @throws Refusal for one's own, or when somebody answered it before */
  const answer = (
    context: RequestContext,
    id: string,
    said: { decision: Decision; answer: string },
  ): Promise<Request> =>
    transact(context, async work => {
      const { tx, now } = work
      const byId = context.actor.personId
      const found = await request(id, tx)
      // Nobody decides about their own wish.
      if (found.personId === byId) throw new Refusal(text('privacy:desk.own'))
      const done = await repository.answer(tx, id, { ...said, answeredById: byId, answeredAt: now })
      if (!done) throw new Refusal(text('privacy:desk.answered'))
      work.notify(answeredMessage(found))
      work.record({
        action: 'privacy.answered',
        subject: found.personId,
        detail: { request: id, decision: said.decision },
      })
      return { ...found, answered: { ...said, byId, at: now } }
    })

  /** Once each working day officers hear of what is still unanswered and presses, in one message. */
  async function remind(now: Date): Promise<void> {
    const today = office.today(now)
    if (!office.calendar.isWorkingDay(today)) return
    const open = await repository.openRequests(db.client, OPEN_LIMIT)
    if (open.every(one => urgencyOf(one, now) === 'open')) return
    await transact({ now }, async work => {
      const officers = await people.withRole('officer', work.tx)
      work.notify(...officers.map(person => pressingMessage(today, person)))
    })
  }

  return { request, ask, answer, remind }
}

/** A file with everything stored about the asker. */
const createExport =
  ({ db, transact, extensions, files, words, office }: PrivacyDeps) =>
  async (context: RequestContext, kind: 'json' | 'xlsx'): Promise<FileRef> => {
    const { personId, locale } = context.actor
    const tables = extensions.all(personalData).flatMap(contribution => contribution.tables)
    const about = await repository.everythingAbout(db.client, tables, personId)
    const name = `rekan-data-${office.today(context.now)}`
    const written = kind === 'json' ? asJson(about, name) : await asBook(about, name, { words, locale })
    const file = await files.put(written, KEEP_DAYS)
    await transact(context, async work =>
      work.record({ action: 'privacy.exported', subject: personId, detail: { kind } }),
    )
    return file
  }

function createRetention({ db, transact, extensions, office }: PrivacyDeps) {
  /** How many years each kind of thing is kept: as the office has set it, or as usual. */
  async function periods(): Promise<Periods> {
    return { ...PERIODS, ...(await readSetting(db.client, 'privacy.periods', PeriodsSetting)) }
  }

  /** Once a day: deletes what has been kept for its period. */
  async function forget(now: Date): Promise<void> {
    const today = office.today(now)
    if ((await readSetting(db.client, FORGOTTEN_ON, z.string())) === today) return
    const years = await periods()
    const retention = extensions.all(personalData).flatMap(contribution => contribution.retention ?? [])
    await transact({ now }, async ({ tx }) => {
      for (const { kept, forget: forgetOld } of retention) {
        const day = keptFrom(today, years[kept])
        await forgetOld(tx, { day, instant: instantAt(day, '00:00', office.zone) })
      }
      await writeSetting(tx, FORGOTTEN_ON, today)
    })
  }
  return { periods, forget }
}

const askedMessage = (id: string, person: string): Message => ({
  key: `privacy:${id}:asked:${person}`,
  to: { person },
  notification: 'privacy.asked',
  args: [id],
  timing: 'office-hours',
})
const answeredMessage = ({ id, personId }: Request): Message => ({
  key: `privacy:${id}:answered`,
  to: { person: personId },
  notification: 'privacy.answered',
  args: [id],
  timing: 'soon',
})
const pressingMessage = (today: string, person: string): Message => ({
  key: `privacy:remind:${today}:${person}`,
  to: { person },
  notification: 'privacy.pressing',
  args: [],
  timing: 'office-hours',
})
