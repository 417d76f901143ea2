/** Thanks between colleagues, and awards of the office. */
import type { Words } from '../../chat/i18n/words.ts'
import type { Office } from '../../domain/calendar/office.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Transact } from '../../platform/unit-of-work.ts'
import type { Notify } from '../organisation/notify/api.ts'
import type { PeopleService } from '../organisation/people/api.ts'
import type { AppraisalApi } from '../performance/appraisal/api.ts'
import type { CycleService } from '../performance/cycle/api.ts'
import type { TargetsApi } from '../performance/targets/api.ts'
import { createAwards } from './awards/index.ts'
import { createKudos } from './kudos/index.ts'

export interface RecognitionDeps {
  db: Database
  ids: Ids
  words: Words
  files: Files
  office: Office
  notify: Notify
  transact: Transact
  people: PeopleService
  cycle: CycleService
  targets: TargetsApi
  appraisal: AppraisalApi
  /** Where Rekan's pages are, without a slash at the end: it stands in the QR code of a certificate. */
  baseUrl: string
}

export function createRecognition(deps: RecognitionDeps) {
  const { db, ids, words, files, office, notify, transact, people } = deps
  const kudos = createKudos({ db, ids, words, files, office, notify, transact, people })
  const { cycle, targets, appraisal, baseUrl } = deps
  const awards = createAwards({
    db,
    ids,
    words,
    files,
    office,
    notify,
    transact,
    people,
    cycle,
    targets,
    appraisal,
    kudos: kudos.api,
    baseUrl,
  })
  return { kudos, awards }
}
