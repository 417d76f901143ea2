import { defineFeature } from '../../../chat/contributions.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { cyclePersonalData } from './personal-data.ts'
import { createReassignment, type ReassignmentDeps } from './reassignment.ts'
import { cycleScreens } from './screens.ts'
import { type CycleServiceDeps, createService } from './service.ts'
import { createTransitions, type TransitionsDeps } from './transitions.ts'

export interface CycleDeps extends CycleServiceDeps, TransitionsDeps, ReassignmentDeps {
  people: PeopleService
}

/** The quarter: its phases, its weights and rubric, and who appraises whom in it. */
export function createCycle(deps: CycleDeps) {
  const service = createService(deps)
  const screens = cycleScreens({
    service,
    people: deps.people,
    office: deps.office,
    transitions: createTransitions(deps),
    reassignment: createReassignment(deps),
  })
  return defineFeature({
    name: 'cycle',
    api: service,
    ...screens,
    extensions: [cyclePersonalData],
  })
}
