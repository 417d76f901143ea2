/** An objection is filed, and comes to whoever decides. Each step is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, InvalidAnswers, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Message } from '../../organisation/notify/api.ts'
import type { Appraisal } from '../appraisal/api.ts'
import { quarterText } from '../cycle/api.ts'
import { feedbackLock, lastObjectionDay, objectionEnds } from '../feedback/api.ts'
import { type CurrentObjection, createAccess } from './access.ts'
import type { ObjectionDeps } from './deps.ts'
import {
  decideMessage,
  nameMessage,
  objectionLock,
  receivedMessage,
  statusKeys,
  toldMessage,
} from './keys.ts'
import * as repository from './repository.ts'
import { decidersAmong, FILE } from './rules.ts'

/** Numbers are given one after the other, without gaps. */
const NUMBER_LOCK = 'objection.number'

export type ObjectionService = ReturnType<typeof createService>

export function createService(deps: ObjectionDeps) {
  const { db, ids, transact, people, office, evidence, feedback } = deps
  const access = createAccess(deps)

  /** @throws Refusal: not theirs, replaced, objected to before, or too late (with whom to ask) */
  async function mayFile(context: RequestContext, appraisalId: string): Promise<Appraisal> {
    const appraisal = await feedback.own(context, appraisalId)
    const receipt = await feedback.currentReceipt(appraisal.assignmentId)
    if (await repository.ofAssignment(db.client, appraisal.assignmentId))
      throw new Refusal(text('objection:refused.filed'))
    if (receipt?.appraisalId !== appraisalId) throw new Refusal(text('feedback:refused.replaced'))
    const received = (await feedback.withReceived(receipt, context.now)).receivedAt ?? context.now
    if (context.now < objectionEnds(received, office.zone)) return appraisal
    throw new Refusal(
      text('objection:refused.late', {
        quarter: quarterText(appraisal.quarter),
        until: lastObjectionDay(received, office.zone),
        contact: await contact(),
      }),
    )
  }

  /** Whom to ask: the officers by name, or what they are called. */
  async function contact() {
    const officers = await people.people((await people.withRole('officer')).slice(0, 2))
    return officers.map(({ name }) => name).join(', ') || text('objection:officer')
  }

  /** Taken over before the transaction: files are no work for one. @throws InvalidAnswers for one that does not do */
  async function kept(file: FileRef | undefined): Promise<FileRef | null> {
    if (!file) return null
    const found = await evidence.keep(file)
    if (found.ok && FILE.mimes.includes(found.file.mime)) return found.file
    if (found.ok) await evidence.remove(found.file.id)
    throw new InvalidAnswers({ field: 'file', why: text('objection:problem.file') })
  }

  async function file(
    context: RequestContext,
    appraisalId: string,
    said: { reason: string; file?: FileRef | undefined },
  ): Promise<CurrentObjection> {
    const appraisal = await mayFile(context, appraisalId)
    const paper = await kept(said.file)
    const filed = await transact(context, async work => {
      await work.lock(NUMBER_LOCK, feedbackLock(appraisalId))
      if (await repository.ofAssignment(work.tx, appraisal.assignmentId)) return null
      const receipt = await feedback.currentReceipt(appraisal.assignmentId, work.tx)
      const objection = await numbered(work.tx, context, { appraisal, reason: said.reason, paper })
      await repository.add(work.tx, objection, context.key)
      if (receipt?.appraisalId === appraisalId) await feedback.settleRead(work, receipt)
      work.notify(receivedMessage(objection), toldMessage(objection))
      work.notify(...(await messagesToWhoMoves(work.tx, objection)))
      work.refresh(...statusKeys(objection))
      work.record({
        action: 'objection.filed',
        subject: objection.assignmentId,
        detail: { objection: objection.id },
      })
      return objection
    })
    if (filed) return access.objection(filed.id)
    if (paper) await evidence.remove(paper.id)
    throw new Refusal(text('objection:refused.filed'))
  }

  async function numbered(
    tx: Tx,
    { actor, now }: RequestContext,
    { appraisal, reason, paper }: { appraisal: Appraisal; reason: string; paper: FileRef | null },
  ): Promise<repository.Objection> {
    const deciderId = await deciderOf(tx, appraisal, now)
    const year = Number(office.today(now).slice(0, 4))
    const { id: appraisalId, assignmentId, quarter, byId } = appraisal
    return {
      id: ids.next(),
      year,
      serial: (await repository.lastSerial(tx, year)) + 1,
      assignmentId,
      appraisalId,
      quarter,
      personId: actor.personId,
      appraiserId: byId,
      deciderId,
      namedById: null,
      toldId: deciderId,
      reason,
      fileId: paper?.id ?? null,
      fileName: paper?.name ?? null,
      fileMime: paper?.mime ?? null,
      filedAt: now,
      movedAt: now,
      decision: null,
      decisionReason: null,
      decidedById: null,
      decidedAt: null,
      changedId: null,
    }
  }

  /** Today's superior of whoever made the version: who acts for them, else who holds the post. */
  async function deciderOf(tx: Tx, { personId, byId }: Appraisal, now: Date): Promise<string | null> {
    const above = (await people.appraiserOn(office.today(now), [byId], tx)).get(byId)
    return decidersAmong([above?.acting, above?.holder], new Set([personId, byId]))[0] ?? null
  }

  async function messagesToWhoMoves(tx: Tx, objection: repository.Objection): Promise<Message[]> {
    if (objection.deciderId) return [decideMessage(objection, objection.deciderId)]
    return (await people.withRole('officer', tx)).map(officer => nameMessage(objection, officer))
  }

  /** @throws Refusal when there is somebody to decide */
  async function mayName(id: string): Promise<CurrentObjection> {
    const objection = await access.objection(id)
    if (!access.lacksDecider(objection)) throw new Refusal(text('objection:refused.named'))
    return objection
  }

  /** The officer names who decides. @throws InvalidAnswers for one of the two sides */
  async function name(context: RequestContext, id: string, deciderId: string): Promise<repository.Objection> {
    const { personId, appraiserId } = await mayName(id)
    if (deciderId === personId || deciderId === appraiserId)
      throw new InvalidAnswers({ field: 'decider', why: text('objection:problem.party') })
    return transact(context, async work => {
      await work.lock(objectionLock(id))
      const before = await access.objection(id, work.tx)
      if (before.decidedAt) throw new Refusal(text('objection:refused.decided'))
      await repository.change(work.tx, id, {
        deciderId,
        namedById: context.actor.personId,
        toldId: deciderId,
        movedAt: work.now,
      })
      const objection = await access.objection(id, work.tx)
      const officers = await people.withRole('officer', work.tx)
      work.notify(decideMessage(objection, deciderId))
      work.refresh(...statusKeys(objection), ...officers.map(one => nameMessage(objection, one).key))
      work.record({ action: 'objection.named', subject: id, detail: { decider: deciderId } })
      return objection
    })
  }

  return {
    access,
    mayFile,
    file,
    mayName,
    name,
    isUnderObjection: async (assignmentId: string, tx: Tx = db.client): Promise<boolean> =>
      (await repository.ofAssignment(tx, assignmentId)) !== null,
    /** The objection to an appraisal, if there is one. */
    of: async (assignmentId: string, tx: Tx = db.client): Promise<CurrentObjection | null> => {
      const row = await repository.ofAssignment(tx, assignmentId)
      const [found = null] = row ? await access.withDeciders([row], tx) : []
      return found
    },
  }
}
