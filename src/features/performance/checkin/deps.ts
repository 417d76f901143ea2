import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Access } from '../appraisal/api.ts'
import type { TrainingApi } from '../training/api.ts'

export interface CheckinDeps {
  /** For reading outside of a use case. */
  db: Pick<Database, 'client'>
  transact: Transact
  people: PeopleService
  office: Office
  access: Pick<Access, 'appraisal'>
  training: Pick<TrainingApi, 'suggestions' | 'noteNeed' | 'dropNeed'>
}
