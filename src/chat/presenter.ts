/** Turns a reply into a response for this channel, this person and this place. */
import type { ChatResponse, Inbound } from './channel.ts'
import type { Forms } from './forms/forms.ts'
import type { Outcome } from './forms/outcome.ts'
import { editCard, stepCard } from './forms/stepwise.ts'
import { text } from './i18n/words.ts'
import { Refusal, type Reply, type RequestContext } from './model.ts'
import type { Registry } from './registry.ts'
import type { ContentPolicy, SecureLinks } from './secure-link.ts'

/** Channel of drafts behind a secure link: text typed in a chat does not answer them. The name is stored. */
const BEHIND_LINK = 'pointer'

export interface PresenterDeps {
  registry: Pick<Registry, 'forms'>
  forms: Forms
  contentPolicy: ContentPolicy
  secureLinks: Pick<SecureLinks, 'again'>
  /** Channels that show a form whole; all others ask step by step. */
  wholeForms: ReadonlySet<string>
}
export type Presenter = ReturnType<typeof createPresenter>

export function createPresenter({ registry, forms, contentPolicy, secureLinks, wholeForms }: PresenterDeps) {
  async function show(
    context: RequestContext,
    inbound: Inbound,
    reply: Reply,
    open: boolean,
  ): Promise<ChatResponse> {
    if (reply.kind === 'form') return showForm(context, inbound, reply)
    const { actor, now } = context
    const { locale } = actor
    if (reply.kind === 'toast') return { ...reply, locale, where: where(inbound, open) }
    // Personal content is never shown to a group, whatever the command or button allows.
    const openly = !reply.card.confidential && (open || reply.over === true)
    const card = await contentPolicy.card(inbound.from.channel, actor, reply.card, now)
    const over = reply.over && (inbound.place.kind === 'direct' || openly)
    return { kind: 'card', card, ...(over && { over }), locale, where: where(inbound, openly) }
  }

  async function showForm(
    context: RequestContext,
    inbound: Inbound,
    reply: Extract<Reply, { kind: 'form' }>,
  ): Promise<ChatResponse> {
    const { channel } = inbound.from
    if (!contentPolicy.hides(channel, registry.forms.get(reply.form)))
      return outcome(context, inbound, await forms.open(context, reply, channel))
    const opened = await forms.open(context, reply, BEHIND_LINK)
    if (opened.kind !== 'draft') return outcome(context, inbound, opened)
    return show(
      context,
      inbound,
      await contentPolicy.form(context.actor.personId, opened.draft.id, context.now),
      false,
    )
  }

  /** Replaces a secure link that was used or has expired; only for the person it was made for. */
  async function again(context: RequestContext, inbound: Inbound, id: string): Promise<ChatResponse> {
    const { personId } = context.actor
    const linked = await secureLinks.again(personId, id)
    if (!linked) throw new Refusal(text('chat:refused.button'))
    if (linked.kind === 'card')
      return show(context, inbound, { kind: 'card', over: true, card: linked.card }, false)
    const { id: draftId } = await forms.mine(context, linked.draftId)
    return show(
      context,
      inbound,
      { ...(await contentPolicy.form(personId, draftId, context.now)), over: true },
      false,
    )
  }

  /** A half-filled form, as this channel shows it. */
  async function resume(context: RequestContext, inbound: Inbound, draftId: string): Promise<ChatResponse> {
    return outcome(context, inbound, await forms.resume(context, draftId))
  }

  async function outcome(context: RequestContext, inbound: Inbound, result: Outcome): Promise<ChatResponse> {
    if (result.kind === 'reply') return show(context, inbound, result.reply, false)
    if (result.kind === 'open') return show(context, inbound, result.reply, false)
    const { draft, title, problems, over, page, editing, look, sure } = result
    const { locale } = context.actor
    if (wholeForms.has(inbound.from.channel) && !sure) {
      const { id, version, fields, answers, names } = draft
      return {
        kind: 'form',
        draft: { id, version, title, fields, answers, names, problems },
        locale,
        where: 'private',
      }
    }
    const why = problems[0]?.why
    const card = editing ? editCard(draft) : stepCard(draft, title, { page: page ?? 0, why, look })
    return { kind: 'card', card, ...(over && { over }), locale, where: where(inbound, over === true) }
  }

  return { show, outcome, resume, again }
}

/** In a group, only what is meant for everyone is answered in the group. */
export function where({ place }: Inbound, open: boolean): ChatResponse['where'] {
  return place.kind === 'direct' || open ? 'here' : 'private'
}
