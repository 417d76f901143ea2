import type { UnitCalendar, WorkCalendar } from '../../../domain/calendar/working-days.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Queue } from '../../../platform/jobs/queue.ts'

/** The office's own time: its zone, and which days are worked. */
export interface Office {
  zone: string
  calendar: WorkCalendar
  /** Units that do not work as the office does, by id, each with those below it. It changes in place. */
  units?: ReadonlyMap<string, UnitCalendar>
}

export interface NotifyDeps {
  db: Database
  queue: Queue
  ids: Ids
  office: Office
  clock: Pick<Clock, 'now'>
}
