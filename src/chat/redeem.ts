/** Opens what a secure link leads to, as the person it was made for. */
import type { ChatResponse, Host, Inbound } from './channel.ts'
import type { Identity } from './identity.ts'
import type { Address, Card, Press, RequestContext } from './model.ts'
import type { Presenter } from './presenter.ts'
import { toResponse } from './refused.ts'
import type { Registry } from './registry.ts'
import type { SecureLinks } from './secure-link.ts'

export interface RedeemDeps {
  registry: Pick<Registry, 'actions'>
  identity: Identity
  secureLinks: Pick<SecureLinks, 'redeem' | 'ownerOf'>
  presenter: Presenter
  now(): Date
}

export function createRedeem(deps: RedeemDeps): Host['redeem'] {
  const { identity, secureLinks, presenter, now } = deps

  return async (token, openIn) => {
    if (await isTaken(token, openIn, deps)) return 'occupied'
    const found = await secureLinks.redeem(token, now())
    const address = found && (await identity.ownAddress(found.personId, now()))
    if (!found || !address) return null
    const identified = await identity.identify(address, undefined)
    if (!identified) return null
    const context: RequestContext = {
      actor: identified.actor,
      now: now(),
      // Effect keys that were stored under this prefix stay valid.
      key: `pointer:${token}`,
      from: address,
      place: { kind: 'direct' },
    }
    const { linked } = found
    if (linked.kind === 'card') {
      const card = await current(context, linked.card, deps)
      const shown: ChatResponse = { kind: 'card', card, locale: linked.locale, where: 'here' }
      return { address, shown }
    }
    const act = { kind: 'say' as const, text: '' }
    const inbound: Inbound = { key: context.key, from: address, place: context.place, act }
    const shown = await presenter
      .resume(context, inbound, linked.draftId)
      .catch(error => toResponse(error, context))
    return { address, shown }
  }
}

/** Somebody else is signed in where the link was followed: their conversation is not to be left by it. */
async function isTaken(
  token: string,
  openIn: Address | null,
  { identity, secureLinks, now }: RedeemDeps,
): Promise<boolean> {
  const there = openIn && (await identity.identify(openIn, undefined))
  const owner = there && (await secureLinks.ownerOf(token, now()))
  return Boolean(owner) && owner !== there?.actor.personId
}

/**
 * A card may name an action that renders it anew once it is opened. Where that action is refused, the card is
 * shown as it was kept: the person asked for nothing that could be refused.
 */
async function current(context: RequestContext, card: Card, deps: RedeemDeps): Promise<Card> {
  return (card.opened && (await renderedBy(context, card.opened, deps))) ?? card
}

async function renderedBy(
  context: RequestContext,
  { verb, args }: Press,
  { registry, identity }: RedeemDeps,
): Promise<Card | null> {
  const action = registry.actions.get(verb)
  if (!action || !identity.may(context.actor.roles, action.can)) return null
  try {
    const reply = await action.invoke(context, args)
    return reply.kind === 'card' ? reply.card : null
  } catch (error) {
    toResponse(error, context)
    return null
  }
}
