/** Turns a reply into something to show: on this channel, to this person, in this place. */
import type { Forms, Outcome } from './forms/forms.ts'
import { editCard, stepCard } from './forms/stepwise.ts'
import { text } from './i18n/words.ts'
import { type Asking, type Inbound, Refusal, type Reply, type Shown } from './model.ts'
import type { Register } from './registry.ts'
import type { Pointers, Pointing } from './secure-link.ts'

/** Where a form is kept that is filled in on the office's own server: what is typed in a chat does not answer it. */
const ELSEWHERE = 'pointer'

export interface ShowingDeps {
  known: Pick<Register, 'forms'>
  forms: Forms
  pointing: Pointing
  pointers: Pick<Pointers, 'again'>
  /** Channels that show a form whole; all others ask step by step. */
  wholeForms: ReadonlySet<string>
}
export type Showing = ReturnType<typeof createShowing>

export function createShowing({ known, forms, pointing, pointers, wholeForms }: ShowingDeps) {
  async function show(asking: Asking, inbound: Inbound, reply: Reply, open: boolean): Promise<Shown> {
    if (reply.kind === 'form') return showForm(asking, inbound, reply)
    const { actor, now } = asking
    const { locale } = actor
    if (reply.kind === 'toast') return { ...reply, locale, where: where(inbound, open) }
    // Personal content is nothing for everyone, whatever the command or button allows.
    const openly = !reply.card.confidential && (open || reply.over === true)
    const card = await pointing.card(inbound.from.channel, actor, reply.card, now)
    const over = reply.over && (inbound.place.kind === 'direct' || openly)
    return { kind: 'card', card, ...(over && { over }), locale, where: where(inbound, openly) }
  }

  async function showForm(
    asking: Asking,
    inbound: Inbound,
    reply: Extract<Reply, { kind: 'form' }>,
  ): Promise<Shown> {
    const { channel } = inbound.from
    if (!pointing.hides(channel, known.forms.get(reply.form)))
      return outcome(asking, inbound, await forms.open(asking, reply, channel))
    const opened = await forms.open(asking, reply, ELSEWHERE)
    if (opened.kind !== 'draft') return outcome(asking, inbound, opened)
    return show(
      asking,
      inbound,
      await pointing.form(asking.actor.personId, opened.draft.id, asking.now),
      false,
    )
  }

  /** A new link in the place of one that was used, or is too old: only for whom it was made. */
  async function again(asking: Asking, inbound: Inbound, id: string): Promise<Shown> {
    const { personId } = asking.actor
    const pointed = await pointers.again(personId, id)
    if (!pointed) throw new Refusal(text('chat:refused.button'))
    if (pointed.kind === 'card')
      return show(asking, inbound, { kind: 'card', over: true, card: pointed.card }, false)
    const { id: draftId } = await forms.mine(asking, pointed.draftId)
    return show(
      asking,
      inbound,
      { ...(await pointing.form(personId, draftId, asking.now)), over: true },
      false,
    )
  }

  /** A half-filled form, as this channel shows it. */
  async function resume(asking: Asking, inbound: Inbound, draftId: string): Promise<Shown> {
    return outcome(asking, inbound, await forms.resume(asking, draftId))
  }

  async function outcome(asking: Asking, inbound: Inbound, result: Outcome): Promise<Shown> {
    if (result.kind === 'reply') return show(asking, inbound, result.reply, false)
    if (result.kind === 'open') return show(asking, inbound, result.reply, false)
    const { draft, title, problems, over, page, editing, look, sure } = result
    const { locale } = asking.actor
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

/** In a group only what is meant for everyone is answered before everyone. */
export function where({ place }: Inbound, open: boolean): Shown['where'] {
  return place.kind === 'direct' || open ? 'here' : 'private'
}
