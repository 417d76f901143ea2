/** An objection is decided for good. */

import type { RequestContext } from '../../../chat/model.ts'
import type { Scores } from '../../../domain/criteria.ts'
import type { Ratings } from '../../../domain/ratings.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import { appraisalLock } from '../appraisal/api.ts'
import type { Access, CurrentObjection } from './access.ts'
import type { ObjectionDeps } from './deps.ts'
import { askedMessage, decidedMessage, statusKeys } from './keys.ts'
import * as repository from './repository.ts'
import type { Decision } from './rules.ts'
import type { ChangeUndecided } from './undecided.ts'

/** What a decision says; the figures where it changes the result. */
export interface Decided {
  decision: Decision
  reason: string
  change?: Ratings & { scores: Scores }
}
export interface Deciding {
  /**
   * Final: there is no way back, and no second objection.
   * @throws Refusal for everybody but the decider, and once it is decided
   */
  decide(context: RequestContext, id: string, decided: Decided): Promise<CurrentObjection>
}

interface DecidingDeps extends Pick<ObjectionDeps, 'appraisal'> {
  access: Access
  changeUndecided: ChangeUndecided
}

export function createDeciding({ appraisal, access, changeUndecided }: DecidingDeps): Deciding {
  async function decide(context: RequestContext, id: string, { decision, reason, change }: Decided) {
    const { assignmentId } = await access.mustDecide(context, id)
    const byId = context.actor.personId
    const locks = change ? [appraisalLock(assignmentId)] : []
    const write = async (work: Work, objection: CurrentObjection) => {
      const amended = change
        ? await appraisal.amend(work, {
            ...change,
            assignmentId,
            byId,
            reason,
            requestKey: context.key,
          })
        : null
      await repository.change(work.tx, id, {
        decision,
        decisionReason: reason,
        decidedById: byId,
        decidedAt: work.now,
        changedId: amended?.id ?? null,
        movedAt: work.now,
      })
      await announce(work, objection)
      return access.objection(id, work.tx)
    }
    return changeUndecided(context, id, write, locks)
  }

  return { decide }
}

/** Tells both sides, closes the questions that are open, and writes the audit line. */
async function announce(work: Work, objection: CurrentObjection): Promise<void> {
  const questions = await repository.questionsOf(work.tx, [objection.id])
  const open = questions.filter(({ answeredAt }) => !answeredAt)
  const parties = [objection.personId, objection.appraiserId]
  work.notify(...parties.map(person => decidedMessage(objection, person)))
  work.refresh(...open.map(question => askedMessage(question).key), ...statusKeys(objection))
  work.record({ action: 'objection.decided', subject: objection.id })
}
