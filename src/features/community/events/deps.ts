import type { Office } from '../../../domain/calendar/office.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'

export interface EventsDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleService
  office: Office
  clock: Pick<Clock, 'now'>
  files: Pick<Files, 'put' | 'keep'>
}

/** People told in one transaction. */
export const CHUNK = 500

/** How a calendar file is sent. */
export const ICS = { mime: 'text/calendar' } as const
