/** Records a training elsewhere with its certificate; an officer looks at it before its hours count. */

import { text } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../../chat/model.ts'
import { dayOf, type OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Message } from '../../../organisation/notify/api.ts'
import type { TrainingDeps } from '../places/service.ts'
import type { Outside } from './repository.ts'
import * as repository from './repository.ts'

export type OutsideWork = ReturnType<typeof createOutside>
export interface Recorded {
  title: string
  provider: string
  hours: number
  endedOn: OfficeDay
  file: FileRef
}
/** How many of one's own are shown. */
const SHOWN = 6
export const OUTSIDE = { waiting: 'training.outside', decided: 'training.outside-decided' } as const

export function createOutside({ db, ids, audit, notify, people, evidence, office }: TrainingDeps) {
  async function record({ actor, now, key }: RequestContext, said: Recorded): Promise<Outside> {
    const before = await repository.outsideOfRequest(db.client, key)
    if (before) return before
    // Files are moved before the transaction: PGlite has one connection, and nobody should wait for a disk.
    const kept = await evidence.keep(said.file)
    if (!kept.ok) throw new Refusal(text('training:certificate.badFile'))
    const { title, provider, hours, endedOn } = said
    const { id: fileId, name: fileName, mime: fileMime } = kept.file
    const id = ids.next()
    await db.transaction(async tx => {
      await db.lock(tx, `training.outside:${key}`)
      if (await repository.outsideOfRequest(tx, key)) return
      const row = { id, requestKey: key, personId: actor.personId, title, provider, hours, endedOn }
      await repository.addOutside(tx, { ...row, fileId, fileName, fileMime, createdAt: now })
      const messages = (await deciders(tx, actor.personId)).map((person): Message => {
        const to = { person }
        return {
          key: keyOf(id, person),
          to,
          notification: OUTSIDE.waiting,
          args: [id],
          timing: 'office-hours',
        }
      })
      await notify.enqueue(tx, messages, now)
    })
    const written = await repository.outsideOfRequest(db.client, key)
    if (written?.fileId !== fileId) await evidence.remove(fileId)
    if (!written) throw new Refusal(text('chat:refused.button'))
    return written
  }

  /** Officers; of one's own only where there is no other. */
  async function deciders(tx: Tx, personId: string): Promise<string[]> {
    const officers = await people.withRole('officer', tx)
    const others = officers.filter(id => id !== personId)
    return others.length > 0 ? others : officers
  }

  async function outside(id: string, tx: Tx = db.client): Promise<Outside> {
    const found = await repository.outsideById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** @throws Refusal for anyone but the person and officers; the try is written down */
  async function mustRead({ actor, now }: RequestContext, id: string): Promise<Outside> {
    const found = await outside(id)
    if (found.personId === actor.personId || actor.roles.includes('officer')) return found
    const entry = { at: now, actorId: actor.personId, action: 'refused', subject: found.personId }
    await db.transaction(tx => audit.note(tx, { ...entry, detail: { outside: id } }))
    throw new Refusal(text('chat:refused.role'))
  }

  async function mayDecide({ actor }: RequestContext, id: string): Promise<Outside> {
    const found = await outside(id)
    if (!(await deciders(db.client, found.personId)).includes(actor.personId))
      throw new Refusal(text('training:outside.notOwn'))
    return found
  }

  /** `reason` null: the hours count. */
  async function decide(context: RequestContext, id: string, reason: string | null): Promise<Outside> {
    const { personId } = await mayDecide(context, id)
    const { actor, now } = context
    await db.transaction(async tx => {
      await db.lock(tx, `training.outside:${id}`)
      if ((await outside(id, tx)).state !== 'reported') throw new Refusal(text('training:outside.already'))
      const state = reason === null ? ('confirmed' as const) : ('declined' as const)
      await repository.decideOutside(tx, id, { state, reason, decidedById: actor.personId, decidedAt: now })
      const entry = { at: now, actorId: actor.personId, subject: personId, detail: { outside: id, state } }
      await audit.note(tx, { ...entry, action: 'training.outside' })
      const message = { notification: OUTSIDE.decided, args: [id], timing: 'soon' as const }
      await notify.enqueue(tx, [{ key: `training.outside:${id}`, to: { person: personId }, ...message }], now)
      const told = (await deciders(tx, personId)).map(person => keyOf(id, person))
      await notify.refresh(tx, told)
    })
    return outside(id)
  }

  /** A copy for whoever may read it. */
  async function certificate(context: RequestContext, id: string): Promise<FileRef> {
    const { fileId, fileName: name, fileMime: mime } = await mustRead(context, id)
    const file = await evidence.show({ id: fileId, name, mime })
    if (!file) throw new Refusal(text('training:certificate.none'))
    return file
  }

  const today = (now: Date): OfficeDay => dayOf(now, office.zone)
  const name = async (personId: string) => (await people.person(personId)).name
  /** Somebody's own, the latest first. */
  const own = (personId: string) => repository.outsideOf(db.client, personId, SHOWN)
  /** What waits for an officer. */
  const waiting = (at: { skip: number; take: number }) => repository.outsideWaiting(db.client, at)
  return { own, waiting, record, outside, mustRead, mayDecide, decide, certificate, today, name }
}
const keyOf = (id: string, person: string) => `training.outside:${id}:${person}`
