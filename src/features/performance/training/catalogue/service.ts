/** What officers do: plan a training, say for whom it is, announce it, change it, call it off. */
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Message, Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { Notify } from '../../../organisation/notify/api.ts'
import { newSecret } from '../attendance/code.ts'
import type { Lookup } from '../places/lookup.ts'
import { placesIn, taken } from '../places/repository.ts'
import { fillSeats } from '../places/seats.ts'
import { HOLDS_PLACE } from '../rules.ts'
import type { Plan, Terms, Training } from './repository.ts'
import * as repository from './repository.ts'

export interface CatalogueDeps {
  db: Database
  ids: Ids
  notify: Pick<Notify, 'groupsOf'>
  transact: Transact
  lookup: Lookup
}
export type CatalogueService = ReturnType<typeof createCatalogue>
const DESK_DAYS = 60
const DAY = 24 * 60 * 60 * 1000

export function createCatalogue(deps: CatalogueDeps) {
  const { db, transact } = deps
  return {
    /** A new training, not yet announced. Its terms are asked for next. */
    plan: (context: RequestContext, wanted: Plan & Partial<Terms>): Promise<Training> =>
      transact(context, async work => {
        const before = await repository.trainingOfRequest(work.tx, context.key)
        const by = { requestKey: context.key, createdById: context.actor.personId }
        return before ?? addTraining(deps, work, { ...wanted, ...by })
      }),
    replan: (context: RequestContext, id: string, wanted: Plan): Promise<Training> =>
      transact(context, work => replan(deps, work, { id, wanted, requestKey: context.key })),
    setTerms: (context: RequestContext, id: string, terms: Terms): Promise<Training> =>
      transact(context, work => setTerms(deps, work, { id, terms, requestKey: context.key })),
    publish: (context: RequestContext, id: string): Promise<Training> =>
      transact(context, work => publish(deps, work, id)),
    cancel: (context: RequestContext, id: string, reason: string): Promise<Training> =>
      transact(context, work => cancel(deps, work, id, reason)),
    /** A training nobody was told of is simply taken away. */
    drop: (context: RequestContext, id: string): Promise<void> =>
      transact(context, async work => {
        if (!(await repository.dropUnpublished(work.tx, id)))
          throw new Refusal(text('training:problem.published'))
        work.record({ action: 'training.dropped', subject: id })
      }),
    /** What officers work with. */
    page: (now: Date, at: { skip: number; take: number }) =>
      repository.forDesk(db.client, new Date(now.getTime() - DESK_DAYS * DAY), at),
  }
}

type Wanted = Plan & Partial<Terms> & Pick<repository.NewTraining, 'requestKey' | 'createdById'>
/** Without terms it is open to all, and has no seats yet. */
export const addTraining = ({ ids }: { ids: Ids }, { tx, now }: Work, wanted: Wanted): Promise<Training> =>
  repository.addTraining(tx, {
    ...OPEN_TO_ALL,
    ...wanted,
    id: ids.next(),
    secret: newSecret(),
    createdAt: now,
  })

const OPEN_TO_ALL: Terms = {
  seats: 0,
  deadline: '1900-01-01',
  unitIds: [],
  positions: [],
  criterion: null,
  needsConsent: false,
  trainerId: null,
}

/** Changes when, where or what; everyone with a place is told, once a change. */
async function replan(
  deps: CatalogueDeps,
  work: Work,
  { id, wanted, requestKey }: { id: string; wanted: Plan; requestKey: string },
): Promise<Training> {
  const before = await deps.lookup.locked(work, id)
  mustStand(before)
  const told = isMoved(before, wanted) && before.publishedAt !== null
  const version = told ? before.version + 1 : before.version
  const after = await repository.changeTraining(work.tx, id, { ...wanted, version })
  if (told) await tellConcerned(deps, work, after, { what: `changed:${version}`, name: 'training.changed' })
  work.record({ action: 'training.changed', subject: id, detail: { key: requestKey } })
  return after
}

/** Seats that are added go to those who wait. @throws Refusal for fewer seats than are taken */
async function setTerms(
  { lookup }: CatalogueDeps,
  work: Work,
  { id, terms, requestKey }: { id: string; terms: Terms; requestKey: string },
): Promise<Training> {
  mustStand(await lookup.locked(work, id))
  const { joined } = await taken(work.tx, id)
  if (terms.seats < joined) throw new Refusal(text('training:problem.seats', { joined }))
  const after = await repository.changeTraining(work.tx, id, terms)
  await fillSeats(work, after)
  work.record({ action: 'training.terms', subject: id, detail: { key: requestKey } })
  return after
}

/** From now on it is in the catalogue; the announcement goes out in the background. */
async function publish({ lookup }: CatalogueDeps, work: Work, id: string): Promise<Training> {
  const before = await lookup.locked(work, id)
  mustStand(before)
  if (before.publishedAt) return before
  if (work.now >= before.startsAt) throw new Refusal(text('training:problem.past'))
  if (before.seats < 1) throw new Refusal(text('training:problem.terms'))
  work.record({ action: 'training.published', subject: id })
  return repository.changeTraining(work.tx, id, { publishedAt: work.now })
}

async function cancel(deps: CatalogueDeps, work: Work, id: string, cancelReason: string): Promise<Training> {
  const before = await deps.lookup.locked(work, id)
  if (before.cancelledAt) return before
  if (work.now >= before.endsAt) throw new Refusal(text('training:refused.started'))
  const after = await repository.changeTraining(work.tx, id, { cancelledAt: work.now, cancelReason })
  await tellConcerned(deps, work, after, { what: 'cancelled', name: 'training.cancelled' })
  work.record({ action: 'training.cancelled', subject: id })
  return after
}

/** Tells those with a place, and changes what stands in groups. */
async function tellConcerned(
  { notify }: CatalogueDeps,
  work: Work,
  { id, unitIds }: Training,
  { what, name }: { what: string; name: string },
): Promise<void> {
  const places = await placesIn(work.tx, id, HOLDS_PLACE)
  work.notify(
    ...places.map(
      ({ personId }): Message => ({
        key: `training:${id}:${what}:${personId}`,
        to: { person: personId },
        notification: name,
        args: [id],
        timing: 'soon',
      }),
    ),
  )
  const groups = await notify.groupsOf(unitIds, work.tx)
  work.refresh(...groups.map(group => groupKey(id, group.id)))
}

export const groupKey = (trainingId: string, groupId: string) =>
  `training:${trainingId}:announced:group:${groupId}`

function mustStand({ cancelledAt }: Training): void {
  if (cancelledAt) throw new Refusal(text('training:refused.cancelled'))
}

const isMoved = (before: Training, after: Plan) =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime() ||
  before.place !== after.place
