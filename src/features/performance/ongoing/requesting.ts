/** Feedback is asked for, and whoever was asked may decline. */
import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import { requestedMessage } from './messages.ts'
import * as repository from './repository.ts'
import type { Tied } from './tied.ts'

/** Who is asked, about what, until which day, and one's own target it is about. */
export interface Wish {
  asked: readonly string[]
  topic: string
  untilDay: OfficeDay
  targetId: string | null
}
export type Requesting = ReturnType<typeof createRequesting>

export function createRequesting({
  db,
  transact,
  ids,
  office,
  tied,
}: {
  db: Database
  transact: Transact
  ids: Ids
  office: Office
  tied: Tied
}) {
  async function request(context: RequestContext, { asked, topic, untilDay, targetId }: Wish): Promise<void> {
    const { actor, now, key } = context
    const about = await tied.to(context, actor.personId, targetId)
    await transact(context, async work => {
      await work.lock(`ongoing:${actor.personId}`)
      if (await repository.requestOfKey(work.tx, key)) return
      const id = ids.next()
      const row = { id, askerId: actor.personId, topic, ...about, untilDay, createdAt: now }
      await repository.addRequest(work.tx, row, { asked, requestKey: key })
      work.notify(...asked.map(person => requestedMessage(id, person)))
      work.record({ action: 'ongoing.requested', subject: id })
    })
  }

  /** @throws Refusal for whoever was not asked, has answered, or is late */
  async function mayAnswer({ actor, now }: RequestContext, requestId: string): Promise<repository.Request> {
    const request = await repository.requestById(db.client, requestId)
    const state = await repository.askedState(db.client, requestId, actor.personId)
    if (!request || !state) throw new Refusal(text('chat:refused.button'))
    if (state !== 'asked') throw new Refusal(text('ongoing:refused.settled'))
    if (request.untilDay < office.today(now)) throw new Refusal(text('ongoing:refused.late'))
    return request
  }

  return {
    request,
    mayAnswer,
    /** Without a reason, and nobody is told. */
    decline: async (context: RequestContext, requestId: string): Promise<void> => {
      await mayAnswer(context, requestId)
      await transact(context, async ({ tx }) => {
        await repository.settle(tx, requestId, context.actor.personId, 'declined')
      })
    },
    /** A request as somebody who was asked sees it. */
    asked: async (requestId: string, personId: string) => {
      const request = await repository.requestById(db.client, requestId)
      return request && { request, state: await repository.askedState(db.client, requestId, personId) }
    },
  }
}
