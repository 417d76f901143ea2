import { defineFeature } from '../../../chat/contributions.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import { createAccounts } from './accounts/accounts.ts'
import { alertNotices } from './accounts/alerts.ts'
import { type CodesDeps, createCodes } from './accounts/codes.ts'
import { profileRows } from './extension-points.ts'
import { createImportFiles } from './import/files.ts'
import { importScreens } from './import/screens.ts'
import { createImports, type ImportDeps } from './import/service.ts'
import { officerScreens } from './officer-screens.ts'
import { peoplePersonalData } from './personal-data.ts'
import type { Post } from './post.ts'
import { selfScreens } from './screens.ts'
import { createService, type PeopleDeps } from './service.ts'
import { createDelegates } from './structure/delegates.ts'

export type PeopleFeatureDeps = PeopleDeps & ImportDeps & CodesDeps & { post: Post; extensions: Extensions }

/** The ground floor: who is who, who may what, and how a chat account becomes a person. */
export function createPeople(deps: PeopleFeatureDeps) {
  const service = createService(deps)
  const imports = createImports(deps)
  const self = selfScreens(service, deps.extensions)
  const parts = {
    accounts: createAccounts(deps),
    codes: createCodes(deps),
    delegates: createDelegates(deps),
  }
  const officer = officerScreens(parts)
  const importing = importScreens({ imports, files: createImportFiles(deps) })
  return defineFeature({
    name: 'people',
    api: service,
    commands: self.commands,
    officerMenu: officer.officerMenu,
    actions: [...self.actions, ...importing.actions, ...officer.actions],
    forms: officer.forms,
    receivers: importing.receivers,
    notifications: alertNotices(deps.db),
    extensionPoints: [profileRows],
    extensions: [peoplePersonalData],
  })
}
