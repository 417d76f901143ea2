/** The officer names who decides, where the appraiser has no superior who may. */

import { text } from '../../../chat/i18n/words.ts'
import { InvalidAnswers, Refusal, type RequestContext } from '../../../chat/model.ts'
import { notInOwnMatter } from '../../../chat/own-matter.ts'
import type { Access, CurrentObjection } from './access.ts'
import type { ObjectionDeps } from './deps.ts'
import { decideMessage, nameMessage, objectionLock, statusKeys } from './keys.ts'
import * as repository from './repository.ts'

export interface Naming {
  /** @throws Refusal when there is somebody to decide */
  mayName(id: string): Promise<CurrentObjection>
  /** @throws Refusal as `mayName`, to a party and to whoever names themselves, and once it is decided; InvalidAnswers for one of the two sides */
  name(context: RequestContext, id: string, deciderId: string): Promise<CurrentObjection>
}

interface NamingDeps extends Pick<ObjectionDeps, 'transact' | 'people'> {
  access: Access
}

export function createNaming({ transact, people, access }: NamingDeps): Naming {
  async function mayName(id: string): Promise<CurrentObjection> {
    const objection = await access.objection(id)
    if (!access.lacksDecider(objection)) throw new Refusal(text('objection:refused.named'))
    return objection
  }

  async function name(context: RequestContext, id: string, deciderId: string): Promise<CurrentObjection> {
    const { personId, appraiserId } = await mayName(id)
    notInOwnMatter(context, personId, appraiserId, deciderId)
    if (deciderId === personId || deciderId === appraiserId)
      throw new InvalidAnswers({ field: 'decider', why: text('objection:problem.party') })
    return transact(context, async work => {
      await work.lock(objectionLock(id))
      const before = await access.objection(id, work.tx)
      if (before.decidedAt) throw new Refusal(text('objection:refused.decided'))
      await repository.change(work.tx, id, {
        deciderId,
        namedById: context.actor.personId,
        toldId: deciderId,
        movedAt: work.now,
      })
      const objection = await access.objection(id, work.tx)
      const officers = await people.withRole('officer', work.tx)
      work.notify(decideMessage(objection, deciderId))
      work.refresh(...statusKeys(objection), ...officers.map(one => nameMessage(objection, one).key))
      work.record({ action: 'objection.named', subject: id, detail: { decider: deciderId } })
      return objection
    })
  }

  return { mayName, name }
}
