/** The person files an objection to their own result: once for each appraisal, within the term of feedback. */

import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, InvalidAnswers, Refusal, type RequestContext } from '../../../chat/model.ts'
import { listed } from '../../../chat/ui/lists.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { Message } from '../../organisation/notify/api.ts'
import type { Appraisal } from '../appraisal/api.ts'
import { quarterText } from '../cycle/api.ts'
import { feedbackLock, lastObjectionDay, objectionEnds } from '../feedback/api.ts'
import type { Access, CurrentObjection } from './access.ts'
import type { ObjectionDeps } from './deps.ts'
import { appraiserMessage, decideMessage, nameMessage, receivedMessage, statusKeys } from './keys.ts'
import type { NewObjection } from './new-objection.ts'
import * as repository from './repository.ts'
import { FILE } from './rules.ts'

/** Numbers are given one after the other, without gaps. */
const NUMBER_LOCK = 'objection.number'

/** What the person hands in: why they object, and a document if they have one. */
export interface Grounds {
  reason: string
  file?: FileRef | undefined
}
export interface Filing {
  /** @throws Refusal: not theirs, replaced, objected to before, or too late (with whom to ask) */
  mayFile(context: RequestContext, appraisalId: string): Promise<Appraisal>
  /** @throws Refusal as `mayFile`; InvalidAnswers for a document that cannot be kept */
  file(context: RequestContext, appraisalId: string, grounds: Grounds): Promise<CurrentObjection>
}

interface FilingDeps
  extends Pick<ObjectionDeps, 'db' | 'transact' | 'people' | 'office' | 'evidence' | 'feedback'> {
  access: Access
  newObjection: NewObjection
}

export function createFiling(deps: FilingDeps): Filing {
  const { db, transact, people, office, evidence, feedback, access } = deps

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
        contact: await officerNames(people),
      }),
    )
  }

  async function file(context: RequestContext, appraisalId: string, grounds: Grounds) {
    const appraisal = await mayFile(context, appraisalId)
    const document = await keepDocument(evidence, grounds.file)
    const filed = await transact(context, async work => {
      await work.lock(NUMBER_LOCK, feedbackLock(appraisalId))
      if (await repository.ofAssignment(work.tx, appraisal.assignmentId)) return null
      const receipt = await feedback.currentReceipt(appraisal.assignmentId, work.tx)
      const objection = await deps.newObjection(work.tx, context, {
        appraisal,
        reason: grounds.reason,
        document,
      })
      await repository.add(work.tx, objection, context.key)
      if (receipt?.appraisalId === appraisalId) await feedback.settleRead(work, receipt)
      await announce(work, people, objection)
      return objection
    })
    if (filed) return access.objection(filed.id)
    if (document) await evidence.remove(document.id)
    throw new Refusal(text('objection:refused.filed'))
  }

  return { mayFile, file }
}

/** Whom to ask: the first two officers by name, or what they are called. */
async function officerNames(people: ObjectionDeps['people']) {
  const officers = await people.people((await people.withRole('officer')).slice(0, 2))
  if (officers.length === 0) return text('objection:officer')
  return text('objection:officers', { names: listed(officers.map(({ name }) => name)) })
}

/**
 * Keeps the document before the transaction: a transaction must not wait for files.
 * @throws InvalidAnswers for a document that cannot be kept, or of another kind than `FILE` allows
 */
async function keepDocument(
  evidence: ObjectionDeps['evidence'],
  file: FileRef | undefined,
): Promise<FileRef | null> {
  if (!file) return null
  const found = await evidence.keep(file)
  if (found.ok && FILE.mimes.includes(found.file.mime)) return found.file
  if (found.ok) await evidence.remove(found.file.id)
  throw new InvalidAnswers({ field: 'file', why: text('objection:problem.file') })
}

/** Tells both sides and whoever has to act, and writes the audit line. */
async function announce(work: Work, people: ObjectionDeps['people'], objection: repository.Objection) {
  work.notify(receivedMessage(objection), appraiserMessage(objection))
  work.notify(...(await messagesToAct(work.tx, people, objection)))
  work.refresh(...statusKeys(objection))
  work.record({
    action: 'objection.filed',
    subject: objection.assignmentId,
    detail: { objection: objection.id },
  })
}

/** To whoever decides, or, where nobody does, to the officers, who name somebody. */
async function messagesToAct(
  tx: Tx,
  people: ObjectionDeps['people'],
  objection: repository.Objection,
): Promise<Message[]> {
  if (objection.deciderId) return [decideMessage(objection, objection.deciderId)]
  return (await people.withRole('officer', tx)).map(officer => nameMessage(objection, officer))
}
