import type { OfficeDay } from '../../lib/calendar/office-day.ts'
import type { Tx } from '../../platform/db.ts'
import type { Kind, OwnDay } from './rules.ts'

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
