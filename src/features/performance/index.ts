/** The quarter: its cycle, attendance, targets and trainings, the appraisal, and what follows from it. */
import type { Extensions } from '../../chat/extension-points.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { ContentPolicy } from '../../chat/secure-link.ts'
import type { Office } from '../../domain/calendar/office.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Evidence } from '../../platform/files/evidence.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Transact } from '../../platform/unit-of-work.ts'
import type { Notify } from '../organisation/notify/api.ts'
import type { PeopleService } from '../organisation/people/api.ts'
import { createAppraisal } from './appraisal/index.ts'
import { createAttendance } from './attendance/index.ts'
import { createCheckin } from './checkin/index.ts'
import { createCycle } from './cycle/index.ts'
import { createFeedback } from './feedback/index.ts'
import { createObjection } from './objection/index.ts'
import { createOngoing } from './ongoing/index.ts'
import { createTargets } from './targets/index.ts'
import { createTraining } from './training/index.ts'

export interface PerformanceDeps {
  db: Database
  clock: Clock
  ids: Ids
  words: Words
  files: Files
  evidence: Evidence
  office: Office
  notify: Notify
  transact: Transact
  people: PeopleService
  contentPolicy: ContentPolicy
  extensions: Extensions
  /** Where Rekan's pages are, without a slash at the end; null: where nobody else reaches them. */
  pagesAt: string | null
}

export function createPerformance(deps: PerformanceDeps) {
  const { db, clock, ids, words, files, evidence, office, notify, transact, people, extensions } = deps
  const cycle = createCycle({ db, ids, people, office, transact })
  const targets = createTargets({
    db,
    ids,
    files,
    evidence,
    office,
    transact,
    people,
    cycle: cycle.api,
    extensions,
  })
  const { pagesAt } = deps
  const training = createTraining({
    db,
    ids,
    clock,
    files,
    words,
    evidence,
    office,
    notify,
    people,
    transact,
    pagesAt,
  })
  const attendance = createAttendance({ db, ids, files, office, people, transact })
  const appraisal = createAppraisal({
    db,
    ids,
    transact,
    notify,
    people,
    office,
    cycle: cycle.api,
    attendance: attendance.api,
    targets: targets.api,
    training: training.api,
    extensions,
  })
  const after = createAfterAppraisal(deps, { cycle, targets, training, appraisal })
  return { cycle, targets, training, attendance, appraisal, ...after }
}

interface Before {
  cycle: ReturnType<typeof createCycle>
  targets: ReturnType<typeof createTargets>
  training: ReturnType<typeof createTraining>
  appraisal: ReturnType<typeof createAppraisal>
}

/** What reaches the person, and what they answer. */
function createAfterAppraisal(deps: PerformanceDeps, { cycle, targets, training, appraisal }: Before) {
  const { db, clock, ids, words, files, evidence, office, notify, transact, people, extensions } = deps
  const feedback = createFeedback({
    db,
    ids,
    transact,
    notify,
    people,
    office,
    clock,
    files,
    words,
    cycle: cycle.api,
    appraisal: appraisal.api,
    contentPolicy: deps.contentPolicy,
    extensions,
  })
  const objection = createObjection({
    db,
    ids,
    transact,
    people,
    cycle: cycle.api,
    office,
    clock,
    evidence,
    appraisal: appraisal.api,
    feedback: feedback.api,
  })
  const checkin = createCheckin({
    db,
    transact,
    people,
    office,
    access: appraisal.api.access,
    training: training.api,
  })
  const ongoing = createOngoing({ db, transact, ids, people, office, targets: targets.api })
  return { feedback, objection, checkin, ongoing }
}
