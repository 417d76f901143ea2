/** What was reached: reported by the employee, confirmed or asked back by the appraiser. */

import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Evidence } from '../../../platform/files/evidence.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact, Work } from '../../../platform/unit-of-work.ts'
import type { Access } from './access.ts'
import { allReachedMessage, lookedAtMessage, notifyWaiting } from './messages.ts'
import type { Target } from './repository.ts'
import * as repository from './repository.ts'
import type { Progress } from './repository-progress.ts'
import * as reports from './repository-progress.ts'
import { achievement, isReached } from './rules.ts'

interface ReportingDeps {
  db: Database
  ids: Ids
  transact: Transact
  evidence: Evidence
  access: Access
}
export type Reporting = ReturnType<typeof createReporting>
export interface Reported {
  value: number
  note: string | null
  file: FileRef | null
}

export function createReporting(deps: ReportingDeps) {
  const { db, access, evidence } = deps

  /** @throws Refusal for an id that is no report's */
  async function progress(id: string, tx: Tx = db.client): Promise<Progress> {
    const found = await reports.progressById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** @throws Refusal for whoever does not speak for the appraiser */
  async function mayDecide(context: RequestContext, id: string): Promise<Target> {
    const target = await access.target((await progress(id)).targetId)
    if ((await access.mustHaveSay(context, target.personId)) !== 'appraiser')
      throw new Refusal(text('targets:refused.own'))
    return target
  }

  /** A copy for whoever may read it, in their own conversation; nobody else can open it. */
  async function proof(context: RequestContext, id: string): Promise<FileRef> {
    const { targetId, evidenceId, evidenceName: name, evidenceMime: mime } = await progress(id)
    await access.mustRead(context, (await access.target(targetId)).personId)
    const file = evidenceId && name && mime ? await evidence.show({ id: evidenceId, name, mime }) : null
    if (!file) throw new Refusal(text('targets:refused.noProof'))
    return file
  }

  return {
    progress,
    mayDecide,
    proof,
    report: (context: RequestContext, targetId: string, reported: Reported) =>
      report(deps, context, targetId, reported),
    /** `reason` null: it is as reported. Else it is asked back. */
    decide: async (context: RequestContext, id: string, reason: string | null): Promise<Target> => {
      const target = await mayDecide(context, id)
      await deps.transact(context, async work => {
        await access.take(work, target)
        const { state } = await progress(id, work.tx)
        if (state !== 'reported') throw new Refusal(text('targets:refused.decided'))
        await decide(work, target, { id, reason, decidedById: context.actor.personId })
      })
      return target
    },
  }
}

async function report(
  { db, ids, transact, evidence, access }: ReportingDeps,
  context: RequestContext,
  targetId: string,
  { value, note, file }: Reported,
): Promise<void> {
  const { actor, now, key } = context
  const target = await access.target(targetId)
  if (target.personId !== actor.personId) {
    await access.mustHaveSay(context, target.personId)
    throw new Refusal(text('targets:refused.ownOnly'))
  }
  if (await reports.progressOfRequest(db.client, key)) return
  // Files are moved before the transaction: PGlite has one connection, and nobody should wait for a disk.
  const kept = file && (await keep(evidence, file))
  let taken = false
  try {
    taken = await transact(context, async work => {
      await access.take(work, target)
      if (await reports.progressOfRequest(work.tx, key)) return false
      const { state } = await access.target(targetId, work.tx)
      if (state !== 'agreed') throw new Refusal(text('targets:refused.notAgreed'))
      await reports.supersede(work.tx, targetId)
      await reports.addProgress(work.tx, {
        id: ids.next(),
        requestKey: key,
        targetId,
        value,
        note,
        evidenceId: kept?.id ?? null,
        evidenceName: kept?.name ?? null,
        evidenceMime: kept?.mime ?? null,
        createdAt: now,
      })
      await repository.changeTarget(work.tx, targetId, { reportedValue: value, updatedAt: now })
      await notifyWaiting(work, access, { ...target, side: 'appraiser' })
      return true
    })
  } finally {
    if (kept && !taken) await evidence.remove(kept.id)
  }
}

async function keep(evidence: Evidence, file: FileRef): Promise<FileRef> {
  const kept = await evidence.keep(file)
  if (!kept.ok) throw new Refusal(text('targets:refused.file'))
  return kept.file
}

async function decide(
  work: Work,
  target: Target,
  { id, reason, decidedById }: { id: string; reason: string | null; decidedById: string },
): Promise<void> {
  const { tx, now } = work
  const state = reason === null ? ('confirmed' as const) : ('asked-back' as const)
  await reports.decideProgress(tx, id, { state, decidedById, decidedAt: now, reason })
  const confirmed = await reports.lastValue(tx, target.id, ['confirmed'])
  await repository.changeTarget(tx, target.id, {
    confirmedValue: confirmed,
    reportedValue: await reports.lastValue(tx, target.id, ['reported', 'confirmed']),
    reached: isReached(target, confirmed),
    updatedAt: now,
  })
  work.record({ action: `target.${state}`, subject: target.personId, detail: { target: target.id } })
  work.notify(lookedAtMessage(id, target.personId))
  // Once a quarter, when everything that was agreed has been reached: the key of the message sees to it.
  const agreed = await repository.agreedTargetsOf(tx, target.personId, target.quarter)
  if (achievement(agreed)?.allReached) work.notify(allReachedMessage(target))
}
