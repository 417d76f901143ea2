/** The decider asks, either side explains, and it is decided for good. Each step is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Scores } from '../../../domain/criteria.ts'
import type { Ratings } from '../../../domain/ratings.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import { appraisalLock } from '../appraisal/api.ts'
import type { Access, CurrentObjection } from './access.ts'
import type { ObjectionDeps } from './deps.ts'
import { askedMessage, decidedMessage, explainedMessage, objectionLock, statusKeys } from './keys.ts'
import * as repository from './repository.ts'
import type { Decision } from './rules.ts'

/** What a decision says; the figures where it changes the result. */
export interface Decided {
  decision: Decision
  reason: string
  change?: Ratings & { scores: Scores }
}
export type Deciding = ReturnType<typeof createDeciding>

export function createDeciding({ db, ids, transact, appraisal }: ObjectionDeps, access: Access) {
  /** @param side whom to ask */
  async function ask(
    context: RequestContext,
    id: string,
    said: { side: 'employee' | 'appraiser'; question: string },
  ): Promise<CurrentObjection> {
    const { personId, appraiserId } = await access.mustDecide(context, id)
    return undecided(context, id, async (work, objection) => {
      const question: repository.Question = {
        id: ids.next(),
        objectionId: id,
        askedId: said.side === 'employee' ? personId : appraiserId,
        question: said.question,
        askedAt: work.now,
        answer: null,
        answeredAt: null,
      }
      await repository.ask(work.tx, question, context.key)
      work.notify(askedMessage(question))
      await moved(work, objection, 'objection.asked')
      return objection
    })
  }

  /** @throws Refusal for everybody but who was asked, and once it was answered */
  async function mayExplain(context: RequestContext, questionId: string): Promise<repository.Question> {
    const question = await repository.questionById(db.client, questionId)
    if (!question) throw new Refusal(text('chat:refused.button'))
    if (question.askedId !== context.actor.personId) return access.denied(context, questionId)
    if (question.answeredAt) throw new Refusal(text('objection:refused.explained'))
    return question
  }

  async function explain(
    context: RequestContext,
    questionId: string,
    answer: string,
  ): Promise<CurrentObjection> {
    const { objectionId } = await mayExplain(context, questionId)
    return undecided(context, objectionId, async (work, objection) => {
      const question = await repository.questionById(work.tx, questionId)
      if (!question || question.answeredAt) throw new Refusal(text('objection:refused.explained'))
      await repository.explain(work.tx, questionId, answer, work.now)
      if (objection.deciderId) work.notify(explainedMessage(question, objection.deciderId))
      work.refresh(askedMessage(question).key)
      await moved(work, objection, 'objection.explained')
      return objection
    })
  }

  /** Final: there is no way back, and no second objection. */
  async function decide(
    context: RequestContext,
    id: string,
    { decision, reason, change }: Decided,
  ): Promise<CurrentObjection> {
    const { assignmentId } = await access.mustDecide(context, id)
    const { actor, key } = context
    const locks = change ? [appraisalLock(assignmentId)] : []
    return undecided(
      context,
      id,
      async (work, objection) => {
        const amended = change
          ? await appraisal.amend(work, {
              ...change,
              assignmentId,
              byId: actor.personId,
              reason,
              requestKey: key,
            })
          : null
        await repository.change(work.tx, id, {
          decision,
          decisionReason: reason,
          decidedById: actor.personId,
          decidedAt: work.now,
          changedId: amended?.id ?? null,
          movedAt: work.now,
        })
        const parties = [objection.personId, objection.appraiserId]
        work.notify(...parties.map(person => decidedMessage(objection, person)))
        const open = (await repository.questionsOf(work.tx, [id])).filter(({ answeredAt }) => !answeredAt)
        work.refresh(...open.map(question => askedMessage(question).key), ...statusKeys(objection))
        work.record({ action: 'objection.decided', subject: id })
        return access.objection(id, work.tx)
      },
      locks,
    )
  }

  /** Runs a step of an objection that nobody has decided, one at a time. */
  function undecided(
    context: RequestContext,
    id: string,
    step: (work: Work, objection: CurrentObjection) => Promise<CurrentObjection>,
    locks: readonly string[] = [],
  ): Promise<CurrentObjection> {
    return transact(context, async work => {
      await work.lock(objectionLock(id), ...locks)
      const objection = await access.objection(id, work.tx)
      if (objection.decidedAt) throw new Refusal(text('objection:refused.decided'))
      return step(work, objection)
    })
  }

  /** It lies with somebody else now, and the days before a reminder begin anew. */
  async function moved(work: Work, objection: CurrentObjection, action: string): Promise<void> {
    await repository.change(work.tx, objection.id, { movedAt: work.now })
    work.refresh(...statusKeys(objection))
    work.record({ action, subject: objection.id })
  }

  return {
    ask,
    mayExplain,
    explain,
    decide,
    questions: (id: string) => repository.questionsOf(db.client, [id]),
    question: (id: string) => repository.questionById(db.client, id),
  }
}
