/** Each training that was published is told, once, to those it is for. */
import type { Tx } from '../../../../platform/database/database.ts'
import type { Message } from '../../../organisation/notify/api.ts'
import type { PlacesWork, TrainingDeps } from '../places/service.ts'
import { isFor, NEED_DAYS, withAncestors } from '../rules.ts'
import { inNeed } from '../suggestions/repository.ts'
import type { Training } from './repository.ts'
import * as repository from './repository.ts'
import { groupKey } from './service.ts'

/** People looked at in one transaction, so that an announcement to a whole city holds nobody up. */
const PAGE = 1000
const DAY = 24 * 60 * 60 * 1000

export function announcing({ db, notify }: TrainingDeps, { locked }: Pick<PlacesWork, 'locked'>) {
  /** Each person it is for is told in private, and the groups of its units; page by page. */
  async function announce(now: Date): Promise<void> {
    for (const found of await repository.toAnnounce(db.client)) {
      const parents = await repository.parentsOfUnits(db.client)
      while (!(await announcePage(found.id, parents, now)));
    }
  }

  /** @returns true when everyone has been told */
  async function announcePage(
    id: string,
    parents: ReadonlyMap<string, string | null>,
    now: Date,
  ): Promise<boolean> {
    return db.transaction(async tx => {
      const found = await locked(tx, id)
      if (found.announcedAt || found.cancelledAt) return true
      const page = await repository.peopleAfter(tx, found.announcedTo, PAGE)
      const fitting = page.filter(one => isFor(found, one.position, withAncestors(one.unitId, parents)))
      const since = new Date(now.getTime() - NEED_DAYS * DAY)
      const { criterion } = found
      const needing =
        criterion &&
        (await inNeed(
          tx,
          fitting.map(one => one.id),
          criterion,
          since,
        ))
      const told = needing ? fitting.filter(one => needing.has(one.id)) : fitting
      await notify.enqueue(
        tx,
        told.map(one => personMessage(found, one.id)),
        now,
      )
      const done = page.length < PAGE
      if (done) await notify.enqueue(tx, await groupMessages(tx, found, parents), now)
      const announcedTo = page.at(-1)?.id ?? found.announcedTo
      await repository.changeTraining(tx, id, { announcedTo, ...(done && { announcedAt: now }) })
      return done
    })
  }

  /** A group learns of trainings for its whole unit only: what is meant for a few is told to them alone. */
  async function groupMessages(
    tx: Tx,
    found: Training,
    parents: ReadonlyMap<string, string | null>,
  ): Promise<Message[]> {
    if (found.criterion || found.positions.length > 0) return []
    const units = [...parents.keys()].filter(id => isFor(found, '', withAncestors(id, parents)))
    const groups = await notify.groupsOf(units, tx)
    return groups.map(group => ({
      key: groupKey(found.id, group.id),
      to: { group: group.id },
      notification: 'training.announced',
      args: [found.id],
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

  return announce
}
