import type { Ability } from '../../../domain/abilities.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { CycleService } from '../cycle/api.ts'
import type { Access } from './access.ts'
import type { AppraisalPorts } from './ports.ts'
import type { AppraisalService } from './service.ts'

export interface ScreensDeps {
  service: AppraisalService
  access: Access
  cycle: CycleService
  people: PeopleService
  ports: AppraisalPorts
}

export const GIVE = 'appraisal.give' satisfies Ability
export const READ = 'appraisal.read' satisfies Ability
/** Form of a first appraisal; its args are the assignment. */
export const WRITE_FORM = 'appraisal.write'
export const CORRECT_FORM = 'appraisal.correct'
