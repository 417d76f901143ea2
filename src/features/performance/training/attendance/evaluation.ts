/** What participants thought of a training, without their names. */
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { mayShow } from '../../../../domain/anonymity.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import type { Lookup } from '../places/lookup.ts'
import { changePlace } from '../places/repository.ts'
import * as repository from './repository-opinions.ts'

export type EvaluationService = ReturnType<typeof createEvaluation>

export function createEvaluation({
  db,
  ids,
  transact,
  lookup,
}: {
  db: Database
  ids: Ids
  transact: Transact
  lookup: Lookup
}) {
  /** Once, by whoever was there. Nothing written says who said what. */
  const evaluate = (context: RequestContext, id: string, opinion: repository.Opinion): Promise<void> =>
    transact(context, async work => {
      await work.lock(`training:${id}`)
      const { place } = await lookup.attended(context, id, work.tx)
      if (place.evaluated) throw new Refusal(text('training:evaluate.already'))
      await changePlace(work.tx, place.id, { evaluated: true })
      await repository.addOpinion(work.tx, { ...opinion, id: ids.next(), trainingId: id })
    })

  /** What participants thought; `null` below five answers, which could be told apart. */
  async function opinions(id: string): Promise<repository.Opinion[] | null> {
    const found = await repository.opinions(db.client, id)
    return mayShow(found.length) ? found : null
  }

  return { evaluate, opinions }
}
