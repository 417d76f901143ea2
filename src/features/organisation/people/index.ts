import type { Feature } from '../../../chat/contributions.ts'
import { createAccounts } from './accounts/accounts.ts'
import { alertNotices } from './accounts/alerts.ts'
import { type CodesDeps, createCodes } from './accounts/codes.ts'
import { createImportFiles } from './import/files.ts'
import { importScreens } from './import/screens.ts'
import { createImports, type ImportDeps } from './import/service.ts'
import { officerScreens } from './officer-screens.ts'
import type { Post } from './post.ts'
import { type ProfileExtra, selfScreens } from './screens.ts'
import { createService, type PeopleDeps } from './service.ts'
import { createDelegates } from './structure/delegates.ts'

export type PeopleFeatureDeps = PeopleDeps & ImportDeps & CodesDeps & { post: Post }

/** The ground floor: who is who, who may what, and how a chat account becomes a person. */
export function peopleFeature(deps: PeopleFeatureDeps) {
  const service = createService(deps)
  const imports = createImports(deps)
  /** Filled by features that are built later. */
  const extras: ProfileExtra[] = []
  const self = selfScreens(service, extras)
  const parts = { accounts: createAccounts(deps), codes: createCodes(deps), delegates: createDelegates(deps) }
  const officerMenu = officerScreens(parts)
  const importing = importScreens({ imports, files: createImportFiles(deps) })
  const feature: Feature = {
    name: 'people',
    commands: self.commands,
    officerMenu: officerMenu.officerMenu,
    actions: [...self.actions, ...importing.actions, ...officerMenu.actions],
    forms: officerMenu.forms,
    receivers: importing.receivers,
    notifications: alertNotices(deps.db),
  }
  return { feature, service, extras }
}
