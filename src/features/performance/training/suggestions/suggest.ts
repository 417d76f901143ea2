/** What fits whom: the catalogue a person sees, suggestions for a criterion, hours, and the office's demand. */

import { mayShow } from '../../../../domain/anonymity.ts'
import { dayOf, instantAt, type OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { CRITERIA, type Criterion } from '../../../../domain/criteria.ts'
import { freeSeats } from '../../../../domain/seats.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import { NEED_DAYS } from '../catalogue/announce.ts'
import { outsideHours } from '../outside/repository.ts'
import type { Training } from '../repository.ts'
import * as repository from '../repository.ts'
import * as places from '../repository-places.ts'
import { closedFor, isFor, SUGGESTED, statusOf, TOPICS_FOR, withAncestors } from '../rules.ts'
import type { TrainingDeps } from '../service.ts'

const DAY = 24 * 60 * 60 * 1000

export interface Offer {
  training: Training
  /** Seats that are still free. */
  free: number
}
/** JP of a calendar year, read against what the person's status says. */
export interface Hours {
  year: number
  hours: number
  status: ReturnType<typeof statusOf>
}
/** `null`: fewer than five people, no figure. */
export interface DemandRow {
  unit: string
  people: Record<Criterion, number | null>
}

export type Suggesting = ReturnType<typeof createSuggesting>

export function createSuggesting({ db, people, office }: TrainingDeps) {
  /** Trainings a person may join today, in the order they begin. */
  async function offers(personId: string, now: Date, tx: Tx = db.client): Promise<Offer[]> {
    const today = office.today(now)
    const upcoming = (await repository.upcoming(tx, now)).filter(one => !closedFor(one, now, today))
    // Most days of most offices: nothing is open, and nothing more has to be read.
    if (upcoming.length === 0) return []
    const person = await repository.candidate(tx, personId)
    if (!person || person.leftOn) return []
    const units = withAncestors(person.unitId, await repository.parentsOfUnits(tx))
    const open = upcoming.filter(one => isFor(one, person.position, units))
    const joined = await places.joinedIn(
      tx,
      open.map(({ id }) => id),
    )
    return open.map(training => ({
      training,
      free: freeSeats({ seats: training.seats, taken: joined.get(training.id) ?? 0 }),
    }))
  }

  /** Open to this person and not taken by them yet. */
  async function notTaken(personId: string, now: Date, tx: Tx): Promise<Offer[]> {
    const found = await offers(personId, now, tx)
    if (found.length === 0) return []
    const taken = await places.takenBy(tx, personId)
    return found.filter(({ training }) => !taken.has(training.id))
  }

  /** At most three that help with a criterion: those made for it first, then by topic; free seats first. */
  const trainingsFor = async (
    criterion: Criterion,
    personId: string,
    now: Date,
    tx: Tx = db.client,
  ): Promise<Offer[]> => helpfulFor(criterion, await notTaken(personId, now, tx))

  /** The same for each criterion at once, every training once. */
  async function openFor(personId: string, now: Date, tx: Tx = db.client): Promise<Offer[]> {
    const found = await notTaken(personId, now, tx)
    return [...new Set(CRITERIA.flatMap(criterion => helpfulFor(criterion, found)))]
  }

  async function hoursOf(personId: string, now: Date, tx: Tx = db.client): Promise<Hours> {
    const year = Number(dayOf(now, office.zone).slice(0, 4))
    const begin = instantAt(`${year}-01-01` as OfficeDay, '00:00', office.zone)
    const person = await repository.candidate(tx, personId)
    // Until now: what has not ended yet is not counted, whoever has been there since the morning.
    const here = await places.hoursBetween(tx, personId, begin, now)
    const today = dayOf(now, office.zone)
    const elsewhere = await outsideHours(tx, personId, `${year}-01-01` as OfficeDay, today)
    const hours = here + elsewhere
    return { year, hours, status: statusOf(person?.status ?? null) }
  }

  /** Where training is needed, a row a unit; units without any figure are left out. */
  async function demandRows(now: Date): Promise<DemandRow[]> {
    const found = await repository.demand(db.client, new Date(now.getTime() - NEED_DAYS * DAY))
    return (await people.units())
      .map(({ id, name }): DemandRow => {
        const figure = (criterion: Criterion) => {
          const count = found.find(one => one.unitId === id && one.criterion === criterion)?.people ?? 0
          return mayShow(count) ? count : null
        }
        return {
          unit: name,
          people: Object.fromEntries(CRITERIA.map(one => [one, figure(one)])) as DemandRow['people'],
        }
      })
      .filter(row => CRITERIA.some(criterion => row.people[criterion] !== null))
  }

  return { offers, trainingsFor, openFor, hoursOf, demandRows }
}

function helpfulFor(criterion: Criterion, offers: readonly Offer[]): Offer[] {
  const rank = ({ training, free }: Offer) =>
    (training.criterion === criterion ? 0 : TOPICS_FOR[criterion].includes(training.topic) ? 2 : 9) +
    (free > 0 ? 0 : 1)
  return offers
    .filter(offer => rank(offer) < 9)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, SUGGESTED)
}
