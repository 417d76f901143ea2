/** A modal is sent: its answer is worked out before it is acknowledged, as long as Slack's three seconds allow. */
import type { AckFn, App, SlackViewAction, ViewResponseAction } from '@slack/bolt'
import type { ChatResponse } from '../../chat/channel.ts'
import { text } from '../../chat/i18n/words.ts'
import type { Text } from '../../chat/model.ts'
import { option, PEOPLE } from './fields.ts'
import { type Filled, readAnswers } from './filled.ts'
import { from, SLACK } from './inbound.ts'
import type { ListenerDeps } from './listeners.ts'
import { FORM, formModal, noticeModal } from './modal.ts'
import { within, withRetry } from './retry.ts'
import type { Show } from './show.ts'

/** Slack wants its acknowledgement within three seconds: after so long (milliseconds) the modal says "wait", and changes once more when the answer is there. */
const ACK_MS = 2000
type Ack = AckFn<ViewResponseAction>

export function modals(app: App, deps: ListenerDeps, { update }: Show): void {
  const { route, words, host, outbox, fetchFile } = deps

  app.view(FORM, async ({ view, body, ack }) => {
    const { user } = body
    const working = submit(body)
    const quick = await within(working, ACK_MS)
    if (!quick.late) return answer(quick.value, { view, user: user.id, ack: ack as Ack })
    const waiting = noticeModal(text('slack:waiting'), words, 'id')
    await (ack as Ack)({ response_action: 'update', view: waiting })
    await settle(await working, view.id, user.id)
  })

  async function submit({ view, user, ...body }: SlackViewAction): Promise<ChatResponse | null> {
    const values = view.state.values as unknown as Record<string, Record<string, Filled>>
    const answers = await readAnswers(
      values,
      async file => (await fetchFile(file)) ?? { id: '', name: file.name, mime: '' },
    )
    // Each sending has a trigger of its own; the view and its hash stay the same while errors are mended.
    const { trigger_id: trigger } = body as { trigger_id?: string }
    const key = trigger ?? `${view.id}:${view.hash}`
    return route(from(user.id, key, { kind: 'submit', draftId: view.private_metadata, answers }))
  }

  interface Sender {
    view: SlackViewAction['view']
    user: string
    ack: Ack
  }
  /** Problems stand beside their fields; another form takes the place of this one; else it closes. */
  async function answer(shown: ChatResponse | null, { view, user, ack }: Sender): Promise<void> {
    if (shown?.kind === 'toast') return refused(shown.text, shown, { view, user, ack })
    if (shown?.kind !== 'form') {
      await ack()
      if (shown) await withRetry(() => outbox.send(user, shown.card, shown.locale))
      return
    }
    const { draft, locale } = shown
    const here = new Set(inputsOf(view))
    const errors = draft.problems
      .filter(({ field }) => here.has(field))
      .map(({ field, why }) => [field, words.say(why, locale)])
    if (errors.length > 0 && view.private_metadata === draft.id)
      return ack({ response_action: 'errors', errors: Object.fromEntries(errors) })
    await ack({ response_action: 'update', view: formModal(draft, words, locale) })
  }

  /** A "no" stands under the last question, so that what was written is not lost with the modal. */
  async function refused(why: Text, { locale }: ChatResponse, { view, ack }: Sender): Promise<void> {
    const last = inputsOf(view).at(-1)
    if (last) return ack({ response_action: 'errors', errors: { [last]: words.say(why, locale) } })
    await ack({ response_action: 'update', view: noticeModal(why, words, locale) })
  }

  async function settle(shown: ChatResponse | null, viewId: string, user: string): Promise<void> {
    const locale = shown?.locale ?? 'id'
    if (shown?.kind === 'form') return void (await update(viewId, formModal(shown.draft, words, locale)))
    const said = shown?.kind === 'toast' ? shown.text : text('slack:sent')
    await update(viewId, noticeModal(said, words, locale)).catch(() => {})
    if (shown?.kind === 'card') await withRetry(() => outbox.send(user, shown.card, locale))
  }

  app.options(PEOPLE, async ({ options, ack }) => {
    const { user, value } = options
    const field = 'block_id' in options ? String(options.block_id) : ''
    const draft = 'view' in options && options.view ? options.view.private_metadata : ''
    const asked = host()?.suggest({ channel: SLACK, id: user.id }, draft, field, value) ?? Promise.resolve([])
    const found = await within(asked, ACK_MS)
    const list = found.late ? [] : found.value
    await ack({ options: list.map(one => option(one, label => words.say(label, 'id'))) })
  })
}

const inputsOf = (view: SlackViewAction['view']) =>
  view.blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []))
