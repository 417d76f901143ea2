/** What appraisals and check-ins say of who needs help, and what officers see of it. */
import { mayShow } from '../../../../domain/anonymity.ts'
import { CRITERIA, type Criterion } from '../../../../domain/criteria.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { NEED_DAYS } from '../rules.ts'
import * as repository from './repository.ts'

const DAY = 24 * 60 * 60 * 1000

/** `null`: fewer than five people, no figure. */
export interface DemandRow {
  unit: string
  people: Record<Criterion, number | null>
}

export type Needs = ReturnType<typeof createNeeds>

export function createNeeds({
  db,
  people,
}: {
  db: Database
  people: Pick<PeopleService, 'person' | 'units'>
}) {
  /** A need of the same key is replaced. */
  async function note({ tx, now }: Pick<Work, 'tx' | 'now'>, need: repository.Need): Promise<void> {
    const { unitId } = await people.person(need.personId, tx)
    await repository.saveNeed(tx, need, { unitId, createdAt: now })
  }

  const drop = ({ tx }: Pick<Work, 'tx'>, key: string): Promise<void> => repository.removeNeed(tx, key)

  /** Where training is needed, a row a unit; units without any figure are left out. */
  async function demandRows(now: Date): Promise<DemandRow[]> {
    const since = new Date(now.getTime() - NEED_DAYS * DAY)
    const [found, units] = await Promise.all([repository.demand(db.client, since), people.units()])
    const figure = (unitId: string, criterion: Criterion) => {
      const count = found.find(one => one.unitId === unitId && one.criterion === criterion)?.people ?? 0
      return mayShow(count) ? count : null
    }
    return units
      .map(({ id, name }): DemandRow => {
        const figures = CRITERIA.map(criterion => [criterion, figure(id, criterion)])
        return { unit: name, people: Object.fromEntries(figures) }
      })
      .filter(({ people: figures }) => CRITERIA.some(criterion => figures[criterion] !== null))
  }

  return { note, drop, demandRows }
}
