import { defineFeature } from '../../../chat/contributions.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { type TargetsApi, targetButtons } from '../targets/api.ts'
import { createAnonymous } from './anonymous.ts'
import { createGiving } from './giving.ts'
import { ongoingPersonalData } from './personal-data.ts'
import { createReading } from './reading.ts'
import { createRequesting } from './requesting.ts'
import { ongoingScreens } from './screens.ts'
import { createTied } from './tied.ts'

export interface OngoingDeps {
  db: Database
  transact: Transact
  ids: Ids
  people: Pick<PeopleService, 'person' | 'people' | 'superiorOf' | 'reportsOf'>
  office: Office
  targets: Pick<TargetsApi, 'offered'>
}

/** Feedback in the middle of a quarter: given, asked for, or anonymous to a superior. */
export function createOngoing({ db, transact, ids, people, office, targets }: OngoingDeps) {
  const tied = createTied(targets)
  const requesting = createRequesting({ db, transact, ids, office, tied })
  const screens = ongoingScreens({
    requesting,
    giving: createGiving({ transact, ids, requesting, tied }),
    anonymous: createAnonymous({ db, transact, ids, people, office }),
    reading: createReading({ db, transact, people, office }),
    tied,
    people,
    office,
  })
  return defineFeature({
    name: 'ongoing',
    api: null,
    commands: screens.commands,
    actions: screens.actions,
    forms: screens.forms,
    notifications: screens.notifications,
    extensions: [ongoingPersonalData, targetButtons.contribute('ask for feedback', screens.onTargets)],
  })
}
