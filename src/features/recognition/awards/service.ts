/** An award's way: nominated by the officer, approved or returned by the leader, withdrawn. Each is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { CycleService } from '../../performance/cycle/api.ts'
import * as drafts from './kinds/repository.ts'
import { createMessages } from './messages.ts'
import type { Award } from './repository.ts'
import * as repository from './repository.ts'
import { type Kind, numberText } from './rules.ts'
import { settingsOf } from './settings.ts'

export interface AwardDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleService
  office: Office
  cycle: Pick<CycleService, 'published'>
}

export interface Nomination {
  kindId: string
  quarter: Quarter
  recipient: { person: string } | { unit: string }
  reason: string
}
export type AwardWork = ReturnType<typeof createService>

export function createService(deps: AwardDeps) {
  const { db, ids, audit, notify, people, office } = deps
  const messages = createMessages(deps)
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function award(id: string, tx: Tx = db.client): Promise<Award> {
    const found = await repository.awardById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  async function note(
    { actor, now }: RequestContext,
    tx: Tx,
    action: string,
    subject: string,
  ): Promise<void> {
    await audit.note(tx, { at: now, actorId: actor.personId, action, subject, detail: {} })
  }

  async function nominate(
    context: RequestContext,
    { kindId, quarter, recipient, reason }: Nomination,
  ): Promise<Award> {
    const { actor, now, key } = context
    return db.transaction(async tx => {
      await db.lock(tx, `award.kind:${kindId}`)
      const before = await repository.awardOfRequest(tx, key)
      if (before) return before
      const kind = await givenKind(tx, kindId, quarter)
      const { office: name, signerName } = await settingsOf(tx)
      if (!name || !signerName) throw new Refusal(text('awards:refused.setup'))
      const whose = await recipientOf(tx, kind, recipient)
      if (await repository.standing(tx, { kindId, quarter, ...whose }))
        throw new Refusal(text('awards:refused.twice'))
      const id = ids.next()
      const made = { nominatedById: actor.personId, nominatedAt: now, reason: reason.trim() }
      await repository.addAward(tx, {
        id,
        requestKey: key,
        kindId,
        quarter,
        title: kind.name,
        ...whose,
        ...made,
      })
      await notify.enqueue(tx, await messages.asked(tx, id), now)
      await note(context, tx, 'award.nominated', id)
      return award(id, tx)
    })
  }

  /** @throws Refusal for a kind that is given no more, or a quarter that is not published */
  async function givenKind(tx: Tx, kindId: string, quarter: Quarter): Promise<Kind> {
    const kind = await drafts.kindById(tx, kindId)
    if (!kind || kind.retiredAt) throw new Refusal(text('awards:refused.retired'))
    const published = await deps.cycle.published(tx)
    if (!published.some(one => one.quarter === quarter)) throw new Refusal(text('awards:refused.unpublished'))
    return kind
  }

  async function recipientOf(tx: Tx, kind: Kind, recipient: Nomination['recipient']) {
    if ('unit' in recipient) {
      const unit = await drafts.unitById(tx, recipient.unit)
      if (!unit || kind.forWhom !== 'unit') throw new Refusal(text('chat:refused.button'))
      return { personId: null, unitId: unit.id, name: unit.name, position: null, unitName: unit.name }
    }
    const person = await people.person(recipient.person, tx)
    if (kind.forWhom !== 'person') throw new Refusal(text('chat:refused.button'))
    if (person.left) throw new Refusal(text('awards:refused.left', { name: person.name }))
    const { id, unitId, unitName, name, position } = person
    return { personId: id, unitId, name, position, unitName }
  }

  /** Gives the number and the code of the certificate. Twice, it is approved once. */
  async function approve(context: RequestContext, id: string): Promise<Award> {
    const { actor, now } = context
    return db.transaction(async tx => {
      const found = await toDecide(context, tx, id)
      if (found.state === 'approved') return found
      // What another leader has returned is decided: a nomination made anew is another one.
      if (found.state !== 'nominated') throw new Refusal(text('awards:refused.decided'))
      if (found.personId !== null && (await people.person(found.personId, tx)).left)
        throw new Refusal(text('awards:refused.left', { name: found.name }))
      const settings = await settingsOf(tx)
      const day = today(now)
      const year = Number(day.slice(0, 4))
      await db.lock(tx, `award.number:${year}`)
      const number = await repository.nextNumber(tx, year)
      await repository.changeAward(tx, id, {
        state: 'approved',
        decidedById: actor.personId,
        decidedAt: now,
        decidedReason: null,
        year,
        number,
        numberText: numberText(settings.pattern, { number, year }),
        // Two ids together are 124 bits: nobody guesses one.
        code: `${ids.next()}${ids.next()}`,
        announceAt: instantAt(office.calendar.addWorkingDays(day, 1), settings.hour, office.zone),
      })
      const approved = await award(id, tx)
      await notify.enqueue(tx, await messages.told(tx, approved), now)
      await notify.refresh(tx, await messages.askedKeys(tx, id))
      await note(context, tx, 'award.approved', id)
      return approved
    })
  }

  /** Back to whoever nominated, with a reason; a nomination made anew is another one. */
  async function giveBack(context: RequestContext, id: string, reason: string): Promise<Award> {
    const { actor, now } = context
    return db.transaction(async tx => {
      const found = await toDecide(context, tx, id)
      if (found.state === 'returned') return found
      if (found.state !== 'nominated') throw new Refusal(text('awards:refused.decided'))
      const decided = { decidedById: actor.personId, decidedAt: now, decidedReason: reason }
      await repository.changeAward(tx, id, { state: 'returned', ...decided })
      await notify.enqueue(tx, [messages.returned(found)], now)
      await notify.refresh(tx, await messages.askedKeys(tx, id))
      await note(context, tx, 'award.returned', id)
      return award(id, tx)
    })
  }

  /** @throws Refusal when it is one's own (or one's unit's) */
  async function toDecide({ actor }: RequestContext, tx: Tx, id: string): Promise<Award> {
    await db.lock(tx, `award:${id}`)
    const found = await award(id, tx)
    const own = found.personId === null ? found.unitId === actor.unitId : found.personId === actor.personId
    if (own) throw new Refusal(text('awards:refused.own'))
    return found
  }

  /** At any time; its number is not given again, and its page says that it was withdrawn. */
  async function withdraw(context: RequestContext, id: string, reason: string): Promise<Award> {
    const { actor, now } = context
    return db.transaction(async tx => {
      await db.lock(tx, `award:${id}`)
      const found = await award(id, tx)
      if (found.state === 'withdrawn') return found
      if (found.state === 'returned') throw new Refusal(text('awards:refused.decided'))
      const withdrawn = { withdrawnById: actor.personId, withdrawnAt: now, withdrawnReason: reason }
      await repository.changeAward(tx, id, { state: 'withdrawn', ...withdrawn })
      if (found.state === 'approved') await notify.enqueue(tx, await messages.withdrawn(tx, found), now)
      await notify.refresh(tx, await messages.everyKey(tx, found))
      await note(context, tx, 'award.withdrawn', id)
      return award(id, tx)
    })
  }

  return { award, nominate, approve, giveBack, withdraw, today }
}
