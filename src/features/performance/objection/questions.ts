/** The decider asks, and either side explains. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { Access, CurrentObjection } from './access.ts'
import type { ObjectionDeps } from './deps.ts'
import { askedMessage, explainedMessage, statusKeys } from './keys.ts'
import * as repository from './repository.ts'
import type { ChangeUndecided } from './undecided.ts'

export type Questions = ReturnType<typeof createQuestions>

interface QuestionsDeps extends Pick<ObjectionDeps, 'db' | 'ids'> {
  access: Access
  changeUndecided: ChangeUndecided
}

export function createQuestions({ db, ids, access, changeUndecided }: QuestionsDeps) {
  /** @throws Refusal for everybody but the decider, and once it is decided */
  async function ask(
    context: RequestContext,
    id: string,
    { side, words }: { side: 'employee' | 'appraiser'; words: string },
  ): Promise<CurrentObjection> {
    const { personId, appraiserId } = await access.mustDecide(context, id)
    return changeUndecided(context, id, async (work, objection) => {
      const question: repository.Question = {
        id: ids.next(),
        objectionId: id,
        askedId: side === 'employee' ? personId : appraiserId,
        question: words,
        askedAt: work.now,
        answer: null,
        answeredAt: null,
      }
      await repository.ask(work.tx, question, context.key)
      work.notify(askedMessage(question))
      await passOn(work, objection, 'objection.asked')
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

  /** @throws Refusal as `mayExplain`, and once the objection is decided */
  async function explain(context: RequestContext, questionId: string, answer: string) {
    const { objectionId } = await mayExplain(context, questionId)
    return changeUndecided(context, objectionId, async (work, objection) => {
      const question = await repository.questionById(work.tx, questionId)
      if (!question || question.answeredAt) throw new Refusal(text('objection:refused.explained'))
      await repository.explain(work.tx, questionId, answer, work.now)
      if (objection.deciderId) work.notify(explainedMessage(question, objection.deciderId))
      work.refresh(askedMessage(question).key)
      await passOn(work, objection, 'objection.explained')
      return objection
    })
  }

  return {
    ask,
    mayExplain,
    explain,
    /** In the order in which they were asked. */
    ofObjection: (id: string) => repository.questionsOf(db.client, [id]),
    byId: (id: string) => repository.questionById(db.client, id),
  }
}

/** Somebody else has to act now: the days before a reminder are counted anew. */
async function passOn(work: Work, objection: CurrentObjection, action: string): Promise<void> {
  await repository.change(work.tx, objection.id, { movedAt: work.now })
  work.refresh(...statusKeys(objection))
  work.record({ action, subject: objection.id })
}
