/** The use cases of an objection, each in a file of its own, and what others ask about it. */

import type { Tx } from '../../../platform/database/database.ts'
import { type CurrentObjection, createAccess } from './access.ts'
import { createDeciding } from './deciding.ts'
import type { ObjectionDeps } from './deps.ts'
import { createFiling } from './filing.ts'
import { createNaming } from './naming.ts'
import { createNewObjection } from './new-objection.ts'
import { createQuestions } from './questions.ts'
import * as repository from './repository.ts'
import { createChangeUndecided } from './undecided.ts'

export type ObjectionService = ReturnType<typeof createService>

export function createService(deps: ObjectionDeps) {
  const { db, transact } = deps
  const access = createAccess(deps)
  const changeUndecided = createChangeUndecided(transact, access)
  return {
    access,
    filing: createFiling({ ...deps, access, newObjection: createNewObjection(deps) }),
    naming: createNaming({ ...deps, access }),
    questions: createQuestions({ ...deps, access, changeUndecided }),
    deciding: createDeciding({ ...deps, access, changeUndecided }),
    isUnderObjection: async (assignmentId: string, tx: Tx = db.client): Promise<boolean> =>
      (await repository.ofAssignment(tx, assignmentId)) !== null,
    /** The objection to an appraisal, if there is one. */
    of: async (assignmentId: string, tx: Tx = db.client): Promise<CurrentObjection | null> => {
      const row = await repository.ofAssignment(tx, assignmentId)
      const [found = null] = row ? await access.withDeciders([row], tx) : []
      return found
    },
  }
}
