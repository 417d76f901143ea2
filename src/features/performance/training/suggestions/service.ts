/** What fits whom: the catalogue a person sees, and suggestions for a criterion. */
import type { Office } from '../../../../domain/calendar/office.ts'
import type { Criterion } from '../../../../domain/criteria.ts'
import { freeSeats } from '../../../../domain/seats.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import { type PeopleService, parentsOfUnits } from '../../../organisation/people/api.ts'
import * as repository from '../catalogue/repository.ts'
import { closedFor, isFor, withAncestors } from '../rules.ts'
import { helpsWith } from './rules.ts'

/** A training that a person may join. */
export interface Offer {
  training: repository.Training
  /** Seats that are still free. */
  free: number
  /** Criteria it helps with; empty: none of them. */
  helps: readonly Criterion[]
}

export type Suggestions = ReturnType<typeof createSuggestions>

export function createSuggestions({
  db,
  people,
  office,
}: {
  db: Database
  people: Pick<PeopleService, 'person'>
  office: Office
}) {
  async function offers(
    personId: string,
    now: Date,
    tx: Tx,
    find: typeof repository.upcomingWithSeats,
  ): Promise<Offer[]> {
    const upcoming = await find(tx, now)
    if (upcoming.length === 0) return []
    const person = await people.person(personId, tx)
    if (person.left !== null) return []
    const units = withAncestors(person.unitId, await parentsOfUnits(tx))
    const today = office.today(now)
    return upcoming
      .filter(({ training }) => !closedFor(training, now, today) && isFor(training, person.position, units))
      .map(({ training, joined }) => ({
        training,
        free: freeSeats({ seats: training.seats, taken: joined }),
        helps: helpsWith(training),
      }))
  }

  return {
    /** Trainings a person may join today, also those they have a part in already, in the order they begin. */
    catalogue: (personId: string, now: Date, tx: Tx = db.client) =>
      offers(personId, now, tx, repository.upcomingWithSeats),

    /** Those that help with a criterion and that they have no part in yet. */
    openFor: async (personId: string, now: Date, tx: Tx = db.client) => {
      const open = await offers(personId, now, tx, (client, at) =>
        repository.upcomingWithSeats(client, at, personId),
      )
      return open.filter(({ helps }) => helps.length > 0)
    },
  }
}
