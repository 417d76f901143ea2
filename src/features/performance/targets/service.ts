/** Targets are proposed by one side and agreed by the other; so is every later change. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { nextQuarter, type Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Access, TargetDeps } from './access.ts'
import { type About, tellWaiting } from './messages.ts'
import type { Proposal, Target } from './repository.ts'
import * as repository from './repository.ts'
import { MAX_TARGETS, type Side, type Terms } from './rules.ts'

export type TargetWork = ReturnType<typeof createService>
const otherSide = (side: Proposal['side']): Side => (side === 'employee' ? 'appraiser' : 'employee')

export function createService({ db, ids, notify }: TargetDeps, access: Access) {
  /** A new row of the SKP. */
  async function propose(context: RequestContext, about: About, terms: Terms): Promise<void> {
    const { now, key, actor } = context
    const side = await access.mustHaveSay(context, about.personId)
    await db.transaction(async tx => {
      await access.take(tx, about, now)
      if (await repository.proposalOfRequest(tx, key)) return
      await room(tx, about, 1)
      await add(tx, about, { terms, side, byId: actor.personId, requestKey: key, now })
      await tellWaiting(tx, { notify, access, now }, { ...about, side: otherSide(side) })
    })
  }

  async function room(tx: Tx, { personId, quarter }: About, more: number): Promise<void> {
    const before = await repository.targetsOf(tx, personId, quarter)
    if (before.length + more > MAX_TARGETS)
      throw new Refusal(text('targets:refused.many', { max: MAX_TARGETS }))
  }

  async function add(
    tx: Tx,
    about: About,
    {
      terms,
      side,
      byId,
      requestKey,
      now,
    }: Pick<Proposal, 'terms' | 'side' | 'byId' | 'requestKey'> & { now: Date },
  ): Promise<void> {
    const id = ids.next()
    // What the officer brings was agreed and signed elsewhere.
    const agreed = side === 'officer'
    await repository.addTarget(tx, {
      ...about,
      ...terms,
      id,
      state: agreed ? 'agreed' : 'proposed',
      createdAt: now,
    })
    const row = { kind: 'new' as const, terms, side, byId, requestKey, createdAt: now }
    await repository.addProposal(tx, {
      ...row,
      id: ids.next(),
      targetId: id,
      state: agreed ? 'agreed' : 'open',
    })
  }

  /** Another wording, figure or weight, or `null`: the row is to go. It holds once the other side agrees. */
  async function change(context: RequestContext, targetId: string, terms: Terms | null): Promise<void> {
    const { now, key, actor } = context
    const before = await access.target(targetId)
    const side = await access.mustHaveSay(context, before.personId)
    await db.transaction(async tx => {
      await access.take(tx, before, now)
      if (await repository.proposalOfRequest(tx, key)) return
      const found = await access.target(targetId, tx)
      if (found.state === 'dropped') throw new Refusal(text('chat:refused.button'))
      const fresh = found.state === 'proposed'
      await setAside(tx, targetId, side, context)
      if (fresh && terms) await repository.changeTarget(tx, targetId, { ...terms, updatedAt: now })
      if (fresh && !terms) return repository.changeTarget(tx, targetId, { state: 'dropped', updatedAt: now })
      const kind = fresh ? ('new' as const) : terms ? ('change' as const) : ('drop' as const)
      const row = { kind, terms: terms ?? termsOf(found), side, byId: actor.personId, requestKey: key }
      await repository.addProposal(tx, { ...row, id: ids.next(), targetId, state: 'open', createdAt: now })
      await tellWaiting(tx, { notify, access, now }, { ...found, side: otherSide(side) })
    })
  }

  /** A new proposal takes the place of the one that still waits: one's own is withdrawn, the other's answered. */
  async function setAside(
    tx: Tx,
    targetId: string,
    side: Side,
    { actor, now }: RequestContext,
  ): Promise<void> {
    const waiting = await repository.openOn(tx, targetId)
    if (!waiting) return
    const state = waiting.side === side ? ('withdrawn' as const) : ('declined' as const)
    const decided = { decidedById: actor.personId, decidedAt: now, reason: null }
    await repository.decideProposal(tx, waiting.id, { state, ...decided })
  }

  /** The agreed targets as proposals for the next quarter, which has to be empty. */
  async function copy(context: RequestContext, { personId, quarter }: About): Promise<Quarter> {
    const { now, key, actor } = context
    const side = await access.mustHaveSay(context, personId)
    const next = { personId, quarter: nextQuarter(quarter) }
    await db.transaction(async tx => {
      await access.take(tx, next, now)
      if ((await repository.targetsOf(tx, personId, next.quarter)).length > 0)
        throw new Refusal(text('targets:refused.notEmpty'))
      const rows = (await repository.targetsOf(tx, personId, quarter)).filter(one => one.state === 'agreed')
      if (rows.length === 0) throw new Refusal(text('targets:refused.nothing'))
      for (const [index, row] of rows.entries()) {
        const by = { side, byId: actor.personId, requestKey: `${key}:${index}`, now }
        await add(tx, next, { terms: termsOf(row), ...by })
      }
      await tellWaiting(tx, { notify, access, now }, { ...next, side: otherSide(side) })
    })
    return next.quarter
  }

  return { propose, change, copy, add }
}

export const weightOf = (targets: readonly Target[]): number =>
  targets.filter(one => one.state === 'agreed').reduce((sum, one) => sum + one.weight, 0)

/** What the weights make once everything that is proposed is agreed. */
export function weightWith(targets: readonly Target[], open: readonly Proposal[]): number {
  const proposed = new Map(open.map(one => [one.targetId, one]))
  return targets.reduce((sum, { id, weight }) => {
    const found = proposed.get(id)
    return sum + (found?.kind === 'drop' ? 0 : (found?.terms.weight ?? weight))
  }, 0)
}

export function termsOf({ result, indicator, aspect, unit, direction, value, weight }: Terms): Terms {
  return { result, indicator, aspect, unit, direction, value, weight }
}
