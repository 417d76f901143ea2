/** The decider asks, either side explains, and it is decided for good. Each step is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Scores } from '../../../domain/criteria.ts'
import type { Ratings } from '../../../domain/ratings.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Access, ObjectionDeps, Standing } from './access.ts'
import { askedMessage, decidedMessage, explainedMessage, standing } from './keys.ts'
import * as repository from './repository.ts'
import type { Decision } from './rules.ts'

/** What a decision says; the figures where it changes the result. */
export interface Decided {
  decision: Decision
  reason: string
  change?: Ratings & { scores: Scores }
}
export type Deciding = ReturnType<typeof createDeciding>

export function createDeciding({ db, ids, audit, notify, appraisal }: ObjectionDeps, access: Access) {
  /** @param side whom to ask */
  async function ask(
    context: RequestContext,
    id: string,
    said: { side: string; question: string },
  ): Promise<Standing> {
    const { personId, appraiserId } = await access.mustDecide(context, id)
    return locked(id, async (tx, objection) => {
      const askedId = said.side === 'employee' ? personId : appraiserId
      const open = { answer: null, answeredAt: null }
      const question = {
        id: ids.next(),
        objectionId: id,
        askedId,
        question: said.question,
        askedAt: context.now,
        ...open,
      }
      await repository.ask(tx, question, context.key)
      await notify.enqueue(tx, [askedMessage(question)], context.now)
      await step(tx, context, objection, 'objection.asked')
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

  async function explain(context: RequestContext, questionId: string, answer: string): Promise<Standing> {
    const { objectionId } = await mayExplain(context, questionId)
    return locked(objectionId, async (tx, objection) => {
      const question = await repository.questionById(tx, questionId)
      if (!question || question.answeredAt) throw new Refusal(text('objection:refused.explained'))
      await repository.explain(tx, questionId, answer, context.now)
      if (objection.deciderId)
        await notify.enqueue(tx, [explainedMessage(question, objection.deciderId)], context.now)
      await notify.refresh(tx, [askedMessage(question).key])
      await step(tx, context, objection, 'objection.explained')
      return objection
    })
  }

  /** Final: there is no way back, and no second objection. */
  async function decide(
    context: RequestContext,
    id: string,
    { decision, reason, change }: Decided,
  ): Promise<Standing> {
    await access.mustDecide(context, id)
    const { actor, now, key } = context
    return locked(id, async (tx, objection) => {
      const { assignmentId } = objection
      const amended = change && { ...change, assignmentId, byId: actor.personId, reason, requestKey: key }
      const changed = amended ? await appraisal.amend(tx, amended, now) : null
      const decided = { decision, decisionReason: reason, decidedById: actor.personId, decidedAt: now }
      await repository.change(tx, id, { ...decided, changedId: changed?.id ?? null, movedAt: now })
      const parties = [objection.personId, objection.appraiserId]
      await notify.enqueue(
        tx,
        parties.map(person => decidedMessage(objection, person)),
        now,
      )
      const open = (await repository.questionsOf(tx, [id])).filter(({ answeredAt }) => !answeredAt)
      await notify.refresh(
        tx,
        open.map(question => askedMessage(question).key),
      )
      await step(tx, context, objection, 'objection.decided')
      return access.objection(id, tx)
    })
  }

  function locked(
    id: string,
    service: (tx: Tx, objection: Standing) => Promise<Standing>,
  ): Promise<Standing> {
    return db.transaction(async tx => {
      await db.lock(tx, `objection:${id}`)
      const objection = await access.objection(id, tx)
      if (objection.decidedAt) throw new Refusal(text('objection:refused.decided'))
      return service(tx, objection)
    })
  }

  async function step(
    tx: Tx,
    { actor, now }: RequestContext,
    objection: repository.Objection,
    action: string,
  ): Promise<void> {
    if (action !== 'objection.decided') await repository.change(tx, objection.id, { movedAt: now })
    await notify.refresh(tx, standing(objection))
    await audit.note(tx, { at: now, actorId: actor.personId, action, subject: objection.id, detail: {} })
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
