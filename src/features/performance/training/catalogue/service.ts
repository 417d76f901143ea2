/** What officers do: plan a training, say for whom it is, announce it, change it, call it off. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Message } from '../../../organisation/notify/api.ts'
import { newSecret } from '../attendance/code.ts'
import * as places from '../places/repository.ts'
import type { PlacesWork, TrainingDeps } from '../places/service.ts'
import type { Plan, Terms, Training } from './repository.ts'
import * as repository from './repository.ts'

export type CatalogueWork = ReturnType<typeof createCatalogue>
/** Those who are told when a training changes or is called off. */
const CONCERNED = ['asked', 'joined', 'waiting'] as const
const DESK_DAYS = 60
const DAY = 24 * 60 * 60 * 1000

export function createCatalogue(
  { db, ids, audit, notify }: TrainingDeps,
  { locked, moveUp, training }: Pick<PlacesWork, 'locked' | 'moveUp' | 'training'>,
) {
  /** A new training, not yet announced. Its terms are asked for next. */
  async function plan({ actor, now, key }: RequestContext, wanted: Plan & Partial<Terms>): Promise<Training> {
    return db.transaction(async tx => {
      const before = await repository.trainingOfRequest(tx, key)
      return before ?? add(tx, wanted, { requestKey: key, createdById: actor.personId, createdAt: now })
    })
  }

  async function add(
    tx: Tx,
    wanted: Plan & Partial<Terms>,
    by: Pick<repository.NewTraining, 'requestKey' | 'createdById' | 'createdAt'>,
  ): Promise<Training> {
    const id = ids.next()
    const terms: Terms = { ...OPEN_TO_ALL, deadline: '1900-01-01', ...wanted }
    await repository.addTraining(tx, { ...wanted, ...terms, ...by, id, secret: newSecret() })
    return training(id, tx)
  }

  /** Changes when, where or what; everyone with a place is told, once a change. */
  async function replan({ actor, now, key }: RequestContext, id: string, wanted: Plan): Promise<Training> {
    return db.transaction(async tx => {
      const before = await locked(tx, id)
      standing(before)
      const moved = isMoved(before, wanted)
      const version = moved && before.publishedAt ? before.version + 1 : before.version
      await repository.changeTraining(tx, id, { ...wanted, version })
      const after = await training(id, tx)
      if (version > before.version) await tell(tx, after, `changed:${version}`, 'training.changed', now)
      await audit.note(tx, note(actor.personId, 'training.changed', id, now, { key }))
      return after
    })
  }

  async function setTerms({ actor, now, key }: RequestContext, id: string, terms: Terms): Promise<Training> {
    return db.transaction(async tx => {
      const before = await locked(tx, id)
      standing(before)
      const { joined } = await places.countsOf(tx, id)
      if (terms.seats < joined) throw new Refusal(text('training:problem.seats', { joined }))
      await repository.changeTraining(tx, id, terms)
      const after = await training(id, tx)
      await moveUp(tx, after, now)
      await audit.note(tx, note(actor.personId, 'training.terms', id, now, { key }))
      return after
    })
  }

  /** From now on it is in the catalogue; the announcement goes out in the background. */
  async function publish({ actor, now }: RequestContext, id: string): Promise<Training> {
    return db.transaction(async tx => {
      const before = await locked(tx, id)
      standing(before)
      if (before.publishedAt) return before
      if (now >= before.startsAt) throw new Refusal(text('training:problem.past'))
      if (before.seats < 1) throw new Refusal(text('training:problem.terms'))
      await repository.changeTraining(tx, id, { publishedAt: now })
      await audit.note(tx, note(actor.personId, 'training.published', id, now))
      return training(id, tx)
    })
  }

  async function cancel({ actor, now }: RequestContext, id: string, cancelReason: string): Promise<Training> {
    return db.transaction(async tx => {
      const before = await locked(tx, id)
      if (before.cancelledAt) return before
      if (now >= before.endsAt) throw new Refusal(text('training:refused.started'))
      await repository.changeTraining(tx, id, { cancelledAt: now, cancelReason })
      await tell(tx, before, 'cancelled', 'training.cancelled', now)
      await audit.note(tx, note(actor.personId, 'training.cancelled', id, now))
      return training(id, tx)
    })
  }

  /** A training nobody was told of is simply taken away. */
  async function drop({ actor, now }: RequestContext, id: string): Promise<void> {
    await db.transaction(async tx => {
      if (!(await repository.dropUnpublished(tx, id))) throw new Refusal(text('training:problem.published'))
      await audit.note(tx, note(actor.personId, 'training.dropped', id, now))
    })
  }

  async function tell(tx: Tx, { id, unitIds }: Training, what: string, notice: string, now: Date) {
    const people = await places.placesIn(tx, id, CONCERNED)
    const messages = people.map(
      ({ personId }): Message => ({
        key: `training:${id}:${what}:${personId}`,
        to: { person: personId },
        notification: notice,
        args: [id],
        timing: 'soon',
      }),
    )
    await notify.enqueue(tx, messages, now)
    const groups = await notify.groupsOf(unitIds, tx)
    await notify.refresh(
      tx,
      groups.map(group => groupKey(id, group.id)),
    )
  }

  const page = (now: Date, at: { skip: number; take: number }) =>
    repository.forDesk(db.client, new Date(now.getTime() - DESK_DAYS * DAY), at)

  return { plan, add, replan, setTerms, publish, cancel, drop, page }
}

export const groupKey = (trainingId: string, groupId: string) =>
  `training:${trainingId}:announced:group:${groupId}`

const OPEN_TO_ALL = {
  seats: 0,
  unitIds: [],
  positions: [],
  criterion: null,
  needsConsent: false,
  trainerId: null,
}

function standing({ cancelledAt }: Training): void {
  if (cancelledAt) throw new Refusal(text('training:refused.cancelled'))
}

const isMoved = (before: Training, after: Plan) =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime() ||
  before.place !== after.place

const note = (
  actorId: string,
  action: string,
  subject: string,
  at: Date,
  detail: Record<string, string> = {},
) => ({ at, actorId, action, subject, detail })
