export { may } from '../../../domain/abilities.ts'
export { bootstrapCode } from './accounts/bootstrap.ts'
export { createLinking, type Linking } from './accounts/linking.ts'
export { type ProfileRow, profileRows } from './extension-points.ts'
export { createDirectory, createIdentity } from './identity.ts'
export { type ConsoleImport, type ConsolePreview, consolePeople } from './import/console.ts'
export type { Post } from './post.ts'
export type { Person } from './repository.ts'
export { createService as createPeopleService, type PeopleService } from './service.ts'
export {
  type AppraiserOn,
  type Appraisers,
  appraiserOn,
  appraisersOf,
  membersOf,
  reportsOf,
  superiorOf,
} from './structure/reporting.ts'
