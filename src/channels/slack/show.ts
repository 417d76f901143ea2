/** Asks the router and shows its answer where the person looks. */
import type { App } from '@slack/bolt'
import type { Act, ChatResponse, Inbound } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import { cardModal, formModal, noticeModal } from './modal.ts'
import type { Outbox } from './outbox.ts'
import { within } from './retry.ts'
import { createShowCard } from './show-card.ts'
import { createShowForm } from './show-form.ts'
import { createShowText } from './show-text.ts'
import type { Spot } from './spot.ts'
import { createViews } from './views.ts'

/** A trigger is good for three seconds from the tap: after this long (milliseconds) a modal that says "wait" is opened. */
const TRIGGER_MS = 1500

export interface ShowDeps {
  route(inbound: Inbound): Promise<ChatResponse | null>
  outbox: Outbox
  words: Words
}
export type Show = ReturnType<typeof createShow>

export function createShow({ client }: App, { route, outbox, words }: ShowDeps) {
  const views = createViews(client)
  const showText = createShowText(client, views, words)
  const showForm = createShowForm({ views, outbox, words, showText })
  const { showCard, home } = createShowCard({ views, outbox, words })

  /** Should the router take long, a modal that says "wait" keeps the trigger from running out. */
  async function answer(inbound: Inbound, spot: Spot): Promise<void> {
    const working = route(inbound)
    const quick = await within(working, spot.trigger && spot.on.kind !== 'modal' ? TRIGGER_MS : null)
    const waitingView = quick.late && spot.trigger ? await openWaiting(spot.trigger) : null
    const response = await working
    if (!waitingView) return response ? show(response, spot, inbound.act) : undefined
    await showLate(response, spot, waitingView)
  }

  /** @returns the view's id; null when it cannot be opened any more */
  async function openWaiting(trigger: string): Promise<string | null> {
    const notice = noticeModal(text('slack:waiting'), words, 'id')
    const opened = await views.open(trigger, notice).catch(() => null)
    return opened?.view?.id ?? null
  }

  /** A form or a text takes the place of the waiting modal; a card goes where it would have gone in time. */
  async function showLate(response: ChatResponse | null, spot: Spot, waitingView: string): Promise<void> {
    const replace = async (view: Parameters<typeof views.update>[1]) =>
      void (await views.update(waitingView, view))
    const locale = response?.locale ?? 'id'
    if (response?.kind === 'form') return replace(formModal(response.draft, words, locale))
    if (response?.kind === 'toast') return replace(noticeModal(response.text, words, locale))
    if (response?.kind === 'card' && spot.on.kind === 'home')
      return replace(cardModal(response.card, words, locale))
    await replace(noticeModal(text('slack:sent'), words, locale))
    if (response) await show(response, { ...spot, trigger: null }, null)
  }

  async function show(response: ChatResponse, spot: Spot, act: Act | null): Promise<void> {
    if (response.kind === 'form') return showForm(response, spot, act)
    if (response.kind === 'toast') return showText(response.text, response.locale, spot)
    return showCard(response, spot)
  }

  return { answer, home, showText, update: views.update }
}
