/** Each training that was published is told, once, to those it is for. */
import type { Database } from '../../../../platform/database/database.ts'
import type { Message, Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { Notify } from '../../../organisation/notify/api.ts'
import { parentsOfUnits } from '../../../organisation/people/api.ts'
import type { Lookup } from '../places/lookup.ts'
import { isFor, NEED_DAYS, withAncestors } from '../rules.ts'
import { inNeed } from '../suggestions/repository.ts'
import type { Training } from './repository.ts'
import * as repository from './repository.ts'
import { groupKey } from './service.ts'

/** People looked at in one transaction, so that an announcement to a whole city holds nobody up. */
const PAGE = 1000
const DAY = 24 * 60 * 60 * 1000

export interface AnnounceDeps {
  db: Database
  notify: Pick<Notify, 'groupsOf'>
  transact: Transact
  lookup: Lookup
}
/** Units by id, with the one above. */
type Parents = ReadonlyMap<string, string | null>

/** Each person it is for is told in private, and the groups of its units; page by page. */
export const createAnnounce =
  (deps: AnnounceDeps) =>
  async (now: Date): Promise<void> => {
    const waiting = await repository.toAnnounce(deps.db.client)
    if (waiting.length === 0) return
    const parents = await parentsOfUnits(deps.db.client)
    for (const { id } of waiting)
      while (!(await deps.transact({ now }, work => announcePage(deps, work, id, parents))));
  }

/** @returns true when everyone has been told */
async function announcePage(deps: AnnounceDeps, work: Work, id: string, parents: Parents): Promise<boolean> {
  const training = await deps.lookup.locked(work, id)
  if (training.announcedAt || training.cancelledAt) return true
  const page = await repository.peopleAfter(work.tx, training.announcedTo, PAGE)
  const fitting = page
    .filter(({ position, unitId }) => isFor(training, position, withAncestors(unitId, parents)))
    .map(person => person.id)
  const told = await needing(work, training, fitting)
  work.notify(...told.map(person => personMessage(training, person)))
  const done = page.length < PAGE
  if (done) work.notify(...(await groupMessages(deps, work, training, parents)))
  await repository.changeTraining(work.tx, id, {
    announcedTo: page.at(-1)?.id ?? training.announcedTo,
    announcedAt: done ? work.now : null,
  })
  return done
}

/** A training for a criterion is told to those who need help with it. */
async function needing(
  { tx, now }: Work,
  { criterion }: Training,
  personIds: readonly string[],
): Promise<readonly string[]> {
  if (!criterion) return personIds
  const found = await inNeed(tx, personIds, criterion, new Date(now.getTime() - NEED_DAYS * DAY))
  return personIds.filter(id => found.has(id))
}

/** A group learns of trainings for its whole unit only: what is meant for a few is told to them alone. */
async function groupMessages(
  { notify }: AnnounceDeps,
  { tx }: Work,
  training: Training,
  parents: Parents,
): Promise<Message[]> {
  if (training.criterion || training.positions.length > 0) return []
  const units = [...parents.keys()].filter(id => isFor(training, '', withAncestors(id, parents)))
  const groups = await notify.groupsOf(units, tx)
  return groups.map(group => ({
    key: groupKey(training.id, group.id),
    to: { group: group.id },
    notification: 'training.announced',
    args: [training.id],
    timing: 'office-hours',
  }))
}

const personMessage = ({ id }: Training, person: string): Message => ({
  key: `training:${id}:announced:${person}`,
  to: { person },
  notification: 'training.announced',
  args: [id],
  timing: 'office-hours',
})
