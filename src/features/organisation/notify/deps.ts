import type { Office } from '../../../domain/calendar/office.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Queue } from '../../../platform/jobs/queue.ts'

export interface NotifyDeps {
  db: Database
  queue: Pick<Queue, 'send'>
  ids: Ids
  office: Office
  clock: Pick<Clock, 'now'>
}
