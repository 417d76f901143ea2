/** Asks the router and shows its answer where the person looks, again and again until it was shown. */
import type { App } from '@slack/bolt'
import type { Act, ChatResponse, Inbound } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Locale, Text } from '../../chat/model.ts'
import { isTooLate } from './errors.ts'
import { cardModal, formModal, noticeModal } from './modal.ts'
import { namedCalls } from './named-calls.ts'
import type { Outbox } from './outbox.ts'
import type { Owed, Try } from './owed.ts'
import { createShowCard } from './show-card.ts'
import { createShowForm } from './show-form.ts'
import { createShowText } from './show-text.ts'
import type { Spot } from './spot.ts'
import { createViews, type Views } from './views.ts'
import { within } from './within.ts'

/** A trigger is good for three seconds from the tap: after this long (milliseconds) a modal that says "wait" is opened. */
const TRIGGER_MS = 1500

export interface ShowDeps {
  route(inbound: Inbound): Promise<ChatResponse | null>
  /** What `route` said to this key was shown, or cannot be. */
  answered(key: string): Promise<void>
  outbox: Outbox
  words: Words
  owed: Owed
}
export type Show = ReturnType<typeof createShow>

export function createShow(app: App, { route, answered, outbox, words, owed }: ShowDeps) {
  const client = namedCalls(app.client)
  const views = createViews(client)
  const showText = createShowText(client, views, words)
  const showForm = createShowForm({ views, outbox, words })
  const { showCard, home } = createShowCard({ views, outbox, words })
  const showLate = createShowLate(views, words, show)

  /** Should the router take long, a modal that says "wait" keeps the trigger from running out. */
  async function answer(inbound: Inbound, spot: Spot): Promise<void> {
    const working = route(inbound)
    const quick = await within(working, spot.trigger && spot.on.kind !== 'modal' ? TRIGGER_MS : null)
    const waitingView = quick.late && spot.trigger ? await openWaiting(spot.trigger) : null
    const response = await working
    if (!response) return waitingView ? showLate.nothing(waitingView) : undefined
    await owed(how =>
      waitingView && how.inPlace
        ? showLate.answer(response, spot, waitingView)
        : show(response, seen(spot, how), inbound.act),
    )
    await answered(inbound.key)
  }

  /** @returns the view's id; null when it cannot be opened any more */
  async function openWaiting(trigger: string): Promise<string | null> {
    const notice = noticeModal(text('slack:waiting'), words, 'id')
    const opened = await views.open(trigger, notice).catch(() => null)
    return opened?.view?.id ?? null
  }

  async function show(response: ChatResponse, spot: Spot, act: Act | null): Promise<void> {
    if (response.kind === 'form') return showForm(response, spot, act)
    if (response.kind === 'toast') return showText(response.text, response.locale, spot)
    return showCard(response, spot)
  }

  return {
    answer,
    answered,
    owed,
    show,
    update: views.update,
    home: (...shown: Parameters<typeof home>) => owed(() => home(...shown)),
    showText: (said: Text, locale: Locale, spot: Spot) =>
      owed(how => showText(said, locale, seen(spot, how))),
  }
}

/** What can still be used of the place where somebody acted. */
export function seen(spot: Spot, { fresh, inPlace }: Try): Spot {
  if (!inPlace) return { user: spot.user, trigger: null, respond: null, on: { kind: 'chat' } }
  return fresh ? spot : { ...spot, trigger: null }
}

/** Where a modal says "wait": a form or a text takes its place; a card goes where it would have gone in time. */
function createShowLate(
  views: Views,
  words: Words,
  show: (response: ChatResponse, spot: Spot, act: Act | null) => Promise<void>,
) {
  /** @returns false when somebody has closed it */
  async function replaced(viewId: string, view: Parameters<Views['update']>[1]): Promise<boolean> {
    try {
      await views.update(viewId, view)
      return true
    } catch (error) {
      if (!isTooLate(error)) throw error
      return false
    }
  }

  function inItsPlace(response: ChatResponse, { on }: Spot) {
    const { locale } = response
    if (response.kind === 'form') return formModal(response.draft, words, locale)
    if (response.kind === 'toast') return noticeModal(response.text, words, locale)
    return on.kind === 'home' ? cardModal(response.card, words, locale) : null
  }
  const isSent = (viewId: string, locale: Locale) =>
    views.update(viewId, noticeModal(text('slack:sent'), words, locale)).catch(() => {})

  return {
    nothing: async (viewId: string) => void (await isSent(viewId, 'id')),
    answer: async (response: ChatResponse, spot: Spot, viewId: string): Promise<void> => {
      const view = inItsPlace(response, spot)
      if (view && (await replaced(viewId, view))) return
      // The modal that waited was closed, or is not the place: what it was to say comes to the chat.
      await show(response, { ...spot, trigger: null }, null)
      if (!view) await isSent(viewId, response.locale)
    },
  }
}
