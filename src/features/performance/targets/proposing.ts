/** Targets are proposed by one side and agreed by the other; so is every later change. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { nextQuarter, type Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact, Work } from '../../../platform/unit-of-work.ts'
import type { About, Access } from './access.ts'
import { notifyWaiting } from './messages.ts'
import type { Proposal } from './repository.ts'
import * as repository from './repository.ts'
import { MAX_TARGETS, otherSide, type Side, type Terms, termsOf } from './rules.ts'

interface ProposingDeps {
  ids: Ids
  transact: Transact
  access: Access
}
export type Proposing = ReturnType<typeof createProposing>

export function createProposing(deps: ProposingDeps) {
  const { ids, transact, access } = deps

  /** A new row of the SKP. */
  async function propose(context: RequestContext, about: About, terms: Terms): Promise<void> {
    const side = await access.mustHaveSay(context, about.personId)
    await transact(context, async work => {
      await access.take(work, about)
      if (await repository.proposalOfRequest(work.tx, context.key)) return
      await mustHaveRoom(work.tx, about)
      await addTargets(work, ids, {
        about,
        side,
        byId: context.actor.personId,
        rows: [{ terms, requestKey: context.key }],
      })
      await notifyWaiting(work, access, { ...about, side: otherSide(side) })
    })
  }

  /** The agreed targets as proposals for the next quarter, which has to be empty. @returns that quarter */
  async function copy(context: RequestContext, { personId, quarter }: About): Promise<Quarter> {
    const side = await access.mustHaveSay(context, personId)
    const next = { personId, quarter: nextQuarter(quarter) }
    await transact(context, async work => {
      await access.take(work, next)
      if ((await repository.targetsOf(work.tx, personId, next.quarter)).length > 0)
        throw new Refusal(text('targets:refused.notEmpty'))
      const agreed = await repository.agreedTargetsOf(work.tx, personId, quarter)
      if (agreed.length === 0) throw new Refusal(text('targets:refused.nothing'))
      const rows = agreed.map((row, index) => ({
        terms: termsOf(row),
        requestKey: `${context.key}:${index}`,
      }))
      await addTargets(work, ids, { about: next, side, byId: context.actor.personId, rows })
      await notifyWaiting(work, access, { ...next, side: otherSide(side) })
    })
    return next.quarter
  }

  return {
    propose,
    copy,
    change: (context: RequestContext, targetId: string, terms: Terms | null) =>
      change(deps, context, targetId, terms),
  }
}

/** Another wording, figure or weight, or `null`: the row is to go. It holds once the other side agrees. */
async function change(
  { ids, transact, access }: ProposingDeps,
  context: RequestContext,
  targetId: string,
  terms: Terms | null,
): Promise<void> {
  const { now, key, actor } = context
  const before = await access.target(targetId)
  const side = await access.mustHaveSay(context, before.personId)
  await transact(context, async work => {
    await access.take(work, before)
    if (await repository.proposalOfRequest(work.tx, key)) return
    const found = await access.target(targetId, work.tx)
    if (found.state === 'dropped') throw new Refusal(text('chat:refused.button'))
    const fresh = found.state === 'proposed'
    await setAside(work, targetId, side, actor.personId)
    if (fresh) {
      const changed = terms ? { ...terms, updatedAt: now } : { state: 'dropped' as const, updatedAt: now }
      await repository.changeTarget(work.tx, targetId, changed)
      if (!terms) return
    }
    const kind = fresh ? ('new' as const) : terms ? ('change' as const) : ('drop' as const)
    await repository.addProposals(work.tx, [
      {
        id: ids.next(),
        targetId,
        kind,
        terms: terms ?? termsOf(found),
        side,
        byId: actor.personId,
        requestKey: key,
        state: 'open',
        createdAt: now,
      },
    ])
    await notifyWaiting(work, access, { ...found, side: otherSide(side) })
  })
}

/** A new proposal takes the place of the one that still waits: one's own is withdrawn, the other's answered. */
async function setAside({ tx, now }: Work, targetId: string, side: Side, decidedById: string): Promise<void> {
  const waiting = await repository.openOn(tx, targetId)
  if (!waiting) return
  await repository.decideProposal(tx, waiting.id, {
    state: waiting.side === side ? 'withdrawn' : 'declined',
    decidedById,
    decidedAt: now,
    reason: null,
  })
}

async function mustHaveRoom(tx: Tx, { personId, quarter }: About): Promise<void> {
  const before = await repository.targetsOf(tx, personId, quarter)
  if (before.length >= MAX_TARGETS) throw new Refusal(text('targets:refused.many', { max: MAX_TARGETS }))
}

export interface NewTargets {
  about: About
  side: Proposal['side']
  byId: string
  rows: readonly { terms: Terms; requestKey: string }[]
}
/** Targets with the proposals they come from. What the officer brings was agreed and signed elsewhere. */
export async function addTargets(
  { tx, now }: Work,
  ids: Ids,
  { about: { personId, quarter }, side, byId, rows }: NewTargets,
): Promise<void> {
  const agreed = side === 'officer'
  const made = rows.map(row => ({ ...row, targetId: ids.next(), proposalId: ids.next() }))
  await repository.addTargets(
    tx,
    made.map(({ terms, targetId }) => ({
      ...terms,
      id: targetId,
      personId,
      quarter,
      state: agreed ? ('agreed' as const) : ('proposed' as const),
      createdAt: now,
    })),
  )
  await repository.addProposals(
    tx,
    made.map(({ terms, requestKey, targetId, proposalId }) => ({
      id: proposalId,
      targetId,
      kind: 'new' as const,
      terms,
      side,
      byId,
      requestKey,
      state: agreed ? ('agreed' as const) : ('open' as const),
      createdAt: now,
    })),
  )
}
