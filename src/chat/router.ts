/** Inbound → identity → permission → handler → response. Refusals are caught here and in redeem.ts only. */
import type { Ability } from '../domain/abilities.ts'
import { cleaned } from '../domain/text/clean-text.ts'
import type { Act, ChatResponse, Host, Inbound } from './channel.ts'
import type { Directory } from './forms/directory.ts'
import type { Drafts } from './forms/drafts.ts'
import { createForms, type Forms } from './forms/forms.ts'
import { createHandler } from './handler.ts'
import { text } from './i18n/words.ts'
import type { Identified, Identity } from './identity.ts'
import type { Inbox } from './inbox.ts'
import { type FileRef, type Locale, Refusal, type Reply, type RequestContext } from './model.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { createPresenter, where } from './presenter.ts'
import { createRedeem } from './redeem.ts'
import { toResponse } from './refused.ts'
import type { Registry } from './registry.ts'
import type { ContentPolicy, SecureLinks } from './secure-link.ts'
import { createSuggest } from './suggest.ts'
import type { LookedAt } from './ui/unknown-file.ts'

const STRANGERS_LOCALE: Locale = 'id'

export interface RouterDeps {
  registry: Registry
  /** Channels that show a form whole; all others ask step by step. */
  wholeForms: ReadonlySet<string>
  identity: Identity
  inbox: Inbox
  drafts: Drafts
  directory: Directory
  secureLinks: Pick<SecureLinks, 'redeem' | 'again' | 'ownerOf'>
  contentPolicy: ContentPolicy
  /** What a file that nobody takes holds; null for one that is no table. */
  look(file: FileRef): Promise<LookedAt | null>
  now(): Date
  /** Logs an unexpected error. @returns the short code that the person sees */
  report(error: unknown, inbound: Inbound): string
}

export function createRouter(
  deps: RouterDeps,
): Pick<Host, 'route' | 'answered' | 'suggest' | 'commands' | 'redeem'> {
  const { registry, identity, drafts, directory } = deps
  const check = createCheck(identity)
  const forms = createForms({ forms: registry.forms, drafts, directory, check })
  const presenter = createPresenter({ ...deps, forms })
  const handle = createHandler({ ...deps, forms, check, presenter })

  return {
    ...createRouting(deps, handle, forms),
    redeem: createRedeem({ ...deps, presenter }),
    commands: async from => {
      const roles = (from && (await identity.identify(from, undefined))?.actor.roles) ?? ['employee']
      return registry.listed.filter(command => identity.may(roles, command.can))
    },
    suggest: createSuggest({ ...deps, forms }),
  }
}

type Check = (context: RequestContext, can: Ability, act?: Act['kind']) => Promise<void>

/** The function it returns throws a Refusal, and records it, when the person's roles lack the ability. */
function createCheck(identity: Identity): Check {
  return async (context, can, act = 'submit') => {
    if (identity.may(context.actor.roles, can)) return
    await identity.refused(context, can, act)
    throw new Refusal(text('chat:refused.role'))
  }
}

/** Takes each update once, one person's acts in their order, and keeps it open until its answer was shown. */
function createRouting(
  deps: RouterDeps,
  handle: ReturnType<typeof createHandler>,
  forms: Pick<Forms, 'seen'>,
): Pick<Host, 'route' | 'answered'> {
  const { identity, inbox, now } = deps
  const inTurn = oneAtATime()
  /** Keys of answers that are being shown: the same update meanwhile is a duplicate. */
  const beingShown = new Set<string>()

  async function route(brought: Inbound): Promise<ChatResponse | null> {
    const inbound = cleaned(brought)
    return inTurn(`${inbound.from.channel}:${inbound.from.id}`, async () => {
      try {
        if (beingShown.has(inbound.key)) return null
        const received = await identity.receive(inbound, now())
        if (received === 'done') return null
        const response = await answer(inbound, received, deps, handle)
        beingShown.add(inbound.key)
        if (!response) await answered(inbound.key)
        return response
      } catch (error) {
        // Not marked done: the platform may send it again, and each effect has its own key.
        return errorResponse(deps.report(error, inbound))
      }
    })
  }

  async function answered(key: string): Promise<void> {
    if (!beingShown.has(key)) return
    try {
      await Promise.all([inbox.done(key, now()), forms.seen(key)])
    } finally {
      beingShown.delete(key)
    }
  }

  return { route, answered }
}

async function answer(
  inbound: Inbound,
  identified: Identified | null,
  { identity, now }: RouterDeps,
  handle: ReturnType<typeof createHandler>,
): Promise<ChatResponse | null> {
  if (inbound.act.kind === 'joined' || inbound.act.kind === 'left')
    return toStranger(await identity.place(inbound, now()))
  if (!identified) return toStranger(await identity.anonymous(inbound, now()))
  const context: RequestContext = {
    actor: identified.actor,
    now: now(),
    key: inbound.key,
    from: inbound.from,
    place: inbound.place,
  }
  try {
    return await handle(context, identified, inbound)
  } catch (error) {
    return { ...toResponse(error, context), where: where(inbound, false) }
  }
}

function toStranger(reply: Exclude<Reply, { kind: 'form' }> | null): ChatResponse | null {
  return reply && { ...reply, locale: STRANGERS_LOCALE, where: 'here' }
}

const errorResponse = (code: string): ChatResponse => ({
  kind: 'card',
  card: {
    title: text('chat:error.title'),
    blocks: [{ kind: 'text', text: text('chat:error.body', { code }) }],
  },
  locale: STRANGERS_LOCALE,
  where: 'private',
})
