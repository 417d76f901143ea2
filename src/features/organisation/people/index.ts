import type { Feature } from '../../../chat/model.ts'
import { createAccounts } from './accounts/accounts.ts'
import { alertNotices } from './accounts/alerts.ts'
import { type CodesDeps, createCodes } from './accounts/codes.ts'
import { createImportFiles } from './import/files.ts'
import { importScreens } from './import/screens.ts'
import { createImports, type ImportDeps } from './import/service.ts'
import { deskScreens } from './officer-screens.ts'
import type { Post } from './post.ts'
import { type ProfileExtra, selfScreens } from './screens.ts'
import { createWork, type PeopleDeps } from './service.ts'
import { createDelegates } from './structure/delegates.ts'

export type PeopleFeatureDeps = PeopleDeps & ImportDeps & CodesDeps & { post: Post }

/** The ground floor: who is who, who may what, and how a chat account becomes a person. */
export function peopleFeature(deps: PeopleFeatureDeps) {
  const work = createWork(deps)
  const imports = createImports(deps)
  /** Filled by features that are built later. */
  const extras: ProfileExtra[] = []
  const self = selfScreens(work, extras)
  const parts = { accounts: createAccounts(deps), codes: createCodes(deps), delegates: createDelegates(deps) }
  const desk = deskScreens(parts)
  const importing = importScreens({ imports, files: createImportFiles(deps) })
  const feature: Feature = {
    name: 'people',
    commands: self.commands,
    desk: desk.desk,
    actions: [...self.actions, ...importing.actions, ...desk.actions],
    forms: desk.forms,
    receivers: importing.receivers,
    notices: alertNotices(deps.db),
  }
  return { feature, work, extras }
}
