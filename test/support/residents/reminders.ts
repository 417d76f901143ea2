/** Reminders to appraise, as their readers have them. */
import type { Database } from '../../../src/platform/database/database.ts'
import type { Resident } from './resident.ts'

/** The newest reminder: other features write to people as well. */
const REMINDER = /^(Evaluasi|Pengingat evaluasi|Hari ini batas waktu evaluasi) Triwulan[^\n]*\n(?!Tahap)/
export const lastReminder = async (person: Resident): Promise<string> =>
  (await person.messages()).findLast(said => REMINDER.test(said)) ?? ''

/** The days (UTC) on which somebody was reminded. */
export async function remindedOn({ db }: { db: Database }, personId: string) {
  const where = { personId, notice: 'appraisal.reminder', state: 'sent' as const }
  const rows = await db.client.delivery.findMany({ where, orderBy: { finishedAt: 'asc' } })
  return rows.map(({ finishedAt }) => finishedAt?.toISOString().slice(0, 10))
}
