/** Records a training elsewhere with its certificate; an officer looks at it before its hours count. */
import { text } from '../../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Evidence } from '../../../../platform/files/evidence.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Message, Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { Outside } from './repository.ts'
import * as repository from './repository.ts'

export interface OutsideDeps {
  db: Database
  ids: Ids
  people: Pick<PeopleService, 'person' | 'withRole'>
  evidence: Evidence
  transact: Transact
}
export type OutsideService = ReturnType<typeof createOutside>
export interface Recorded {
  title: string
  provider: string
  /** JP. */
  hours: number
  endedOn: OfficeDay
  file: FileRef
}
export const OUTSIDE = { waiting: 'training.outside', decided: 'training.outside-decided' } as const
/** How many of one's own are shown. */
const SHOWN = 6

export function createOutside(deps: OutsideDeps) {
  const { db, people, evidence, transact } = deps

  /** @throws Refusal for anyone but the person and officers; the try is written down */
  async function mustRead(context: RequestContext, id: string): Promise<Outside> {
    const found = await outsideById(db.client, id)
    const { personId } = found
    if (personId === context.actor.personId || context.actor.roles.includes('officer')) return found
    await transact(context, async work =>
      work.record({ action: 'refused', subject: personId, detail: { outside: id } }),
    )
    throw new Refusal(text('chat:refused.role'))
  }

  /** @throws Refusal where somebody else has to decide */
  async function mayDecide(context: RequestContext, id: string): Promise<void> {
    await mustDecide(deps, context, await outsideById(db.client, id), db.client)
  }

  /** A copy for whoever may read it. */
  async function certificate(context: RequestContext, id: string): Promise<FileRef> {
    const { fileId, fileName: name, fileMime: mime } = await mustRead(context, id)
    const file = await evidence.show({ id: fileId, name, mime })
    if (!file) throw new Refusal(text('training:certificate.none'))
    return file
  }

  return {
    mustRead,
    mayDecide,
    certificate,
    record: (context: RequestContext, said: Recorded) => record(deps, context, said),
    /** @param reason why not; null: the hours count */
    decide: (context: RequestContext, id: string, reason: string | null): Promise<Outside> =>
      transact(context, work => decide(deps, work, context, { id, reason })),
    outside: (id: string) => outsideById(db.client, id),
    /** Somebody's own, the latest first. */
    own: (personId: string) => repository.outsideOf(db.client, personId, SHOWN),
    /** What waits for an officer. */
    waiting: (at: { skip: number; take: number }) => repository.outsideWaiting(db.client, at),
    name: async (personId: string) => (await people.person(personId)).name,
  }
}

async function outsideById(tx: Tx, id: string): Promise<Outside> {
  const found = await repository.outsideById(tx, id)
  if (!found) throw new Refusal(text('chat:refused.button'))
  return found
}

async function record(deps: OutsideDeps, context: RequestContext, said: Recorded): Promise<Outside> {
  const { db, evidence, transact } = deps
  const before = await repository.outsideOfRequest(db.client, context.key)
  if (before) return before
  // Files are moved before the transaction: PGlite has one connection, and nobody should wait for a disk.
  const kept = await evidence.keep(said.file)
  if (!kept.ok) throw new Refusal(text('training:certificate.badFile'))
  const written = await transact(context, work => write(deps, work, context, { ...said, file: kept.file }))
  if (written.fileId !== kept.file.id) await evidence.remove(kept.file.id)
  return written
}

/** One row a request: a second tap finds the first one's. */
async function write(
  deps: OutsideDeps,
  work: Work,
  { actor, key }: RequestContext,
  { title, provider, hours, endedOn, file }: Recorded,
): Promise<Outside> {
  await work.lock(`training.outside:${key}`)
  const before = await repository.outsideOfRequest(work.tx, key)
  if (before) return before
  const row = await repository.addOutside(work.tx, {
    id: deps.ids.next(),
    requestKey: key,
    personId: actor.personId,
    title,
    provider,
    hours,
    endedOn,
    fileId: file.id,
    fileName: file.name,
    fileMime: file.mime,
    createdAt: work.now,
  })
  const persons = await deciders(deps, actor.personId, work.tx)
  work.notify(...persons.map(person => waitingMessage(row, person)))
  return row
}

/** Officers; of the only officer's own the administrators. Nobody confirms their own. */
async function deciders({ people }: OutsideDeps, personId: string, tx: Tx): Promise<string[]> {
  const notTheirs = async (role: 'officer' | 'administrator') =>
    (await people.withRole(role, tx)).filter(id => id !== personId)
  const officers = await notTheirs('officer')
  return officers.length > 0 ? officers : notTheirs('administrator')
}

/** @returns all who may decide. @throws Refusal for anyone else */
async function mustDecide(
  deps: OutsideDeps,
  { actor }: RequestContext,
  { personId }: Outside,
  tx: Tx,
): Promise<string[]> {
  const found = await deciders(deps, personId, tx)
  if (!found.includes(actor.personId)) throw new Refusal(text('training:outside.notOwn'))
  return found
}

async function decide(
  deps: OutsideDeps,
  work: Work,
  context: RequestContext,
  { id, reason }: { id: string; reason: string | null },
): Promise<Outside> {
  await work.lock(`training.outside:${id}`)
  const before = await outsideById(work.tx, id)
  const persons = await mustDecide(deps, context, before, work.tx)
  if (before.state !== 'reported') throw new Refusal(text('training:outside.already'))
  const state = reason === null ? 'confirmed' : 'declined'
  const by = { decidedById: context.actor.personId, decidedAt: work.now }
  const after = await repository.decideOutside(work.tx, id, { ...by, state, reason })
  work.notify({
    key: `training.outside:${id}`,
    to: { person: after.personId },
    notification: OUTSIDE.decided,
    args: [id],
    timing: 'soon',
  })
  work.refresh(...persons.map(person => keyOf(id, person)))
  work.record({ action: 'training.outside', subject: after.personId, detail: { outside: id, state } })
  return after
}

const keyOf = (id: string, person: string) => `training.outside:${id}:${person}`
const waitingMessage = ({ id }: Outside, person: string): Message => ({
  key: keyOf(id, person),
  to: { person },
  notification: OUTSIDE.waiting,
  args: [id],
  timing: 'office-hours',
})
