/** What was given is read again: by whoever was given it, and by whoever wrote it. */
import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { pageSpan } from '../../../chat/ui/paging.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import * as repository from './repository.ts'

export type Reading = ReturnType<typeof createReading>

export function createReading({
  db,
  transact,
  people,
  office,
}: {
  db: Database
  transact: Transact
  people: Pick<PeopleService, 'reportsOf'>
  office: Office
}) {
  /** For whoever wrote it or was given it. @throws Refusal for all others, and the try is written down */
  async function mine(context: RequestContext, id: string): Promise<repository.Given> {
    const { personId } = context.actor
    const found = await repository.givenById(db.client, id)
    if (found && (found.receiverId === personId || found.giverId === personId)) return found
    if (found) await transact(context, async work => work.record({ action: 'ongoing.denied', subject: id }))
    throw new Refusal(text('chat:refused.button'))
  }

  return {
    mine,
    given: (id: string) => repository.givenById(db.client, id),
    received: ({ actor }: RequestContext, page: number) =>
      repository.givenPage(db.client, { receiverId: actor.personId }, pageSpan(page)),
    written: ({ actor }: RequestContext, page: number) =>
      repository.givenPage(db.client, { giverId: actor.personId }, pageSpan(page)),
    /** What was released to somebody without names. */
    rounds: ({ actor }: RequestContext, page: number) =>
      repository.roundsOf(db.client, actor.personId, pageSpan(page)),
    round: (receiverId: string, round: number) => repository.roundOf(db.client, receiverId, round),
    /** Those whom this person appraises today. */
    reports: ({ actor, now }: RequestContext) => people.reportsOf(actor.personId, office.today(now)),
  }
}
