/** Words without a name to one's superior, who reads them once enough different people have written. */
import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { mayShow } from '../../../domain/anonymity.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { roundMessage } from './messages.ts'
import * as repository from './repository.ts'

export type Anonymous = ReturnType<typeof createAnonymous>

export function createAnonymous({
  db,
  transact,
  ids,
  people,
  office,
}: {
  db: Database
  transact: Transact
  ids: Ids
  people: Pick<PeopleService, 'superiorOf' | 'reportsOf'>
  office: Office
}) {
  /** The superior to whom one may write without a name; null where too few could be the writer. */
  async function superior({ actor, now }: RequestContext): Promise<string | null> {
    const found = await people.superiorOf(actor.personId)
    if (!found) return null
    return mayShow((await people.reportsOf(found, office.today(now))).length) ? found : null
  }

  /** @throws Refusal where too few could be the writer */
  async function receiver(context: RequestContext): Promise<string> {
    const found = await superior(context)
    if (!found) throw new Refusal(text('ongoing:refused.too-few'))
    return found
  }

  /**
   * Who wrote is kept apart from what was written, and no time with either. It is not written into the audit log:
   * an entry with a time beside a new row would say whose it is.
   * @throws Refusal where too few could be the writer
   */
  async function give(context: RequestContext, words: repository.Words): Promise<'given' | 'again'> {
    const receiverId = await receiver(context)
    const { kind, situation, behaviour, impact } = words
    return transact(context, async work => {
      const { tx } = work
      await work.lock(`ongoing.round:${receiverId}`)
      if (!(await repository.addVoice(tx, receiverId, context.actor.personId))) return 'again'
      await repository.addAnonymous(tx, { id: ids.next(), receiverId, kind, situation, behaviour, impact })
      if (mayShow(await repository.voices(tx, receiverId))) {
        const round = await repository.release(tx, receiverId, office.today(work.now))
        work.notify(roundMessage(receiverId, round))
      }
      return 'given'
    })
  }

  /** @throws Refusal where too few could be the writer, or for whoever has written in this round */
  async function mayGive(context: RequestContext): Promise<void> {
    const receiverId = await receiver(context)
    if (await repository.hasVoice(db.client, receiverId, context.actor.personId))
      throw new Refusal(text('ongoing:refused.again'))
  }

  return { superior, mayGive, give }
}
