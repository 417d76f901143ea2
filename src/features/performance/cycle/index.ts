import { createChanges } from './reassignment.ts'
import { cycleScreens } from './screens.ts'
import { type CycleDeps, createWork } from './service.ts'
import { createLife } from './transitions.ts'

/** The quarter: its phases, its weights and rubric, and who appraises whom in it. */
export function createCycle(deps: CycleDeps) {
  const work = createWork(deps)
  const { people, office } = deps
  const screens = { work, people, office, life: createLife(deps), changes: createChanges(deps) }
  return { feature: cycleScreens(screens), work }
}
