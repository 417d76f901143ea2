/** The other side's answer to what was proposed: agreed alone or together, or not, with a reason. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Access, TargetDeps } from './access.ts'
import type { About } from './messages.ts'
import type { Proposal, Target } from './repository.ts'
import * as repository from './repository.ts'
import { isReached, type Side, WHOLE } from './rules.ts'
import { weightOf } from './service.ts'

export type AnswerWork = ReturnType<typeof createAnswers>

export function createAnswers({ db, audit, notify }: TargetDeps, access: Access) {
  /** Agrees to everything the other side proposed for a quarter, together: weights are looked at as a whole. */
  async function agreeAll(context: RequestContext, about: About): Promise<number> {
    const side = await access.mustHaveSay(context, about.personId)
    return db.transaction(async tx => {
      await access.take(tx, about, context.now)
      const open = await repository.openProposals(tx, about.personId, about.quarter)
      return agreed(
        tx,
        context,
        about,
        open.filter(one => one.side !== side),
      )
    })
  }

  async function agree(context: RequestContext, proposalId: string): Promise<void> {
    const { found, side } = await toDecide(context, proposalId)
    await db.transaction(async tx => {
      await access.take(tx, found, context.now)
      await agreed(tx, context, found, [await stillOpen(tx, proposalId, side)])
    })
  }

  async function agreed(
    tx: Tx,
    context: RequestContext,
    about: About,
    proposals: readonly Proposal[],
  ): Promise<number> {
    const { actor, now, key } = context
    if (proposals.length === 0) return 0
    for (const one of proposals) {
      await apply(tx, one, now)
      const decided = { state: 'agreed' as const, decidedById: actor.personId, decidedAt: now, reason: null }
      await repository.decideProposal(tx, one.id, decided)
    }
    const { personId, quarter } = about
    const weight = weightOf(await repository.targetsOf(tx, personId, quarter))
    if (weight > WHOLE) throw new Refusal(text('targets:refused.weight', { weight }))
    const entry = { at: now, actorId: actor.personId, subject: personId }
    await audit.note(tx, {
      ...entry,
      action: 'target.agreed',
      detail: { quarter, targets: proposals.length },
    })
    const by = [...new Set(proposals.map(one => one.byId).filter(id => id !== null))]
    const messages = by.map(person => ({
      key: `target:agreed:${key}:${personId}:${person}`,
      to: { person },
      notification: 'target.agreed',
      args: [personId, quarter],
      timing: 'soon' as const,
    }))
    await notify.enqueue(tx, messages, now)
    return proposals.length
  }

  async function apply(tx: Tx, { targetId, kind, terms }: Proposal, now: Date): Promise<void> {
    const found = await access.target(targetId, tx)
    if (kind === 'drop') return repository.changeTarget(tx, targetId, { state: 'dropped', updatedAt: now })
    const reached = isReached(terms, found.confirmedValue)
    const version = found.version + 1
    await repository.changeTarget(tx, targetId, {
      ...terms,
      state: 'agreed',
      version,
      reached,
      updatedAt: now,
    })
  }

  /** Says no, with a reason; what was agreed before stands. */
  async function decline(context: RequestContext, proposalId: string, reason: string): Promise<Target> {
    const { found, side } = await toDecide(context, proposalId)
    const { actor, now } = context
    await db.transaction(async tx => {
      await access.take(tx, found, now)
      const one = await stillOpen(tx, proposalId, side)
      await repository.decideProposal(tx, proposalId, {
        state: 'declined',
        decidedById: actor.personId,
        decidedAt: now,
        reason,
      })
      if (one.kind === 'new')
        await repository.changeTarget(tx, found.id, { state: 'dropped', updatedAt: now })
      const message = { notification: 'target.declined', args: [proposalId], timing: 'soon' as const }
      if (one.byId)
        await notify.enqueue(
          tx,
          [{ key: `target:declined:${proposalId}`, to: { person: one.byId }, ...message }],
          now,
        )
    })
    return found
  }

  async function toDecide(
    context: RequestContext,
    proposalId: string,
  ): Promise<{ found: Target; side: Side }> {
    const one = await repository.proposalById(db.client, proposalId)
    if (!one) throw new Refusal(text('chat:refused.button'))
    const found = await access.target(one.targetId)
    return { found, side: await access.mustHaveSay(context, found.personId) }
  }

  /** @throws Refusal when it was answered meanwhile, or is this side's own */
  async function stillOpen(tx: Tx, id: string, side: Side): Promise<Proposal> {
    const one = await repository.proposalById(tx, id)
    if (one?.state !== 'open') throw new Refusal(text('targets:refused.decided'))
    if (one.side === side) throw new Refusal(text('targets:refused.own'))
    return one
  }

  return { agree, agreeAll, decline }
}
