/** inbound → who → allowed? → handler → Shown. The only place that catches a Refusal. */
import { cleaned } from '../domain/text/clean-text.ts'
import type { Directory } from './forms/directory.ts'
import type { Drafts } from './forms/drafts.ts'
import { createForms } from './forms/forms.ts'
import { createHandler } from './handler.ts'
import { text } from './i18n/words.ts'
import type { Guard } from './identity.ts'
import type { Inbox } from './inbox.ts'
import {
  type Ability,
  type Act,
  type Asking,
  type Card,
  type Host,
  type Inbound,
  type Locale,
  type Press,
  Refusal,
  type Reply,
  type Shown,
} from './model.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { createShowing, where } from './presenter.ts'
import type { Register } from './registry.ts'
import type { Pointers, Pointing } from './secure-link.ts'

/** Names offered while somebody types in a person field; Slack shows at most 100. */
const SUGGESTIONS = 20
const STRANGERS_LOCALE: Locale = 'id'

export interface RouterDeps {
  known: Register
  /** Channels that show a form whole; all others ask step by step. */
  wholeForms: ReadonlySet<string>
  guard: Guard
  inbox: Inbox
  drafts: Drafts
  directory: Directory
  pointers: Pick<Pointers, 'redeem' | 'again'>
  pointing: Pointing
  now(): Date
  /** A bug: told to whoever keeps the log; the person sees the short code that comes back. */
  report(error: unknown, inbound: Inbound): string
}

export function createRouter(
  deps: RouterDeps,
): Pick<Host, 'route' | 'answered' | 'suggest' | 'commands' | 'redeem'> {
  const { known, guard, inbox, drafts, directory, pointers, now } = deps
  const inTurn = oneAtATime()
  /** Answers on their way to the person: what comes again meanwhile is a double. */
  const onTheWay = new Set<string>()

  async function check(asking: Asking, can: Ability, act: Act['kind'] = 'submit'): Promise<void> {
    if (guard.may(asking.actor.roles, can)) return
    await guard.refused(asking, can, act)
    throw new Refusal(text('chat:refused.role'))
  }
  const forms = createForms({ forms: known.forms, drafts, directory, check })
  const showing = createShowing({ ...deps, forms })
  const handle = createHandler({ ...deps, forms, check, showing })

  async function answer(inbound: Inbound): Promise<Shown | null> {
    if (inbound.act.kind === 'joined' || inbound.act.kind === 'left')
      return toStranger(await guard.place(inbound, now()))
    const caller = await guard.caller(inbound.from, inbound.handle)
    if (!caller) return toStranger(await guard.guest(inbound, now()))
    const asking = {
      actor: caller.actor,
      now: now(),
      key: inbound.key,
      from: inbound.from,
      place: inbound.place,
    }
    try {
      return await handle(asking, caller, inbound)
    } catch (error) {
      return { ...refused(error, asking), where: where(inbound, false) }
    }
  }

  async function route(brought: Inbound): Promise<Shown | null> {
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

  /** Whoever opens a pointer is the person it was made for: they come in by their own door on our server. */
  async function redeem(token: string) {
    const found = await pointers.redeem(token, now())
    const address = found && (await guard.door(found.personId, now()))
    if (!found || !address) return null
    const caller = await guard.caller(address, undefined)
    if (!caller) return null
    const { pointed } = found
    const place = { kind: 'direct' as const }
    const asking: Asking = { actor: caller.actor, now: now(), key: `pointer:${token}`, from: address, place }
    if (pointed.kind === 'card') {
      const { locale } = pointed
      const card = (pointed.card.opened && (await opens(asking, pointed.card.opened))) ?? pointed.card
      return { address, shown: { kind: 'card' as const, card, locale, where: 'here' as const } }
    }
    const inbound: Inbound = { key: asking.key, from: address, place, act: { kind: 'say', text: '' } }
    const shown = await showing
      .resume(asking, inbound, pointed.draftId)
      .catch(error => refused(error, asking))
    return { address, shown }
  }

  /** @returns the card as it is now that it was opened; null: as it was kept. A "no" is not told: nobody asked. */
  async function opens(asking: Asking, { verb, args }: Press): Promise<Card | null> {
    const action = known.actions.get(verb)
    if (!action || !guard.may(asking.actor.roles, action.can)) return null
    try {
      const reply = await action.run(asking, ...args)
      return reply.kind === 'card' ? reply.card : null
    } catch (error) {
      refused(error, asking)
      return null
    }
  }

  return {
    route,
    answered,
    redeem,
    commands: async from => {
      const roles = (from && (await guard.caller(from, undefined))?.actor.roles) ?? ['employee']
      return known.listed.filter(command => guard.may(roles, command.can))
    },
    suggest: async (from, draftId, fieldId, typed) => {
      const caller = await guard.caller(from, undefined)
      if (!caller || caller.mustRead) return []
      const asking: Asking = { actor: caller.actor, now: now(), key: '', from, place: { kind: 'direct' } }
      const field = (await forms.mine(asking, draftId).catch(() => null))?.fields.find(
        ({ id }) => id === fieldId,
      )
      return field?.kind === 'person' ? directory.find(asking, typed, field.among, SUGGESTIONS) : []
    },
  }
}

/** @throws whatever is no expected "no" */
function refused(error: unknown, { actor }: Asking): Shown {
  if (!(error instanceof Refusal)) throw error
  return { kind: 'toast', text: error.text, locale: actor.locale, where: 'here' }
}

function toStranger(reply: Exclude<Reply, { kind: 'form' }> | null): Shown | null {
  return reply && { ...reply, locale: STRANGERS_LOCALE, where: 'here' }
}

const errorCard = (code: string): Card => ({
  title: text('chat:error.title'),
  blocks: [{ kind: 'text', text: text('chat:error.body', { code }) }],
})
