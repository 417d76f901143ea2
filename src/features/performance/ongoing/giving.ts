/** Feedback to anybody, or in answer to a request. */
import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import { receivedMessage, requestedKey } from './messages.ts'
import * as repository from './repository.ts'
import type { Requesting } from './requesting.ts'
import type { Tied } from './tied.ts'

/** What is given, and to whom. */
export type GivenWords = repository.Words & {
  receiverId: string
  value: repository.Given['value']
  targetId: string | null
}
type Row = Omit<repository.Given, 'id' | 'giverId' | 'createdAt'>
export type Giving = ReturnType<typeof createGiving>

export function createGiving({
  transact,
  ids,
  requesting,
  tied,
}: {
  transact: Transact
  ids: Ids
  requesting: Requesting
  tied: Tied
}) {
  async function add(context: RequestContext, row: Row): Promise<void> {
    const { actor, now, key } = context
    const { requestId, receiverId } = row
    await transact(context, async work => {
      await work.lock(`ongoing:${actor.personId}`)
      if (await repository.ofRequest(work.tx, key)) return
      if (requestId && !(await repository.settle(work.tx, requestId, actor.personId, 'given')))
        throw new Refusal(text('ongoing:refused.settled'))
      const id = ids.next()
      await repository.addGiven(work.tx, { ...row, id, giverId: actor.personId, createdAt: now }, key)
      work.notify(receivedMessage(id, receiverId))
      if (requestId) work.refresh(requestedKey(requestId, actor.personId))
      work.record({ action: 'ongoing.given', subject: id })
    })
  }

  return {
    give: async (context: RequestContext, words: GivenWords): Promise<void> => {
      const { targetId, targetName } = await tied.to(context, words.receiverId, words.targetId)
      await add(context, { ...words, targetId, targetName, requestId: null })
    },
    /** What was asked about is then what it is tied to. @returns the request */
    answer: async (
      context: RequestContext,
      requestId: string,
      words: repository.Words,
    ): Promise<repository.Request> => {
      const request = await requesting.mayAnswer(context, requestId)
      await add(context, {
        ...words,
        receiverId: request.askerId,
        value: null,
        targetId: request.targetId,
        targetName: request.targetName,
        requestId,
      })
      return request
    },
  }
}
