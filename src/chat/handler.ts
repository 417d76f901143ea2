/** Finds the command, button, form or question an act belongs to, and turns its reply into a response. */
import type { Ability } from '../domain/abilities.ts'
import type { Act, ChatResponse, Inbound } from './channel.ts'
import type { Receiver } from './contributions.ts'
import type { Draft, Drafts } from './forms/drafts.ts'
import type { Forms } from './forms/forms.ts'
import { cancelled } from './forms/outcome.ts'
import { isGreeting } from './greetings.ts'
import { text } from './i18n/words.ts'
import type { Identified, Identity } from './identity.ts'
import { type Card, type FileRef, type Press, Refusal, type RequestContext } from './model.ts'
import type { Presenter } from './presenter.ts'
import type { Registry } from './registry.ts'
import { AGAIN } from './secure-link.ts'
import { helpCard, homeCard, officerMenuCard, RUN, unknownCard } from './ui/menu.ts'
import { type LookedAt, unknownFileCard } from './ui/unknown-file.ts'

export interface HandlerDeps {
  presenter: Presenter
  identity: Identity
  drafts: Drafts
  /** Channels that show a form whole; all others ask step by step. */
  wholeForms: ReadonlySet<string>
  registry: Registry
  forms: Forms
  /** What a file that nobody takes holds; null for one that is no table. */
  look(file: FileRef): Promise<LookedAt | null>
  check(context: RequestContext, can: Ability, act?: Act['kind']): Promise<void>
}

export function createHandler(deps: HandlerDeps) {
  const { forms, identity, presenter } = deps
  const command = createCommands(deps)
  const pressed = createPresses(deps, command)
  const { said, attached } = createMessages(deps)

  return async (context: RequestContext, identified: Identified, inbound: Inbound): Promise<ChatResponse> => {
    const { act } = inbound
    if (identified.mustRead && !(act.kind === 'press' && identity.beforeReading.has(act.press.verb)))
      return presenter.show(context, inbound, { kind: 'card', card: identified.mustRead }, false)
    switch (act.kind) {
      case 'command':
        return command(context, inbound, act)
      case 'press':
        return pressed(context, inbound, act.press)
      case 'submit':
        return presenter.outcome(context, inbound, await forms.submitWhole(context, act.draftId, act.answers))
      case 'say':
        return said(context, inbound, act.text)
      case 'attach':
        return attached(context, inbound, act)
      default:
        throw new Refusal(text('chat:refused.button'))
    }
  }
}

type RunCommand = (
  context: RequestContext,
  inbound: Inbound,
  act: Extract<Act, { kind: 'command' }>,
) => Promise<ChatResponse>

function createCommands({ registry, identity, drafts, check, presenter }: HandlerDeps): RunCommand {
  /** Commands that belong to the chat itself: its start page, its help, the officer menu. */
  async function ownCard(context: RequestContext, name: string): Promise<Card | null> {
    if (name === 'mulai') return homeCard(registry.listed, context, identity)
    if (name === 'bantuan') return helpCard(registry.listed, context, identity)
    if (name !== 'kelola') return null
    await check(context, 'chat.desk', 'command')
    return officerMenuCard(registry.officerMenu, context, identity)
  }

  /** Also cancels a form shown whole on a page, which takes no typed answer. */
  async function cancel(context: RequestContext, inbound: Inbound): Promise<ChatResponse> {
    const draft = await drafts.current(context.actor.personId, inbound.from.channel, context.now)
    if (!draft) throw new Refusal(text('chat:cancel.nothing'))
    await drafts.close(draft.id)
    return presenter.show(context, inbound, cancelled(false), false)
  }

  return async (context, inbound, { name, rest, mentions }) => {
    const own = await ownCard(context, name)
    if (own) return presenter.show(context, inbound, { kind: 'card', card: own }, false)
    if (name === 'batal') return cancel(context, inbound)
    const found = registry.commands.get(name)
    if (!found) throw new Refusal(text('chat:unknown.command', { name: short(name) }))
    await check(context, found.can, 'command')
    const { people, strangers } = await identity.mentioned(inbound.from.channel, mentions ?? [])
    const reply = await found.run(context, { rest, mentioned: people, strangers })
    return presenter.show(context, inbound, reply, found.open === true)
  }
}

function createPresses({ registry, forms, check, presenter }: HandlerDeps, command: RunCommand) {
  return async (context: RequestContext, inbound: Inbound, { verb, args }: Press): Promise<ChatResponse> => {
    if (verb.startsWith('form.'))
      return presenter.outcome(context, inbound, await forms.press(context, verb, args))
    if (verb === AGAIN) return presenter.again(context, inbound, args[0] ?? '')
    if (verb === RUN) return command(context, inbound, { kind: 'command', name: args[0] ?? '', rest: '' })
    const action = registry.actions.get(verb)
    if (!action) throw new Refusal(text('chat:refused.button'))
    await check(context, action.can, 'press')
    return presenter.show(context, inbound, await action.invoke(context, args), action.open === true)
  }
}

/** Text and files that people send: an answer to the question that waits, or something of their own. */
function createMessages({ registry, forms, identity, drafts, wholeForms, presenter, look }: HandlerDeps) {
  const { show, outcome } = presenter

  async function openDraft({ actor, now }: RequestContext, { from }: Inbound): Promise<Draft | null> {
    return wholeForms.has(from.channel) ? null : drafts.current(actor.personId, from.channel, now)
  }

  async function said(context: RequestContext, inbound: Inbound, words: string): Promise<ChatResponse> {
    const draft = await openDraft(context, inbound)
    if (draft) return outcome(context, inbound, await forms.answer(context, draft, words))
    const card = isGreeting(words) ? homeCard(registry.listed, context, identity) : unknownCard()
    return show(context, inbound, { kind: 'card', card }, false)
  }

  async function attached(
    context: RequestContext,
    inbound: Inbound,
    { file }: Extract<Act, { kind: 'attach' }>,
  ): Promise<ChatResponse> {
    const draft = await openDraft(context, inbound)
    if (draft) return outcome(context, inbound, await forms.answer(context, draft, file))
    const receivers = registry.receivers.filter(({ can }) => identity.may(context.actor.roles, can))
    const receiver = await surest(receivers, file, context.now)
    if (receiver) return show(context, inbound, await receiver.run(context, file), false)
    const seen = receivers.length > 0 ? await look(file) : null
    if (!seen) throw new Refusal(text('chat:unknown.file', { name: short(file.name) }))
    return show(context, inbound, { kind: 'card', card: unknownFileCard(file, seen, receivers) }, false)
  }

  return { said, attached }
}

async function surest(receivers: readonly Receiver[], file: FileRef, now: Date): Promise<Receiver | null> {
  let best: { receiver: Receiver; sure: number } | null = null
  for (const receiver of receivers) {
    const sure = await receiver.recognises(file, now)
    if (sure > (best?.sure ?? 0)) best = { receiver, sure }
  }
  return best?.receiver ?? null
}

/** What somebody typed is quoted only in part: an answer has to fit on every platform. */
const short = (said: string) => (said.length > 60 ? `${said.slice(0, 60).toWellFormed()}…` : said)
