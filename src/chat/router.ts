/** inbound → who → allowed? → handler → Shown. The only place that catches a Refusal. */

import type { Ability } from '../domain/abilities.ts'
import { cleaned } from '../domain/text/clean-text.ts'
import type { Act, ChatResponse, Host, Inbound } from './channel.ts'
import type { Directory } from './forms/directory.ts'
import type { Drafts } from './forms/drafts.ts'
import { createForms } from './forms/forms.ts'
import { createHandler } from './handler.ts'
import { text } from './i18n/words.ts'
import type { Identity } from './identity.ts'
import type { Inbox } from './inbox.ts'
import { type Card, type Locale, type Press, Refusal, type Reply, type RequestContext } from './model.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { createPresenter, where } from './presenter.ts'
import type { Registry } from './registry.ts'
import type { ContentPolicy, SecureLinks } from './secure-link.ts'

/** Names offered while somebody types in a person field; Slack shows at most 100. */
const SUGGESTIONS = 20
const STRANGERS_LOCALE: Locale = 'id'

export interface RouterDeps {
  registry: Registry
  /** Channels that show a form whole; all others ask step by step. */
  wholeForms: ReadonlySet<string>
  identity: Identity
  inbox: Inbox
  drafts: Drafts
  directory: Directory
  secureLinks: Pick<SecureLinks, 'redeem' | 'again'>
  contentPolicy: ContentPolicy
  now(): Date
  /** A bug: told to whoever keeps the log; the person sees the short code that comes back. */
  report(error: unknown, inbound: Inbound): string
}

export function createRouter(
  deps: RouterDeps,
): Pick<Host, 'route' | 'answered' | 'suggest' | 'commands' | 'redeem'> {
  const { registry, identity, inbox, drafts, directory, secureLinks, now } = deps
  const inTurn = oneAtATime()
  /** Answers on their way to the person: what comes again meanwhile is a double. */
  const onTheWay = new Set<string>()

  async function check(context: RequestContext, can: Ability, act: Act['kind'] = 'submit'): Promise<void> {
    if (identity.may(context.actor.roles, can)) return
    await identity.refused(context, can, act)
    throw new Refusal(text('chat:refused.role'))
  }
  const forms = createForms({ forms: registry.forms, drafts, directory, check })
  const presenter = createPresenter({ ...deps, forms })
  const handle = createHandler({ ...deps, forms, check, presenter })

  async function answer(inbound: Inbound): Promise<ChatResponse | null> {
    if (inbound.act.kind === 'joined' || inbound.act.kind === 'left')
      return toStranger(await identity.place(inbound, now()))
    const identified = await identity.identify(inbound.from, inbound.handle)
    if (!identified) return toStranger(await identity.anonymous(inbound, now()))
    const context = {
      actor: identified.actor,
      now: now(),
      key: inbound.key,
      from: inbound.from,
      place: inbound.place,
    }
    try {
      return await handle(context, identified, inbound)
    } catch (error) {
      return { ...refused(error, context), where: where(inbound, false) }
    }
  }

  async function route(brought: Inbound): Promise<ChatResponse | null> {
    const inbound = cleaned(brought)
    return inTurn(`${inbound.from.channel}:${inbound.from.id}`, async () => {
      try {
        if (onTheWay.has(inbound.key) || (await inbox.begin(inbound.key, now())) === 'done') return null
        const shown = await answer(inbound)
        onTheWay.add(inbound.key)
        if (!shown) await answered(inbound.key)
        return shown
      } catch (error) {
        // Not marked done: the platform may send it again, and each effect has its own key.
        return {
          kind: 'card',
          card: errorCard(deps.report(error, inbound)),
          locale: STRANGERS_LOCALE,
          where: 'private',
        }
      }
    })
  }

  async function answered(key: string): Promise<void> {
    if (!onTheWay.has(key)) return
    try {
      await Promise.all([inbox.done(key, now()), forms.seen(key)])
    } finally {
      onTheWay.delete(key)
    }
  }

  /** Whoever opens a secure link is the person it was made for, and acts from their own web address. */
  async function redeem(token: string) {
    const found = await secureLinks.redeem(token, now())
    const address = found && (await identity.webAddress(found.personId, now()))
    if (!found || !address) return null
    const identified = await identity.identify(address, undefined)
    if (!identified) return null
    const { pointed } = found
    const place = { kind: 'direct' as const }
    const context: RequestContext = {
      actor: identified.actor,
      now: now(),
      key: `pointer:${token}`,
      from: address,
      place,
    }
    if (pointed.kind === 'card') {
      const { locale } = pointed
      const card = (pointed.card.opened && (await opens(context, pointed.card.opened))) ?? pointed.card
      return { address, shown: { kind: 'card' as const, card, locale, where: 'here' as const } }
    }
    const inbound: Inbound = { key: context.key, from: address, place, act: { kind: 'say', text: '' } }
    const shown = await presenter
      .resume(context, inbound, pointed.draftId)
      .catch(error => refused(error, context))
    return { address, shown }
  }

  /** @returns the card as it is now that it was opened; null: as it was kept. A "no" is not told: nobody asked. */
  async function opens(context: RequestContext, { verb, args }: Press): Promise<Card | null> {
    const action = registry.actions.get(verb)
    if (!action || !identity.may(context.actor.roles, action.can)) return null
    try {
      const reply = await action.invoke(context, args)
      return reply.kind === 'card' ? reply.card : null
    } catch (error) {
      refused(error, context)
      return null
    }
  }

  return {
    route,
    answered,
    redeem,
    commands: async from => {
      const roles = (from && (await identity.identify(from, undefined))?.actor.roles) ?? ['employee']
      return registry.listed.filter(command => identity.may(roles, command.can))
    },
    suggest: async (from, draftId, fieldId, typed) => {
      const identified = await identity.identify(from, undefined)
      if (!identified || identified.mustRead) return []
      const context: RequestContext = {
        actor: identified.actor,
        now: now(),
        key: '',
        from,
        place: { kind: 'direct' },
      }
      const field = (await forms.mine(context, draftId).catch(() => null))?.fields.find(
        ({ id }) => id === fieldId,
      )
      return field?.kind === 'person' ? directory.find(context, typed, field.among, SUGGESTIONS) : []
    },
  }
}

/** @throws whatever is no expected "no" */
function refused(error: unknown, { actor }: RequestContext): ChatResponse {
  if (!(error instanceof Refusal)) throw error
  return { kind: 'toast', text: error.text, locale: actor.locale, where: 'here' }
}

function toStranger(reply: Exclude<Reply, { kind: 'form' }> | null): ChatResponse | null {
  return reply && { ...reply, locale: STRANGERS_LOCALE, where: 'here' }
}

const errorCard = (code: string): Card => ({
  title: text('chat:error.title'),
  blocks: [{ kind: 'text', text: text('chat:error.body', { code }) }],
})
