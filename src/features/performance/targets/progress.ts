/** What was reached: reported by the employee, confirmed or asked back by the appraiser. */

import { text } from '../../../chat/i18n/words.ts'
import { type FileRef, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Access, TargetDeps } from './access.ts'
import { tellWaiting } from './messages.ts'
import type { Target } from './repository.ts'
import * as repository from './repository.ts'
import type { Progress } from './repository-progress.ts'
import * as reports from './repository-progress.ts'
import { achievement, isReached } from './rules.ts'

export type ProgressWork = ReturnType<typeof createProgress>
export interface Reported {
  value: number
  note: string | null
  file: FileRef | null
}

export function createProgress({ db, ids, audit, notify, evidence }: TargetDeps, access: Access) {
  async function report(
    context: RequestContext,
    targetId: string,
    { value, note, file }: Reported,
  ): Promise<void> {
    const { actor, now, key } = context
    const before = await access.target(targetId)
    if (before.personId !== actor.personId) await access.mustHaveSay(context, before.personId)
    if (before.personId !== actor.personId) throw new Refusal(text('targets:refused.ownOnly'))
    if (await reports.progressOfRequest(db.client, key)) return
    // Files are moved before the transaction: PGlite has one connection, and nobody should wait for a disk.
    const kept = file && (await keep(file))
    const taken = await db.transaction(async tx => {
      await access.take(tx, before, now)
      if (await reports.progressOfRequest(tx, key)) return false
      const { state } = await access.target(targetId, tx)
      if (state !== 'agreed') throw new Refusal(text('targets:refused.notAgreed'))
      await reports.supersede(tx, targetId)
      const proof = {
        evidenceId: kept?.id ?? null,
        evidenceName: kept?.name ?? null,
        evidenceMime: kept?.mime ?? null,
      }
      await reports.addProgress(tx, {
        id: ids.next(),
        requestKey: key,
        targetId,
        value,
        note,
        ...proof,
        createdAt: now,
      })
      await repository.changeTarget(tx, targetId, { reportedValue: value, updatedAt: now })
      await tellWaiting(tx, { notify, access, now }, { ...before, side: 'appraiser' })
      return true
    })
    if (kept && !taken) await evidence.remove(kept.id)
  }

  async function keep(file: FileRef): Promise<FileRef> {
    const kept = await evidence.keep(file)
    if (!kept.ok) throw new Refusal(text('targets:refused.file'))
    return kept.file
  }

  async function progress(id: string, tx: Tx = db.client): Promise<Progress> {
    const found = await reports.progressById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** `reason` null: it is as reported. Else it is asked back. */
  async function decide(context: RequestContext, id: string, reason: string | null): Promise<Target> {
    const { actor, now } = context
    const target = await mayDecide(context, id)
    await db.transaction(async tx => {
      await access.take(tx, target, now)
      const before = await progress(id, tx)
      if (before.state !== 'reported') throw new Refusal(text('targets:refused.decided'))
      const state = reason === null ? ('confirmed' as const) : ('asked-back' as const)
      await reports.decideProgress(tx, id, { state, decidedById: actor.personId, decidedAt: now, reason })
      const confirmed = await reports.lastValue(tx, target.id, ['confirmed'])
      const shown = await reports.lastValue(tx, target.id, ['reported', 'confirmed'])
      const reached = isReached(target, confirmed)
      await repository.changeTarget(tx, target.id, {
        confirmedValue: confirmed,
        reportedValue: shown,
        reached,
        updatedAt: now,
      })
      const entry = { at: now, actorId: actor.personId, subject: target.personId }
      await audit.note(tx, { ...entry, action: `target.${state}`, detail: { target: target.id } })
      await notify.enqueue(tx, [decidedMessage(target, id)], now)
      await congratulate(tx, target, now)
    })
    return target
  }

  async function mayDecide(context: RequestContext, id: string): Promise<Target> {
    const target = await access.target((await progress(id)).targetId)
    if ((await access.mustHaveSay(context, target.personId)) !== 'appraiser')
      throw new Refusal(text('targets:refused.own'))
    return target
  }

  const decidedMessage = ({ personId }: Target, id: string) => ({
    key: `target:report:${id}`,
    to: { person: personId },
    notification: 'target.looked-at',
    args: [id],
    timing: 'soon' as const,
  })

  /** Once a quarter, when everything that was agreed has been reached. */
  async function congratulate(tx: Tx, { personId, quarter }: Target, now: Date): Promise<void> {
    const agreed = (await repository.targetsOf(tx, personId, quarter)).filter(one => one.state === 'agreed')
    if (!achievement(agreed)?.allReached) return
    const message = { notification: 'target.all-reached', args: [personId, quarter], timing: 'soon' as const }
    await notify.enqueue(
      tx,
      [{ key: `target:all-reached:${personId}:${quarter}`, to: { person: personId }, ...message }],
      now,
    )
  }

  /** A copy for whoever may read it, in their own conversation; nobody else can open it. */
  async function proof(context: RequestContext, id: string): Promise<{ target: Target; file: FileRef }> {
    const found = await progress(id)
    const target = await access.target(found.targetId)
    await access.mustRead(context, target.personId)
    const { evidenceId, evidenceName: name, evidenceMime: mime } = found
    const file = evidenceId && name && mime ? await evidence.show({ id: evidenceId, name, mime }) : null
    if (!file) throw new Refusal(text('targets:refused.noProof'))
    return { target, file }
  }

  return { report, decide, mayDecide, proof, progress }
}
