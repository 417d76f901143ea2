/** Finds trainings and places by the ids that buttons carry, or refuses: a button may be an old one. */
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import { type Training, trainingById } from '../catalogue/repository.ts'
import * as repository from './repository.ts'

/** A training, and somebody's place in it. */
export interface Placed {
  training: Training
  place: repository.Place
}
export type Lookup = ReturnType<typeof createLookup>

export function createLookup({ db }: { db: Database }) {
  /** @throws Refusal for an id that is no training's */
  async function training(id: string, tx: Tx = db.client): Promise<Training> {
    const found = await trainingById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** @throws Refusal for an id that is no place's */
  async function placed(placeId: string, tx: Tx = db.client): Promise<Placed> {
    const found = await repository.placedById(tx, placeId)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** Takes the training for this transaction: seats are counted by one at a time. */
  async function locked(work: Work, id: string): Promise<Training> {
    await work.lock(`training:${id}`)
    return training(id, work.tx)
  }

  /** @throws Refusal for whoever was not there */
  async function attended({ actor }: RequestContext, id: string, tx: Tx = db.client): Promise<Placed> {
    const found = await repository.placedIn(tx, id, actor.personId)
    if (found?.place.attendance !== 'present') throw new Refusal(text('training:refused.notAttended'))
    return found
  }

  return { training, placed, locked, attended }
}
