export { createLinking } from './accounts/linking.ts'
export { type ProfileRow, profileRows } from './extension-points.ts'
export { createDirectory, createIdentity, type IdentityDeps } from './identity.ts'
export {
  type ConsoleImport,
  type ConsolePreview,
  consolePeople,
  type ShellAnswers,
} from './import/console.ts'
export type { Person } from './repository.ts'
export { createService as createPeopleService, type PeopleService } from './service.ts'
export { delegatesOn, mayAppraise } from './structure/reporting.ts'
export { parentsOfUnits } from './structure/repository-units.ts'
