import type { Extensions } from '../../../chat/extension-points.ts'
import type { Words } from '../../../chat/i18n/words.ts'
import type { ContentPolicy } from '../../../chat/secure-link.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { AppraisalApi } from '../appraisal/api.ts'
import type { CycleService } from '../cycle/api.ts'

export interface FeedbackDeps {
  /** For reading outside of a use case. */
  db: Pick<Database, 'client'>
  ids: Ids
  transact: Transact
  notify: Pick<Notify, 'sentAt'>
  people: PeopleService
  office: Office
  clock: Clock
  files: Files
  words: Words
  cycle: CycleService
  appraisal: Pick<AppraisalApi, 'access' | 'partsOfResult' | 'report'>
  contentPolicy: Pick<ContentPolicy, 'hides'>
  extensions: Extensions
}
