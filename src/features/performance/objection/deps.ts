import type { Office } from '../../../domain/calendar/office.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Evidence } from '../../../platform/files/evidence.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { AppraisalApi } from '../appraisal/api.ts'
import type { CycleService } from '../cycle/api.ts'
import type { FeedbackApi } from '../feedback/api.ts'

export interface ObjectionDeps {
  /** For reading outside of a use case. */
  db: Pick<Database, 'client'>
  ids: Ids
  transact: Transact
  people: PeopleService
  cycle: CycleService
  office: Office
  clock: Clock
  evidence: Evidence
  appraisal: Pick<AppraisalApi, 'access' | 'amend' | 'report'>
  feedback: FeedbackApi
}
