import { ongoingScreens } from './screens.ts'
import { createWork, type OngoingDeps } from './service.ts'

/** Feedback in the middle of a quarter: given, asked for, or anonymous to a superior. */
export const createOngoing = (deps: OngoingDeps) =>
  ongoingScreens({ work: createWork(deps), people: deps.people })
