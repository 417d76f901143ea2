/** Puts an answer where the person looks: over what was tapped, in a modal, beside a command, in the private chat. */
import type { App } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import type { Act, ChatResponse, Inbound } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Card, Locale, Text } from '../../chat/model.ts'
import { RUN } from '../../chat/ui/menu.ts'
import { cardBlocks, escaped, line, MAX_BLOCKS } from './blocks.ts'
import { isFull, isTooLate } from './errors.ts'
import { cardModal, formModal, noticeModal } from './modal.ts'
import type { Content, Outbox } from './outbox.ts'
import { patiently, within } from './patience.ts'

type Answered = Content & { response_type?: 'ephemeral' | 'in_channel'; replace_original?: boolean }
export type Respond = (content: Answered) => Promise<unknown>

/** Where somebody acted, and so where the answer can go. */
export interface Spot {
  user: string
  /** Opens one modal, for three seconds. */
  trigger: string | null
  /** Answers in the place it was asked, five times within half an hour. */
  respond: Respond | null
  on:
    | { kind: 'chat' | 'shortcut' | 'home' }
    | { kind: 'command'; channel: string; direct: boolean }
    | { kind: 'message'; messageId: string; ephemeral: boolean; direct: boolean }
    | { kind: 'modal'; viewId: string }
}
/** A trigger is good for three seconds from the tap: after this long a modal that says "wait" is opened. */
const HURRY = 1500

export interface ShowDeps {
  route(inbound: Inbound): Promise<ChatResponse | null>
  outbox: Outbox
  words: Words
}

export function createShow({ client }: App, { route, outbox, words }: ShowDeps) {
  const open = (trigger_id: string, view: ModalView) => client.views.open({ trigger_id, view })
  const update = (view_id: string, view: ModalView) => patiently(() => client.views.update({ view_id, view }))

  /** Asks the router and shows what it says; should that take long, a modal holds the place meanwhile. */
  async function answer(inbound: Inbound, spot: Spot): Promise<void> {
    const working = route(inbound)
    const quick = await within(working, spot.trigger && spot.on.kind !== 'modal' ? HURRY : null)
    const holding = quick.late && spot.trigger ? await hold(spot.trigger) : null
    const shown = await working
    if (!holding) return shown ? show(shown, spot, inbound.act) : undefined
    await settle(shown, spot, holding)
  }

  async function hold(trigger: string): Promise<string | null> {
    const opened = await open(trigger, noticeModal(text('slack:waiting'), words, 'id')).catch(() => null)
    return opened?.view?.id ?? null
  }

  /** The answer came late: a form or a notice takes the place that was held, a card goes where it would have. */
  async function settle(shown: ChatResponse | null, spot: Spot, holding: string): Promise<void> {
    const locale = shown?.locale ?? 'id'
    if (shown?.kind === 'form') return void (await update(holding, formModal(shown.draft, words, locale)))
    if (shown?.kind === 'toast') return void (await update(holding, noticeModal(shown.text, words, locale)))
    if (shown?.kind === 'card' && spot.on.kind === 'home')
      return void (await update(holding, cardModal(shown.card, words, locale)))
    await update(holding, noticeModal(text('slack:sent'), words, locale))
    if (shown) await show(shown, { ...spot, trigger: null }, null)
  }

  async function show(shown: ChatResponse, spot: Spot, act: Act | null): Promise<void> {
    if (shown.kind === 'form') return form(shown, spot, act)
    if (shown.kind === 'toast') return tell(shown.text, shown.locale, spot)
    return card(shown, spot)
  }

  async function form(
    { draft, locale }: Extract<ChatResponse, { kind: 'form' }>,
    spot: Spot,
    act: Act | null,
  ) {
    const view = formModal(draft, words, locale)
    if (spot.on.kind === 'modal') return void (await update(spot.on.viewId, view))
    if (!spot.trigger) return invite(spot, act, draft.title, locale)
    try {
      await open(spot.trigger, view)
    } catch (error) {
      if (!isTooLate(error)) throw error
      await invite({ ...spot, trigger: null }, act, draft.title, locale)
    }
  }

  /** Words in a chat open no modal: a button does. The half-filled form is found again behind it. */
  async function invite(spot: Spot, act: Act | null, title: Text, locale: Locale): Promise<void> {
    if (act?.kind !== 'command') return tell(text('slack:again'), locale, spot)
    const press = { verb: RUN, args: [act.name] }
    const button = { label: text('slack:openForm'), tone: 'primary' as const, press }
    await outbox.send(spot.user, { title, blocks: [{ kind: 'buttons', buttons: [button] }] }, locale)
  }

  async function tell(said: Text, locale: Locale, { respond, user, trigger, on }: Spot): Promise<void> {
    const notice = noticeModal(said, words, locale)
    if (on.kind === 'modal' && trigger && (await push(trigger, notice))) return
    if (on.kind === 'home' && trigger) return void (await open(trigger, notice))
    const content = spoken(said, locale)
    if (respond) await respond({ ...content, response_type: 'ephemeral', replace_original: false })
    else await patiently(() => client.chat.postMessage({ channel: user, ...content }))
  }
  /** @returns false when there is no room: it is said in the chat */
  async function push(trigger_id: string, view: ModalView): Promise<boolean> {
    try {
      await client.views.push({ trigger_id, view })
      return true
    } catch (error) {
      if (!isFull(error)) throw error
      return false
    }
  }
  function spoken(said: Text, locale: Locale): Content {
    const plain = words.say(said, locale)
    return { text: escaped(plain), blocks: line(plain) }
  }

  async function card(shown: Extract<ChatResponse, { kind: 'card' }>, spot: Spot): Promise<void> {
    const { on, user } = spot
    if (on.kind === 'modal') return inModal(shown, user, on.viewId)
    if (on.kind === 'home') return atHome(shown, spot)
    if (on.kind === 'message' && shown.over) return over(shown, spot, on)
    if (on.kind === 'command' || on.kind === 'message') return beside(shown, spot, on)
    await patiently(() => outbox.send(user, shown.card, shown.locale))
  }

  async function inModal({ card, locale }: { card: Card; locale: Locale }, user: string, viewId: string) {
    if (outbox.hasFiles(card)) {
      await patiently(() => outbox.send(user, card, locale))
      return void (await update(viewId, noticeModal(text('slack:sent'), words, locale)))
    }
    await update(viewId, cardModal(card, words, locale))
  }

  async function atHome(
    shown: Extract<ChatResponse, { kind: 'card' }>,
    { user, trigger }: Spot,
  ): Promise<void> {
    const { card, locale, over: isOver } = shown
    if (isOver) return home(user, card, locale)
    if (!trigger || outbox.hasFiles(card)) {
      await patiently(() => outbox.send(user, card, locale))
      if (trigger) await open(trigger, noticeModal(text('slack:sent'), words, locale))
    } else await open(trigger, cardModal(card, words, locale))
  }

  async function home(user_id: string, card: Card, locale: Locale): Promise<void> {
    const blocks: KnownBlock[] = cardBlocks(card, words, locale, { max: MAX_BLOCKS.view })
    await patiently(() => client.views.publish({ user_id, view: { type: 'home', blocks } }))
  }

  async function over(
    { card, locale }: Extract<ChatResponse, { kind: 'card' }>,
    { respond }: Spot,
    { messageId, ephemeral }: Extract<Spot['on'], { kind: 'message' }>,
  ): Promise<void> {
    // What was put there through a response address may not be ours to change: its own address is.
    if (!ephemeral && (await patiently(() => outbox.edit(messageId, card, locale)))) return
    if (respond)
      await outbox.withContent(card, locale, content => respond({ ...content, replace_original: true }))
  }

  async function beside(
    shown: Extract<ChatResponse, { kind: 'card' }>,
    { user, respond }: Spot,
    { direct, ...on }: Extract<Spot['on'], { kind: 'command' | 'message' }>,
  ): Promise<void> {
    const { card, locale, where } = shown
    const here = on.kind === 'command' ? on.channel : on.messageId.split(':')[0]
    if (direct || !respond || outbox.hasDocuments(card)) {
      const sent = await patiently(() => outbox.send(user, card, locale))
      // A command may be typed in the chat with somebody else, where our answer is not seen.
      if (respond && !sent.startsWith(`${here}:`))
        await respond({ ...spoken(text('slack:private'), locale), response_type: 'ephemeral' })
      return
    }
    const response_type = where === 'here' ? ('in_channel' as const) : ('ephemeral' as const)
    await outbox.withContent(card, locale, content =>
      respond({ ...content, response_type, replace_original: false }),
    )
  }

  return { answer, home, tell, update }
}
export type Show = ReturnType<typeof createShow>
