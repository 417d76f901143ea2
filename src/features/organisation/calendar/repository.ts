import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Kind, OwnDay, UnitWeek, Week } from './rules.ts'

export async function allDays(tx: Tx): Promise<OwnDay[]> {
  const rows = await tx.calendarDay.findMany({ orderBy: { day: 'asc' } })
  return rows.map(({ day, kind, name }) => ({ day: day as OfficeDay, kind: kind as Kind, name }))
}

/** The same day again takes the place of what was said of it before. */
export async function put(tx: Tx, { day, kind, name }: OwnDay, createdAt: Date): Promise<void> {
  const data = { kind, name, createdAt }
  await tx.calendarDay.upsert({ where: { day }, create: { day, ...data }, update: data })
}

/** @returns false when it was not there */
export async function remove(tx: Tx, day: OfficeDay): Promise<boolean> {
  return (await tx.calendarDay.deleteMany({ where: { day } })).count === 1
}

export interface NamedWeek extends UnitWeek {
  name: string
}
export async function unitWeeks(tx: Tx): Promise<NamedWeek[]> {
  const rows = await tx.unitCalendar.findMany({
    include: { unit: { select: { name: true } } },
    orderBy: { unit: { name: 'asc' } },
  })
  return rows.map(({ unitId, week, unit }) => ({ unitId, week: week as Week, name: unit.name }))
}

export async function putWeek(tx: Tx, { unitId, week }: UnitWeek, createdAt: Date): Promise<void> {
  const data = { week, createdAt }
  await tx.unitCalendar.upsert({ where: { unitId }, create: { unitId, ...data }, update: data })
}

/** @returns false when it was not there */
export async function removeWeek(tx: Tx, unitId: string): Promise<boolean> {
  return (await tx.unitCalendar.deleteMany({ where: { unitId } })).count === 1
}
