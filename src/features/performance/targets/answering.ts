/** The other side's answer to what was proposed: agreed alone or together, or not, with a reason. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Transact, Work } from '../../../platform/unit-of-work.ts'
import type { About, Access } from './access.ts'
import { agreedMessage, declinedMessage } from './messages.ts'
import type { Proposal, Target } from './repository.ts'
import * as repository from './repository.ts'
import { isReached, type Side, WHOLE, weightOf } from './rules.ts'

export type Answering = ReturnType<typeof createAnswering>

export function createAnswering({
  db,
  transact,
  access,
}: {
  db: Database
  transact: Transact
  access: Access
}) {
  /** Agrees to everything the other side proposed for a quarter, together: weights are looked at as a whole. */
  async function agreeAll(context: RequestContext, about: About): Promise<void> {
    const side = await access.mustHaveSay(context, about.personId)
    await transact(context, async work => {
      await access.take(work, about)
      const open = await repository.openProposals(work.tx, about.personId, about.quarter)
      const theirs = open.filter(one => one.side !== side)
      await agreeTo(work, access, context, { about, proposals: theirs })
    })
  }

  async function agree(context: RequestContext, proposalId: string): Promise<Target> {
    const { target, side } = await toDecide(context, proposalId)
    await transact(context, async work => {
      await access.take(work, target)
      const proposal = await stillOpen(work.tx, proposalId, side)
      await agreeTo(work, access, context, { about: target, proposals: [proposal] })
    })
    return target
  }

  /** Says no, with a reason; what was agreed before stands. */
  async function decline(context: RequestContext, proposalId: string, reason: string): Promise<Target> {
    const { target, side } = await toDecide(context, proposalId)
    const { actor, now } = context
    await transact(context, async work => {
      await access.take(work, target)
      const { kind, byId } = await stillOpen(work.tx, proposalId, side)
      await repository.decideProposal(work.tx, proposalId, {
        state: 'declined',
        decidedById: actor.personId,
        decidedAt: now,
        reason,
      })
      if (kind === 'new')
        await repository.changeTarget(work.tx, target.id, { state: 'dropped', updatedAt: now })
      if (byId) work.notify(declinedMessage(proposalId, byId))
    })
    return target
  }

  /** @throws Refusal for whoever has no say */
  async function toDecide(
    context: RequestContext,
    proposalId: string,
  ): Promise<{ target: Target; side: Side }> {
    const proposal = await repository.proposalById(db.client, proposalId)
    if (!proposal) throw new Refusal(text('chat:refused.button'))
    const target = await access.target(proposal.targetId)
    return { target, side: await access.mustHaveSay(context, target.personId) }
  }

  return { agree, agreeAll, decline }
}

/** @throws Refusal when it was answered meanwhile, or is this side's own */
async function stillOpen(tx: Tx, id: string, side: Side): Promise<Proposal> {
  const one = await repository.proposalById(tx, id)
  if (one?.state !== 'open') throw new Refusal(text('targets:refused.decided'))
  if (one.side === side) throw new Refusal(text('targets:refused.own'))
  return one
}

/** @throws Refusal when together they would weigh more than {@link WHOLE} */
async function agreeTo(
  work: Work,
  access: Access,
  { actor, key }: RequestContext,
  { about, proposals }: { about: About; proposals: readonly Proposal[] },
): Promise<void> {
  if (proposals.length === 0) return
  const { personId, quarter } = about
  for (const proposal of proposals) {
    await apply(work, await access.target(proposal.targetId, work.tx), proposal)
    await repository.decideProposal(work.tx, proposal.id, {
      state: 'agreed',
      decidedById: actor.personId,
      decidedAt: work.now,
      reason: null,
    })
  }
  const weight = weightOf(await repository.targetsOf(work.tx, personId, quarter))
  if (weight > WHOLE) throw new Refusal(text('targets:refused.weight', { weight }))
  work.record({
    action: 'target.agreed',
    subject: personId,
    detail: { quarter, targets: proposals.length },
  })
  const proposers = new Set(proposals.map(({ byId }) => byId).filter(id => id !== null))
  work.notify(...[...proposers].map(proposer => agreedMessage(about, { proposer, requestKey: key })))
}

async function apply({ tx, now }: Work, target: Target, { kind, terms }: Proposal): Promise<void> {
  if (kind === 'drop') return repository.changeTarget(tx, target.id, { state: 'dropped', updatedAt: now })
  await repository.changeTarget(tx, target.id, {
    ...terms,
    state: 'agreed',
    version: target.version + 1,
    reached: isReached(terms, target.confirmedValue),
    updatedAt: now,
  })
}
