import { defineFeature } from '../../../chat/contributions.ts'
import { cyclePersonalData } from './personal-data.ts'
import { createChanges } from './reassignment.ts'
import { cycleScreens } from './screens.ts'
import { type CycleDeps, createService } from './service.ts'
import { createLife } from './transitions.ts'

/** The quarter: its phases, its weights and rubric, and who appraises whom in it. */
export function createCycle(deps: CycleDeps) {
  const service = createService(deps)
  const { people, office } = deps
  const screens = { service, people, office, life: createLife(deps), changes: createChanges(deps) }
  return defineFeature({
    name: 'cycle',
    api: service,
    ...cycleScreens(screens),
    extensions: [cyclePersonalData],
  })
}
