import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { Access, CurrentObjection } from './access.ts'
import type { ObjectionDeps } from './deps.ts'
import { objectionLock } from './keys.ts'

/**
 * Changes an objection that nobody has decided, one change at a time.
 * @param locks further locks that the change needs
 * @throws Refusal once it is decided
 */
export type ChangeUndecided = (
  context: RequestContext,
  id: string,
  change: (work: Work, objection: CurrentObjection) => Promise<CurrentObjection>,
  locks?: readonly string[],
) => Promise<CurrentObjection>

export const createChangeUndecided =
  (transact: ObjectionDeps['transact'], access: Access): ChangeUndecided =>
  (context, id, change, locks = []) =>
    transact(context, async work => {
      await work.lock(objectionLock(id), ...locks)
      const objection = await access.objection(id, work.tx)
      if (objection.decidedAt) throw new Refusal(text('objection:refused.decided'))
      return change(work, objection)
    })
