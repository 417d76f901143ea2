import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'

export interface EventsDeps {
  db: Database
  ids: Ids
  transact: Transact
  notify: Pick<Notify, 'groupsOf'>
  people: PeopleService
  office: Office
  files: Pick<Files, 'put' | 'keep'>
}

/** People told in one transaction. */
export const CHUNK = 500

/** How a calendar file is sent. */
export const ICS = { mime: 'text/calendar' } as const
