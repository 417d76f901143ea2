import type { Ability } from '../../../domain/abilities.ts'
import type { Access } from './access.ts'
import type { AppraisalDeps } from './deps.ts'
import type { AppraisalService } from './service.ts'

export interface ScreensDeps
  extends Pick<AppraisalDeps, 'cycle' | 'people' | 'attendance' | 'training' | 'extensions'> {
  service: AppraisalService
  access: Access
}

export const GIVE = 'appraisal.give' satisfies Ability
export const READ = 'appraisal.read' satisfies Ability
/** Form of a first appraisal; its args are the assignment. */
export const WRITE_FORM = 'appraisal.write'
export const CORRECT_FORM = 'appraisal.correct'
