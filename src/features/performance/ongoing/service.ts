/** Feedback outside the quarter: to anybody, asked for, or anonymous to a superior. Each is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { mayShow } from '../../../domain/anonymity.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { Message, Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { TargetsApi } from '../targets/api.ts'
import * as repository from './repository.ts'

export interface OngoingDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleService
  office: Office
  targets: Pick<TargetsApi, 'offered'>
}
export type OngoingWork = ReturnType<typeof createService>
/** What is given, to whom, and the request it answers: what is asked about is then what it is tied to. */
export type Giving = repository.Words & {
  receiverId: string
  value: repository.Given['value']
  targetId: string | null
  requestId: string | null
}

/** Who is asked, about what, and one's own target it is about. */
export interface Wish {
  asked: readonly string[]
  topic: string
  untilDay: OfficeDay
  targetId: string | null
}

export const RECEIVED = 'ongoing.received'
export const ROUND = 'ongoing.round'
export const REQUESTED = 'ongoing.requested'

interface Span {
  skip: number
  take: number
}

export const requestedKey = (requestId: string, personId: string) => `${REQUESTED}:${requestId}:${personId}`
const message = (key: string, person: string, notice: string, args: string[]): Message => ({
  key,
  to: { person },
  notification: notice,
  args,
  timing: 'office-hours',
})

export function createService({ db, ids, audit, notify, people, office, targets }: OngoingDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function give(context: RequestContext, giving: Giving): Promise<repository.Given> {
    const { actor, now, key } = context
    const tied = giving.requestId
      ? await mayAnswer(context, giving.requestId)
      : await tiedTo(context, giving.receiverId, giving.targetId)
    return db.transaction(async tx => {
      await db.lock(tx, `ongoing:${actor.personId}`)
      const before = await repository.ofRequest(tx, key)
      if (before) return before
      const { requestId, receiverId } = giving
      if (requestId && !(await repository.settle(tx, requestId, actor.personId, 'given')))
        throw new Refusal(text('ongoing:refused.settled'))
      const { targetId, targetName } = tied
      const made = { id: ids.next(), giverId: actor.personId, createdAt: now }
      const given: repository.Given = { ...giving, targetId, targetName, ...made }
      await repository.addGiven(tx, given, key)
      await notify.enqueue(tx, [message(`${RECEIVED}:${given.id}`, receiverId, RECEIVED, [given.id])], now)
      if (requestId) await notify.refresh(tx, [requestedKey(requestId, actor.personId)])
      await note(tx, context, { action: 'ongoing.given', subject: given.id })
      return given
    })
  }

  /** The target by its name of today. @throws Refusal when it is not, or no more, one that this person may see */
  async function tiedTo(context: RequestContext, personId: string, targetId: string | null) {
    if (targetId === null) return { targetId, targetName: null }
    const found = (await targets.offered(context, personId)).find(({ id }) => id === targetId)
    if (!found) throw new Refusal(text('ongoing:refused.target'))
    return { targetId, targetName: found.result }
  }

  /** The superior to whom one may write without a name; null where fewer than five could be the writer. */
  async function anonymousTo({ actor, now }: RequestContext): Promise<string | null> {
    const superior = await people.superiorOf(actor.personId)
    if (!superior) return null
    const reports = await people.reportsOf(superior, today(now))
    return mayShow(reports.length) ? superior : null
  }

  /**
   * Who wrote is kept apart from what was written, and no time with either. It is not written into the audit log:
   * an entry with a time beside a new row would say whose it is.
   */
  async function giveAnonymously(
    context: RequestContext,
    words: repository.Words,
  ): Promise<'given' | 'again'> {
    const receiverId = await anonymousTo(context)
    if (!receiverId) throw new Refusal(text('ongoing:refused.too-few'))
    return db.transaction(async tx => {
      await db.lock(tx, `ongoing.round:${receiverId}`)
      if (!(await repository.addVoice(tx, receiverId, context.actor.personId))) return 'again'
      const { kind, situation, behaviour, impact } = words
      await repository.addAnonymous(tx, { id: ids.next(), receiverId, kind, situation, behaviour, impact })
      if (mayShow(await repository.voices(tx, receiverId))) {
        const round = String(await repository.release(tx, receiverId, today(context.now)))
        const key = `${ROUND}:${receiverId}:${round}`
        await notify.enqueue(tx, [message(key, receiverId, ROUND, [round])], context.now)
      }
      return 'given'
    })
  }

  async function request(
    context: RequestContext,
    { asked, topic, untilDay, targetId }: Wish,
  ): Promise<repository.Request> {
    const { actor, now, key } = context
    const tied = await tiedTo(context, actor.personId, targetId)
    return db.transaction(async tx => {
      await db.lock(tx, `ongoing:${actor.personId}`)
      const before = await repository.requestOfKey(tx, key)
      if (before) return before
      const made = { id: ids.next(), askerId: actor.personId, topic, ...tied, untilDay, createdAt: now }
      await repository.addRequest(tx, made, { asked, requestKey: key })
      const messages = asked.map(person =>
        message(requestedKey(made.id, person), person, REQUESTED, [made.id]),
      )
      await notify.enqueue(tx, messages, now)
      await note(tx, context, { action: 'ongoing.requested', subject: made.id })
      return made
    })
  }

  /** @throws Refusal for whoever was not asked, has answered, or is late */
  async function mayAnswer({ actor, now }: RequestContext, requestId: string): Promise<repository.Request> {
    const request = await repository.requestById(db.client, requestId)
    const state = await repository.askedState(db.client, requestId, actor.personId)
    if (!request || !state) throw new Refusal(text('chat:refused.button'))
    if (state !== 'asked') throw new Refusal(text('ongoing:refused.settled'))
    if (request.untilDay < today(now)) throw new Refusal(text('ongoing:refused.late'))
    return request
  }

  /** Without a reason, and nobody is told. */
  async function decline(context: RequestContext, requestId: string): Promise<void> {
    await mayAnswer(context, requestId)
    await db.transaction(tx => repository.settle(tx, requestId, context.actor.personId, 'declined'))
  }

  /** For whoever wrote it or was given it. @throws Refusal for all others, and the try is written down */
  async function mine(context: RequestContext, id: string): Promise<repository.Given> {
    const { personId } = context.actor
    const found = await repository.givenById(db.client, id)
    if (found && (found.receiverId === personId || found.giverId === personId)) return found
    if (found) await db.transaction(tx => note(tx, context, { action: 'ongoing.denied', subject: id }))
    throw new Refusal(text('chat:refused.button'))
  }

  const note = (tx: Tx, { actor, now }: RequestContext, entry: { action: string; subject: string }) =>
    audit.note(tx, { at: now, actorId: actor.personId, ...entry, detail: {} })

  return {
    give,
    anonymousTo,
    giveAnonymously,
    request,
    mayAnswer,
    decline,
    today,
    mine,
    offered: targets.offered,
    reports: ({ actor, now }: RequestContext) => people.reportsOf(actor.personId, today(now)),
    received: ({ actor }: RequestContext, span: Span) =>
      repository.givenPage(db.client, { receiverId: actor.personId }, span),
    written: ({ actor }: RequestContext, span: Span) =>
      repository.givenPage(db.client, { giverId: actor.personId }, span),
    rounds: ({ actor }: RequestContext, span: Span) => repository.roundsOf(db.client, actor.personId, span),
    superior: ({ actor }: RequestContext) => people.superiorOf(actor.personId),
    hasVoice: (receiverId: string, giverId: string) => repository.hasVoice(db.client, receiverId, giverId),
    given: (id: string) => repository.givenById(db.client, id),
    requested: (id: string) => repository.requestById(db.client, id),
    state: (requestId: string, personId: string) => repository.askedState(db.client, requestId, personId),
    round: (receiverId: string, round: number) => repository.roundOf(db.client, receiverId, round),
  }
}
