/** Who has a place in which training, and what became of it. */
import type { Tx } from '../../../../platform/database/database.ts'
import type { TrainingPlace as Row } from '../../../../platform/generated/client.ts'
import type { Training } from '../catalogue/repository.ts'
import type { Attendance, PlaceState } from '../rules.ts'

export type Place = Omit<Row, 'state' | 'attendance'> & { state: PlaceState; attendance: Attendance | null }
const typed = (row: Row): Place => row as Place

export async function placeById(tx: Tx, id: string): Promise<Place | null> {
  const row = await tx.trainingPlace.findUnique({ where: { id } })
  return row && typed(row)
}

export async function placeOf(tx: Tx, trainingId: string, personId: string): Promise<Place | null> {
  const key = { trainingId, personId }
  const row = await tx.trainingPlace.findUnique({ where: { trainingId_personId: key } })
  return row && typed(row)
}

export async function addPlace(
  tx: Tx,
  place: Pick<Place, 'id' | 'trainingId' | 'personId' | 'state' | 'askedAt'>,
): Promise<void> {
  await tx.trainingPlace.create({ data: { ...place, round: 0, failedCodes: 0, evaluated: false } })
}

export async function changePlace(tx: Tx, id: string, data: Partial<Place>): Promise<void> {
  await tx.trainingPlace.update({ where: { id }, data })
}

export interface Counts {
  joined: number
  waiting: number
  asked: number
  present: number
}
export async function countsOf(tx: Tx, trainingId: string): Promise<Counts> {
  const rows = await tx.trainingPlace.groupBy({ by: ['state'], where: { trainingId }, _count: { id: true } })
  const of = (state: PlaceState) => rows.find(row => row.state === state)?._count.id ?? 0
  const present = await tx.trainingPlace.count({ where: { trainingId, attendance: 'present' } })
  return { joined: of('joined'), waiting: of('waiting'), asked: of('asked'), present }
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

/** Those with a seat whose attendance nobody noted, and who are absent from now on. */
export async function noteAbsent(tx: Tx, trainingId: string): Promise<string[]> {
  const rows = await tx.trainingPlace.updateManyAndReturn({
    where: { trainingId, state: 'joined', attendance: null },
    data: { attendance: 'absent' },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

export type Mine = { place: Place; training: Training }
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
  return rows.map(({ training, ...place }) => ({ place: typed(place), training: training as Training }))
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
