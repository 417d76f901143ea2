import type { Extensions } from '../../../chat/extension-points.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { AttendanceApi } from '../attendance/api.ts'
import type { CycleService } from '../cycle/api.ts'
import type { TargetsApi } from '../targets/api.ts'
import type { TrainingApi } from '../training/api.ts'

export interface AppraisalDeps {
  /** For reading outside of a use case. */
  db: Pick<Database, 'client'>
  ids: Ids
  transact: Transact
  notify: Pick<Notify, 'reached' | 'latestKey'>
  people: PeopleService
  office: Office
  cycle: CycleService
  attendance: Pick<AttendanceApi, 'scoreOf' | 'ownButton'>
  targets: Pick<TargetsApi, 'summaryOf'>
  training: Pick<TrainingApi, 'openFor' | 'suggestions' | 'noteNeed' | 'dropNeed'>
  extensions: Extensions
}
