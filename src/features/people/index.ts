import type { Feature } from '../../chat/model.ts'
import { selfScreens } from './screens.ts'
import { createWork, type PeopleDeps } from './work.ts'

export { may } from './abilities.ts'
export { bootstrapCode } from './bootstrap.ts'
export { createDirectory, createGuard } from './guard.ts'
export { createLinking, type Linking } from './linking.ts'
export {
  type AppraiserOn,
  type Appraisers,
  appraiserOn,
  appraisersOf,
  membersOf,
  reportsOf,
  superiorOf,
} from './reporting.ts'
export type { Person } from './store.ts'
export type { PeopleWork } from './work.ts'

/** The ground floor: who is who, who may what, and how a chat account becomes a person. */
export function peopleFeature(deps: PeopleDeps) {
  const work = createWork(deps)
  const feature: Feature = { name: 'people', ...selfScreens(work) }
  return { feature, work }
}
