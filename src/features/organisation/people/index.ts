import { defineFeature } from '../../../chat/contributions.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import type { Words } from '../../../chat/i18n/words.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import { createAccounts } from './accounts/accounts.ts'
import { alertNotifications } from './accounts/alerts.ts'
import { createCodes } from './accounts/codes.ts'
import type { Linking } from './accounts/linking.ts'
import { profileRows } from './extension-points.ts'
import { createImportFiles } from './import/files.ts'
import { importScreens } from './import/screens.ts'
import { createImports } from './import/service.ts'
import { officerScreens } from './officer-screens.ts'
import { peoplePersonalData } from './personal-data.ts'
import { selfScreens } from './screens.ts'
import { createService } from './service.ts'
import { createDelegates } from './structure/delegates.ts'

export interface PeopleDeps {
  db: Database
  ids: Ids
  files: Files
  words: Words
  office: Office
  transact: Transact
  linking: Linking
  /** Links that link an account at a tap, on each channel that has such links. */
  invites(code: string): { channel: string; url: string }[]
  extensions: Extensions
}

/** Who is who, who may what, and how a chat account becomes a person: all other features stand on it. */
export function createPeople(deps: PeopleDeps) {
  const service = createService(deps)
  const self = selfScreens(service, deps.extensions)
  const officer = officerScreens({
    accounts: createAccounts(deps),
    codes: createCodes(deps),
    delegates: createDelegates(deps),
  })
  const imports = createImports(deps)
  const importing = importScreens({ imports, files: createImportFiles(deps) })
  return defineFeature({
    name: 'people',
    api: service,
    commands: self.commands,
    officerMenu: officer.officerMenu,
    actions: [...self.actions, ...importing.actions, ...officer.actions],
    forms: [...importing.forms, ...officer.forms],
    ticks: [{ name: 'people.import-forget', run: imports.forget }],
    receivers: importing.receivers,
    notifications: alertNotifications(deps.db),
    extensionPoints: [profileRows],
    extensions: [peoplePersonalData],
  })
}
