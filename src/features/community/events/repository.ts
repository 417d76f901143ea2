/** Events themselves and who may make them. Answers are in store-answers.ts. */
import type { FileRef } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { Prisma, type Event as Row } from '../../../platform/generated/client.ts'
import type { Scope } from './rules.ts'

export type Event = Omit<Row, 'deadline' | 'picture'> & {
  deadline: OfficeDay | null
  picture: FileRef | null
}
export type Plan = Pick<Event, 'title' | 'about' | 'place' | 'startsAt' | 'endsAt' | 'audience' | 'unitIds'>
export type Terms = Pick<Event, 'seats' | 'deadline' | 'picture'>

const typed = (row: Row) => row as unknown as Event
const ofEvent = (data: Partial<Event>): Prisma.EventUpdateInput => {
  const { picture, ...rest } = data
  if (picture === undefined) return rest
  return { ...rest, picture: picture ? { ...picture } : Prisma.DbNull }
}

export async function eventById(tx: Tx, id: string): Promise<Event | null> {
  const row = await tx.event.findUnique({ where: { id } })
  return row && typed(row)
}
export async function eventOfRequest(tx: Tx, requestKey: string): Promise<Event | null> {
  const row = await tx.event.findUnique({ where: { requestKey } })
  return row && typed(row)
}

export async function addEvent(
  tx: Tx,
  event: Plan & { id: string; requestKey: string; makerId: string; createdAt: Date },
): Promise<void> {
  await tx.event.create({
    data: { ...event, changedAt: event.createdAt, revision: 0, turns: 0, told: 0 },
  })
}
export async function changeEvent(tx: Tx, id: string, data: Partial<Event>): Promise<void> {
  await tx.event.update({ where: { id }, data: ofEvent(data) })
}

/** Only what nobody was told of can be taken away without a trace. */
export async function dropEvent(tx: Tx, id: string): Promise<void> {
  await tx.event.deleteMany({ where: { id, announcedAt: null } })
}

/** The next number in the order in which answers came. */
export async function nextTurn(tx: Tx, id: string): Promise<number> {
  const { turns } = await tx.event.update({
    where: { id },
    data: { turns: { increment: 1 } },
    select: { turns: true },
  })
  return turns
}

export type Shelf = 'next' | 'past' | 'mine'
/** A page of the events that concern a unit's people, or that one person made. */
export async function listed(
  tx: Tx,
  shelf: Shelf,
  who: { unitId: string; personId: string; now: Date; since: Date },
  { skip, take }: { skip: number; take: number },
): Promise<Event[]> {
  const forMe = {
    announcedAt: { not: null },
    OR: [{ unitIds: { isEmpty: true } }, { unitIds: { has: who.unitId } }, { makerId: who.personId }],
  }
  const where: Record<Shelf, Prisma.EventWhereInput> = {
    next: { ...forMe, cancelledAt: null, endsAt: { gt: who.now } },
    past: { ...forMe, cancelledAt: null, endsAt: { lte: who.now, gt: who.since } },
    mine: { makerId: who.personId, endsAt: { gt: who.since } },
  }
  const rows = await tx.event.findMany({
    where: where[shelf],
    orderBy: [{ startsAt: shelf === 'next' ? 'asc' : 'desc' }, { id: 'asc' }],
    skip,
    take,
  })
  return rows.map(typed)
}

/** What the minute's look has to deal with: announced, not cancelled, not long over. */
export async function current(tx: Tx, since: Date): Promise<Event[]> {
  const rows = await tx.event.findMany({
    where: { announcedAt: { not: null }, cancelledAt: null, endsAt: { gt: since }, summedAt: null },
    orderBy: { startsAt: 'asc' },
  })
  return rows.map(typed)
}

/** Called off a short while ago: what stands in chats has to say so. */
export async function justCancelled(tx: Tx, now: Date): Promise<Event[]> {
  const rows = await tx.event.findMany({
    where: { cancelledAt: { not: null }, countedAt: { not: null }, endsAt: { gt: now } },
  })
  return rows.map(typed)
}

export async function unitTree(tx: Tx) {
  return tx.unit.findMany({ select: { id: true, name: true, parentId: true }, orderBy: { name: 'asc' } })
}

/** People in office with an account whom an event concerns, in order of their ids. */
export async function linkedPeople(
  tx: Tx,
  unitIds: readonly string[],
  after: string | null,
  take: number,
): Promise<string[]> {
  const rows = await tx.person.findMany({
    where: {
      leftOn: null,
      accounts: { some: {} },
      ...(unitIds.length > 0 && { unitId: { in: [...unitIds] } }),
      ...(after !== null && { id: { gt: after } }),
    },
    orderBy: { id: 'asc' },
    take,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

export async function grantOf(tx: Tx, personId: string): Promise<Scope | null> {
  const row = await tx.eventMaker.findUnique({ where: { personId } })
  return row ? (row.scope as Scope) : null
}
export async function grant(
  tx: Tx,
  row: { personId: string; scope: Scope; byId: string; at: Date },
): Promise<void> {
  await tx.eventMaker.upsert({ where: { personId: row.personId }, create: row, update: row })
}
export async function revoke(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.eventMaker.deleteMany({ where: { personId } })).count === 1
}
export async function grants(tx: Tx, { skip, take }: { skip: number; take: number }) {
  const rows = await tx.eventMaker.findMany({
    include: { person: { select: { name: true } } },
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
    skip,
    take,
  })
  return rows.map(({ personId, scope, person }) => ({ personId, scope: scope as Scope, name: person.name }))
}
