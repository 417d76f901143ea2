/** Finds the command, button, form or question an act belongs to, and turns its reply into something to show. */
import type { Draft, Drafts } from './forms/drafts.ts'
import { cancelled, type Forms } from './forms/forms.ts'
import { isGreeting } from './greetings.ts'
import { text } from './i18n/words.ts'
import type { Caller, Guard } from './identity.ts'
import { type Ability, type Act, type Asking, type Card, type Inbound, Refusal, type Shown } from './model.ts'
import type { Showing } from './presenter.ts'
import type { Register } from './registry.ts'
import { AGAIN } from './secure-link.ts'
import { deskCard, helpCard, homeCard, RUN, unknownCard } from './ui/menu.ts'

export interface HandlerDeps {
  showing: Showing
  guard: Guard
  drafts: Drafts
  /** Channels that show a form whole; all others ask step by step. */
  wholeForms: ReadonlySet<string>
  known: Register
  forms: Forms
  check(asking: Asking, can: Ability, act?: Act['kind']): Promise<void>
}

export function createHandler({ known, forms, check, guard, drafts, wholeForms, showing }: HandlerDeps) {
  const { show, outcome } = showing

  async function handle(asking: Asking, caller: Caller, inbound: Inbound): Promise<Shown> {
    const { act } = inbound
    if (caller.mustRead && !(act.kind === 'press' && guard.beforeReading.has(act.press.verb))) {
      return show(asking, inbound, { kind: 'card', card: caller.mustRead }, false)
    }
    switch (act.kind) {
      case 'command':
        return command(asking, inbound, act)
      case 'press':
        return pressed(asking, inbound, act.press.verb, act.press.args)
      case 'submit':
        return outcome(asking, inbound, await forms.submitWhole(asking, act.draftId, act.answers))
      case 'say':
        return said(asking, inbound, act.text)
      case 'attach':
        return attached(asking, inbound, act)
      default:
        throw new Refusal(text('chat:refused.button'))
    }
  }

  async function command(
    asking: Asking,
    inbound: Inbound,
    { name, rest, mentions }: Extract<Act, { kind: 'command' }>,
  ) {
    const own = await ownCard(asking, name)
    if (own) return show(asking, inbound, { kind: 'card', card: own }, false)
    if (name === 'batal') return leave(asking, inbound)
    const found = known.commands.get(name)
    if (!found) throw new Refusal(text('chat:unknown.command', { name: short(name) }))
    await check(asking, found.can, 'command')
    const { people, strangers } = await guard.mentioned(inbound.from.channel, mentions ?? [])
    return show(
      asking,
      inbound,
      await found.run(asking, { rest, mentioned: people, strangers }),
      found.open === true,
    )
  }

  /** Commands that belong to the chat itself: its start page, its help, the officer's desk. */
  async function ownCard(asking: Asking, name: string): Promise<Card | null> {
    if (name === 'mulai') return homeCard(known.listed, asking, guard)
    if (name === 'bantuan') return helpCard(known.listed, asking, guard)
    if (name !== 'kelola') return null
    await check(asking, 'chat.desk', 'command')
    return deskCard(known.desk, asking, guard)
  }

  async function leave(asking: Asking, inbound: Inbound): Promise<Shown> {
    // Also a form that stands whole on a page, which takes no typed answer.
    const draft = await drafts.current(asking.actor.personId, inbound.from.channel, asking.now)
    if (!draft) throw new Refusal(text('chat:cancel.nothing'))
    await drafts.close(draft.id)
    return show(asking, inbound, cancelled(false), false)
  }

  async function pressed(
    asking: Asking,
    inbound: Inbound,
    verb: string,
    args: readonly string[],
  ): Promise<Shown> {
    if (verb.startsWith('form.')) return outcome(asking, inbound, await forms.press(asking, verb, args))
    if (verb === AGAIN) return showing.again(asking, inbound, args[0] ?? '')
    if (verb === RUN) return command(asking, inbound, { kind: 'command', name: args[0] ?? '', rest: '' })
    const action = known.actions.get(verb)
    // A button of ours says all that its action asks for (after `asking`); one without was made by somebody else.
    if (!action || args.length < action.run.length - 1) throw new Refusal(text('chat:refused.button'))
    await check(asking, action.can, 'press')
    return show(asking, inbound, await action.run(asking, ...args), action.open === true)
  }

  async function said(asking: Asking, inbound: Inbound, words: string): Promise<Shown> {
    const draft = await openDraft(asking, inbound)
    if (draft) return outcome(asking, inbound, await forms.answer(asking, draft, words))
    const card = isGreeting(words) ? homeCard(known.listed, asking, guard) : unknownCard()
    return show(asking, inbound, { kind: 'card', card }, false)
  }

  async function attached(
    asking: Asking,
    inbound: Inbound,
    { file }: Extract<Act, { kind: 'attach' }>,
  ): Promise<Shown> {
    const draft = await openDraft(asking, inbound)
    if (draft) return outcome(asking, inbound, await forms.answer(asking, draft, file))
    for (const receiver of known.receivers) {
      if (!guard.may(asking.actor.roles, receiver.can) || !(await receiver.recognises(file))) continue
      return show(asking, inbound, await receiver.run(asking, file), false)
    }
    throw new Refusal(text('chat:unknown.file', { name: short(file.name) }))
  }

  async function openDraft({ actor, now }: Asking, { from }: Inbound): Promise<Draft | null> {
    return wholeForms.has(from.channel) ? null : drafts.current(actor.personId, from.channel, now)
  }

  return handle
}

/** What somebody typed is said back only as far as it helps: an answer has to fit on every platform. */
const short = (said: string) => (said.length > 60 ? `${said.slice(0, 60).toWellFormed()}…` : said)
