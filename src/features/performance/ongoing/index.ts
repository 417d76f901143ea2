import { ongoingScreens } from './screens.ts'
import { createService, type OngoingDeps } from './service.ts'

/** Feedback in the middle of a quarter: given, asked for, or anonymous to a superior. */
export const createOngoing = (deps: OngoingDeps) =>
  ongoingScreens({ service: createService(deps), people: deps.people })
