/** Feedback outside the quarter: to anybody, asked for, or anonymous to a superior. Each is one transaction. */
import { type Asking, Refusal } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import { dayOf, type OfficeDay } from '../../lib/calendar/office-day.ts'
import type { Database, Tx } from '../../platform/db.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Audit } from '../audit/index.ts'
import type { Message, Notify, Office } from '../notify/index.ts'
import type { PeopleWork } from '../people/index.ts'
import type { TargetDoor } from '../targets/index.ts'
import { SMALLEST_ROUND } from './rules.ts'
import * as store from './store.ts'

export interface OngoingDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleWork
  office: Office
  targets: Pick<TargetDoor, 'offered'>
}
export type OngoingWork = ReturnType<typeof createWork>
/** What is given, to whom, and the request it answers: what is asked about is then what it is tied to. */
export type Giving = store.Words & {
  receiverId: string
  value: store.Given['value']
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
  ...{ key, to: { person }, notice, args, timing: 'office-hours' },
})

export function createWork({ db, ids, audit, notify, people, office, targets }: OngoingDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function give(asking: Asking, giving: Giving): Promise<store.Given> {
    const { actor, now, key } = asking
    const tied = giving.requestId
      ? await mayAnswer(asking, giving.requestId)
      : await tiedTo(asking, giving.receiverId, giving.targetId)
    return db.transaction(async tx => {
      await db.lock(tx, `ongoing:${actor.personId}`)
      const before = await store.ofRequest(tx, key)
      if (before) return before
      const { requestId, receiverId } = giving
      if (requestId && !(await store.settle(tx, requestId, actor.personId, 'given')))
        throw new Refusal(text('ongoing:refused.settled'))
      const { targetId, targetName } = tied
      const made = { id: ids.next(), giverId: actor.personId, createdAt: now }
      const given: store.Given = { ...giving, targetId, targetName, ...made }
      await store.addGiven(tx, given, key)
      await notify.enqueue(tx, [message(`${RECEIVED}:${given.id}`, receiverId, RECEIVED, [given.id])], now)
      if (requestId) await notify.refresh(tx, [requestedKey(requestId, actor.personId)])
      await note(tx, asking, { action: 'ongoing.given', subject: given.id })
      return given
    })
  }

  /** The target by its name of today. @throws Refusal when it is not, or no more, one that this person may see */
  async function tiedTo(asking: Asking, personId: string, targetId: string | null) {
    if (targetId === null) return { targetId, targetName: null }
    const found = (await targets.offered(asking, personId)).find(({ id }) => id === targetId)
    if (!found) throw new Refusal(text('ongoing:refused.target'))
    return { targetId, targetName: found.result }
  }

  /** The superior to whom one may write without a name; null where fewer than five could be the writer. */
  async function anonymousTo({ actor, now }: Asking): Promise<string | null> {
    const superior = await people.superiorOf(actor.personId)
    if (!superior) return null
    const reports = await people.reportsOf(superior, today(now))
    return reports.length >= SMALLEST_ROUND ? superior : null
  }

  /**
   * Who wrote is kept apart from what was written, and no time with either. It is not written into the audit log:
   * an entry with a time beside a new row would say whose it is.
   */
  async function giveAnonymously(asking: Asking, words: store.Words): Promise<'given' | 'again'> {
    const receiverId = await anonymousTo(asking)
    if (!receiverId) throw new Refusal(text('ongoing:refused.too-few'))
    return db.transaction(async tx => {
      await db.lock(tx, `ongoing.round:${receiverId}`)
      if (!(await store.addVoice(tx, receiverId, asking.actor.personId))) return 'again'
      const { kind, situation, behaviour, impact } = words
      await store.addAnonymous(tx, { id: ids.next(), receiverId, kind, situation, behaviour, impact })
      if ((await store.voices(tx, receiverId)) >= SMALLEST_ROUND) {
        const round = String(await store.release(tx, receiverId, today(asking.now)))
        const key = `${ROUND}:${receiverId}:${round}`
        await notify.enqueue(tx, [message(key, receiverId, ROUND, [round])], asking.now)
      }
      return 'given'
    })
  }

  async function request(asking: Asking, { asked, topic, untilDay, targetId }: Wish): Promise<store.Request> {
    const { actor, now, key } = asking
    const tied = await tiedTo(asking, actor.personId, targetId)
    return db.transaction(async tx => {
      await db.lock(tx, `ongoing:${actor.personId}`)
      const before = await store.requestOfKey(tx, key)
      if (before) return before
      const made = { id: ids.next(), askerId: actor.personId, topic, ...tied, untilDay, createdAt: now }
      await store.addRequest(tx, made, { asked, requestKey: key })
      const messages = asked.map(person =>
        message(requestedKey(made.id, person), person, REQUESTED, [made.id]),
      )
      await notify.enqueue(tx, messages, now)
      await note(tx, asking, { action: 'ongoing.requested', subject: made.id })
      return made
    })
  }

  /** @throws Refusal for whoever was not asked, has answered, or is late */
  async function mayAnswer({ actor, now }: Asking, requestId: string): Promise<store.Request> {
    const request = await store.requestById(db.client, requestId)
    const state = await store.askedState(db.client, requestId, actor.personId)
    if (!request || !state) throw new Refusal(text('chat:refused.button'))
    if (state !== 'asked') throw new Refusal(text('ongoing:refused.settled'))
    if (request.untilDay < today(now)) throw new Refusal(text('ongoing:refused.late'))
    return request
  }

  /** Without a reason, and nobody is told. */
  async function decline(asking: Asking, requestId: string): Promise<void> {
    await mayAnswer(asking, requestId)
    await db.transaction(tx => store.settle(tx, requestId, asking.actor.personId, 'declined'))
  }

  /** For whoever wrote it or was given it. @throws Refusal for all others, and the try is written down */
  async function mine(asking: Asking, id: string): Promise<store.Given> {
    const { personId } = asking.actor
    const found = await store.givenById(db.client, id)
    if (found && (found.receiverId === personId || found.giverId === personId)) return found
    if (found) await db.transaction(tx => note(tx, asking, { action: 'ongoing.denied', subject: id }))
    throw new Refusal(text('chat:refused.button'))
  }

  const note = (tx: Tx, { actor, now }: Asking, entry: { action: string; subject: string }) =>
    audit.note(tx, { at: now, actorId: actor.personId, ...entry, detail: {} })

  return {
    ...{ give, anonymousTo, giveAnonymously, request, mayAnswer, decline, today, mine },
    offered: targets.offered,
    reports: ({ actor, now }: Asking) => people.reportsOf(actor.personId, today(now)),
    received: ({ actor }: Asking, span: Span) =>
      store.givenPage(db.client, { receiverId: actor.personId }, span),
    written: ({ actor }: Asking, span: Span) => store.givenPage(db.client, { giverId: actor.personId }, span),
    rounds: ({ actor }: Asking, span: Span) => store.roundsOf(db.client, actor.personId, span),
    superior: ({ actor }: Asking) => people.superiorOf(actor.personId),
    hasVoice: (receiverId: string, giverId: string) => store.hasVoice(db.client, receiverId, giverId),
    given: (id: string) => store.givenById(db.client, id),
    requested: (id: string) => store.requestById(db.client, id),
    state: (requestId: string, personId: string) => store.askedState(db.client, requestId, personId),
    round: (receiverId: string, round: number) => store.roundOf(db.client, receiverId, round),
  }
}
