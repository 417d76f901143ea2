/** Who has a place in which training, and what became of it. */
import type { Tx } from '../../../../platform/database/database.ts'
import type { TrainingPlace as Row, Training as TrainingRow } from '../../../../platform/generated/client.ts'
import type { Training } from '../catalogue/repository.ts'
import type { Attendance, PlaceState } from '../rules.ts'

export type Place = Omit<Row, 'state' | 'attendance'> & { state: PlaceState; attendance: Attendance | null }
const typed = (row: Row): Place => row as Place

/** A place with its training, in one query. */
export async function placedById(tx: Tx, id: string): Promise<Mine | null> {
  const row = await tx.trainingPlace.findUnique({ where: { id }, include: { training: true } })
  return row && withTraining(row)
}

/** Somebody's place in a training, with that training. */
export async function placedIn(tx: Tx, trainingId: string, personId: string): Promise<Mine | null> {
  const key = { trainingId, personId }
  const where = { trainingId_personId: key }
  const row = await tx.trainingPlace.findUnique({ where, include: { training: true } })
  return row && withTraining(row)
}

export async function placeOf(tx: Tx, trainingId: string, personId: string): Promise<Place | null> {
  const key = { trainingId, personId }
  const row = await tx.trainingPlace.findUnique({ where: { trainingId_personId: key } })
  return row && typed(row)
}

export async function addPlace(
  tx: Tx,
  place: Pick<Place, 'id' | 'trainingId' | 'personId' | 'state' | 'askedAt'>,
): Promise<Place> {
  const data = { ...place, round: 0, failedCodes: 0, evaluated: false }
  return typed(await tx.trainingPlace.create({ data }))
}

/** @returns the place as it is now */
export async function changePlace(tx: Tx, id: string, data: Partial<Place>): Promise<Place> {
  return typed(await tx.trainingPlace.update({ where: { id }, data }))
}

/** From the waiting list into the room. */
export async function giveSeats(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.trainingPlace.updateMany({ where: { id: { in: [...ids] } }, data: { state: 'joined' } })
}

export interface Counts {
  joined: number
  waiting: number
  asked: number
  present: number
}
export async function countsOf(tx: Tx, trainingId: string): Promise<Counts> {
  const rows = await tx.trainingPlace.groupBy({
    by: ['state', 'attendance'],
    where: { trainingId },
    _count: { id: true },
  })
  const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(fits).reduce((total, { _count }) => total + _count.id, 0)
  return {
    joined: sum(({ state }) => state === 'joined'),
    waiting: sum(({ state }) => state === 'waiting'),
    asked: sum(({ state }) => state === 'asked'),
    present: sum(({ attendance }) => attendance === 'present'),
  }
}

/** How many hold a seat, and how many wait for one. */
export async function taken(tx: Tx, trainingId: string): Promise<Pick<Counts, 'joined' | 'waiting'>> {
  const { joined, waiting } = await countsOf(tx, trainingId)
  return { joined, waiting }
}

/** The head of the waiting list: whoever asked first. */
export async function firstWaiting(tx: Tx, trainingId: string, take: number): Promise<Place[]> {
  const rows = await tx.trainingPlace.findMany({
    where: { trainingId, state: 'waiting', person: { leftOn: null } },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    take,
  })
  return rows.map(typed)
}

/** How many stand before this one in the list. */
export async function waitingBefore(tx: Tx, { trainingId, askedAt, id }: Place): Promise<number> {
  return tx.trainingPlace.count({
    where: {
      trainingId,
      state: 'waiting',
      OR: [{ askedAt: { lt: askedAt } }, { askedAt, id: { lt: id } }],
    },
  })
}

export type Named = Place & { name: string }
const NAMED = { person: { select: { name: true } } } as const
const named = ({ person, ...row }: Row & { person: { name: string } }): Named => ({
  ...typed(row),
  name: person.name,
})

/** Those with a seat by name, for the list in the room. */
export async function seated(
  tx: Tx,
  trainingId: string,
  { skip, take }: { skip: number; take: number },
): Promise<Named[]> {
  const rows = await tx.trainingPlace.findMany({
    where: { trainingId, state: 'joined' },
    include: NAMED,
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    skip,
    take,
  })
  return rows.map(named)
}

/** Everyone with one of these states; only people still in office. */
export async function placesIn(
  tx: Tx,
  trainingId: string,
  states: readonly PlaceState[],
  askedBefore?: Date,
): Promise<Place[]> {
  const rows = await tx.trainingPlace.findMany({
    where: {
      trainingId,
      state: { in: [...states] },
      person: { leftOn: null },
      ...(askedBefore && { askedAt: { lt: askedBefore } }),
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(typed)
}

/** Those with a seat whose attendance nobody noted are absent from now on. */
export async function noteAbsent(tx: Tx, trainingId: string): Promise<void> {
  await tx.trainingPlace.updateMany({
    where: { trainingId, state: 'joined', attendance: null },
    data: { attendance: 'absent' },
  })
}

/** Places of these people in a training, by person. */
export async function placesOf(
  tx: Tx,
  trainingId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const rows = await tx.trainingPlace.findMany({ where: { trainingId, personId: { in: [...personIds] } } })
  return new Map(rows.map(row => [row.personId, typed(row)]))
}

export interface Mine {
  place: Place
  training: Training
}
const withTraining = ({ training, ...place }: Row & { training: TrainingRow }): Mine => ({
  place: typed(place),
  training: training as Training,
})
/** A person's own trainings, the latest first. */
export async function mine(
  tx: Tx,
  personId: string,
  { skip, take }: { skip: number; take: number },
): Promise<Mine[]> {
  const rows = await tx.trainingPlace.findMany({
    where: { personId, state: { in: ['joined', 'waiting', 'asked'] } },
    include: { training: true },
    orderBy: [{ training: { startsAt: 'desc' } }, { id: 'asc' }],
    skip,
    take,
  })
  return rows.map(withTraining)
}

/** JP of the trainings attended that ended in this span (from..until, without its end). */
export async function hoursBetween(tx: Tx, personId: string, from: Date, until: Date): Promise<number> {
  const rows = await tx.trainingPlace.findMany({
    where: {
      personId,
      attendance: 'present',
      training: { cancelledAt: null, endsAt: { gte: from, lt: until } },
    },
    select: { training: { select: { hours: true } } },
  })
  return rows.reduce((sum, { training }) => sum + training.hours, 0)
}

/** The next number of this year's certificates. */
export async function certificatesLike(tx: Tx, ending: string): Promise<number> {
  return tx.trainingPlace.count({ where: { certificateNumber: { endsWith: ending } } })
}

/** Seats and places in lists that people who left the office still hold in trainings to come. */
export async function heldByLeavers(tx: Tx, now: Date): Promise<{ placeId: string; trainingId: string }[]> {
  const rows = await tx.trainingPlace.findMany({
    where: {
      state: { in: ['asked', 'joined', 'waiting'] },
      person: { leftOn: { not: null } },
      training: { startsAt: { gt: now }, publishedAt: { not: null }, cancelledAt: null },
    },
    select: { id: true, trainingId: true },
  })
  return rows.map(({ id, trainingId }) => ({ placeId: id, trainingId }))
}
