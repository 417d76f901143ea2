import { defineFeature } from '../../../chat/contributions.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Evidence } from '../../../platform/files/evidence.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { CycleService } from '../cycle/api.ts'
import { createAccess } from './access.ts'
import { createApi } from './achievements.ts'
import { createAnswering } from './answering.ts'
import { createDue } from './due.ts'
import { targetButtons } from './extension-points.ts'
import { createImport } from './import.ts'
import { importScreens } from './import-screens.ts'
import { targetNotifications } from './notifications.ts'
import { targetsPersonalData } from './personal-data.ts'
import { createProposing } from './proposing.ts'
import { createReading } from './reading.ts'
import { createReporting } from './reporting.ts'
import { targetScreens } from './screens.ts'

export interface TargetsDeps {
  db: Database
  transact: Transact
  ids: Ids
  people: Pick<PeopleService, 'appraiserOf' | 'person' | 'people' | 'superiorOf' | 'reportsOf' | 'withRole'>
  cycle: Pick<CycleService, 'cycleOf'>
  office: Office
  files: Files
  evidence: Evidence
  extensions: Extensions
}

/** Targets (SKP): proposed and agreed by two, followed through the quarter, with evidence. */
export function createTargets(deps: TargetsDeps) {
  const { db, transact, ids, people, office, files, evidence, extensions } = deps
  const access = createAccess(deps)
  const reading = createReading({ db, people, office, access })
  const reporting = createReporting({ db, ids, transact, evidence, access })
  const screens = targetScreens({
    office,
    access,
    reading,
    reporting,
    proposing: createProposing({ ids, transact, access }),
    answering: createAnswering({ db, transact, access }),
    takes: evidence.takes,
    extensions,
  })
  const api = createApi({ db, office, access })
  const sheets = importScreens(createImport({ db, transact, ids, files, access }))
  return defineFeature({
    name: 'targets',
    api,
    extensionPoints: [targetButtons],
    commands: screens.commands,
    actions: [...Object.values(screens.actions), ...sheets.actions],
    forms: [...screens.forms, ...sheets.forms],
    receivers: [sheets.receiver],
    notifications: targetNotifications({ api, access, reading, reporting, actions: screens.actions }),
    ticks: [{ name: 'target.due', run: createDue({ transact, office, access }) }],
    extensions: [targetsPersonalData],
  })
}
