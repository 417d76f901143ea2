/** An objection is filed, and comes to whoever decides. Each step is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Appraisal } from '../appraisal/api.ts'
import { quarterText } from '../cycle/api.ts'
import { lastObjectionDay, objectionEnds } from '../feedback/api.ts'
import { createAccess, type ObjectionDeps, type Standing } from './access.ts'
import { decideMessage, nameMessage, receivedMessage, standing, toldMessage } from './keys.ts'
import * as repository from './repository.ts'
import { decidersAmong, FILE } from './rules.ts'

export type ObjectionService = ReturnType<typeof createService>

export function createService(deps: ObjectionDeps) {
  const { db, ids, audit, notify, people, office, evidence, feedback } = deps
  const access = createAccess(deps)

  /** @throws Refusal: not theirs, replaced, objected to before, or too late (with whom to ask) */
  async function mayFile(context: RequestContext, appraisalId: string): Promise<Appraisal> {
    const appraisal = await feedback.own(context, appraisalId)
    const receipt = await feedback.current(appraisal.assignmentId)
    if (await repository.ofAssignment(db.client, appraisal.assignmentId))
      throw new Refusal(text('objection:refused.filed'))
    if (receipt?.appraisalId !== appraisalId) throw new Refusal(text('feedback:refused.replaced'))
    const received = (await feedback.receivedAt(appraisalId, context.now)) ?? context.now
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

  /** Taken over before the transaction: files are no work for one. */
  async function kept(file: FileRef | undefined): Promise<FileRef | null | 'refused'> {
    if (!file) return null
    const found = await evidence.keep(file)
    if (found.ok && FILE.mimes.includes(found.file.mime)) return found.file
    if (found.ok) await evidence.remove(found.file.id)
    return 'refused'
  }

  async function file(
    context: RequestContext,
    appraisalId: string,
    said: { reason: string; file?: FileRef | undefined },
  ): Promise<Standing | 'file'> {
    const appraisal = await mayFile(context, appraisalId)
    const paper = await kept(said.file)
    if (paper === 'refused') return 'file'
    const filed = await db.transaction(async tx => {
      await db.lock(tx, 'objection.number')
      if (await repository.ofAssignment(tx, appraisal.assignmentId)) return null
      const objection = await numbered(tx, context, { appraisal, reason: said.reason, paper })
      await repository.add(tx, objection, context.key)
      await feedback.settleRead(tx, context, appraisal)
      await tell(tx, objection, context.now)
      const { id, assignmentId } = objection
      await audit.note(tx, {
        at: context.now,
        actorId: context.actor.personId,
        action: 'objection.filed',
        subject: assignmentId,
        detail: { objection: id },
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
    const year = Number(access.today(now).slice(0, 4))
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
    const above = (await people.appraiserOn(access.today(now), [byId], tx)).get(byId)
    return decidersAmong([above?.acting, above?.holder], new Set([personId, byId]))[0] ?? null
  }

  async function tell(tx: Tx, objection: repository.Objection, now: Date): Promise<void> {
    const first = [receivedMessage(objection), toldMessage(objection)]
    await notify.enqueue(tx, [...first, ...(await toWhoMoves(tx, objection))], now)
    await notify.refresh(tx, standing(objection))
  }

  async function toWhoMoves(tx: Tx, objection: repository.Objection) {
    if (objection.deciderId) return [decideMessage(objection, objection.deciderId)]
    return (await people.withRole('officer', tx)).map(officer => nameMessage(objection, officer))
  }

  /** @throws Refusal when there is somebody to decide */
  async function mayName(_asking: RequestContext, id: string): Promise<Standing> {
    const objection = await access.objection(id)
    if (!access.lacksDecider(objection)) throw new Refusal(text('objection:refused.named'))
    return objection
  }

  /** The officer names who decides; never one of the two sides. */
  async function name(
    context: RequestContext,
    id: string,
    deciderId: string,
  ): Promise<repository.Objection | 'party'> {
    const { personId, appraiserId } = await mayName(context, id)
    if (deciderId === personId || deciderId === appraiserId) return 'party'
    return db.transaction(async tx => {
      await db.lock(tx, `objection:${id}`)
      const before = await access.objection(id, tx)
      if (before.decidedAt) throw new Refusal(text('objection:refused.decided'))
      const { personId: namedById } = context.actor
      await repository.change(tx, id, { deciderId, namedById, toldId: deciderId, movedAt: context.now })
      const objection = await access.objection(id, tx)
      await notify.enqueue(tx, [decideMessage(objection, deciderId)], context.now)
      const officers = await people.withRole('officer', tx)
      await notify.refresh(tx, [
        ...standing(objection),
        ...officers.map(one => nameMessage(objection, one).key),
      ])
      await audit.note(tx, {
        at: context.now,
        actorId: namedById,
        action: 'objection.named',
        subject: id,
        detail: { decider: deciderId },
      })
      return objection
    })
  }

  return {
    access,
    mayFile,
    file,
    mayName,
    name,
    of: async (assignmentId: string, tx: Tx = db.client): Promise<Standing | null> => {
      const row = await repository.ofAssignment(tx, assignmentId)
      return row && access.objection(row.id, tx)
    },
  }
}
