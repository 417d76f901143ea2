import type { Ability } from '../../../chat/model.ts'
import type { PeopleWork } from '../../organisation/people/api.ts'
import type { CycleWork } from '../cycle/api.ts'
import type { Access } from './access.ts'
import type { AppraisalPorts } from './ports.ts'
import type { AppraisalWork } from './service.ts'

export interface ScreensDeps {
  work: AppraisalWork
  access: Access
  cycle: CycleWork
  people: PeopleWork
  ports: AppraisalPorts
}

export const GIVE = 'appraisal.give' satisfies Ability
export const READ = 'appraisal.read' satisfies Ability
/** Form of a first appraisal; its args are the assignment. */
export const WRITE_FORM = 'appraisal.write'
export const CORRECT_FORM = 'appraisal.correct'
