/** A modal is sent: its answer is worked out before it is acknowledged, as long as Slack's three seconds allow. */
import type { AckFn, App, SlackViewAction, ViewResponseAction } from '@slack/bolt'
import type { ChatResponse } from '../../chat/channel.ts'
import { text } from '../../chat/i18n/words.ts'
import type { Text } from '../../chat/model.ts'
import { isTooLate } from './errors.ts'
import { option, PEOPLE } from './fields.ts'
import { type Filled, readAnswers } from './filled.ts'
import { from, SLACK } from './inbound.ts'
import type { ListenerDeps } from './listeners.ts'
import { FORM, formModal, noticeModal } from './modal.ts'
import { type Show, seen } from './show.ts'
import type { Spot } from './spot.ts'
import { within } from './within.ts'

/** Slack wants its acknowledgement within three seconds: after so long (milliseconds) the modal says "wait", and changes once more when the answer is there. */
const ACK_MS = 2000
type Ack = AckFn<ViewResponseAction>

export function modals(app: App, deps: ListenerDeps, show: Show): void {
  const { words, host } = deps
  const submit = createSubmit(deps)
  const inTime = createInTime(deps, show)
  const settle = createSettle(deps, show)

  app.view(FORM, async ({ view, body, ack, context }) => {
    const { user } = body
    const { key, working } = submit(body)
    const quick = await within(working, context.again ? 0 : ACK_MS)
    if (!quick.late && !context.again) await inTime(quick.value, { view, user: user.id, ack: ack as Ack })
    else {
      // Of what another process left nobody waits for the acknowledgement: it settles as what came late.
      if (!context.again)
        await (ack as Ack)({
          response_action: 'update',
          view: noticeModal(text('slack:waiting'), words, 'id'),
        })
      await settle(await working, view.id, user.id)
    }
    await show.answered(`${SLACK}:${key}`)
  })

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

function createSubmit({ route, fetchFile }: ListenerDeps) {
  return (body: SlackViewAction): { key: string; working: Promise<ChatResponse | null> } => {
    const { view, user } = body
    // Each sending has a trigger of its own; the view and its hash stay the same while errors are mended.
    const { trigger_id: trigger } = body as { trigger_id?: string }
    const key = trigger ?? `${view.id}:${view.hash}`
    const values = view.state.values as unknown as Record<string, Record<string, Filled>>
    const working = readAnswers(
      values,
      async file => (await fetchFile(file)) ?? { id: '', name: file.name, mime: '' },
    ).then(answers => route(from(user.id, key, { kind: 'submit', draftId: view.private_metadata, answers })))
    return { key, working }
  }
}

interface Sender {
  view: SlackViewAction['view']
  user: string
  ack: Ack
}

/** Problems stand beside their fields; another form takes the place of this one; else it closes. */
function createInTime({ words, outbox }: ListenerDeps, { owed }: Show) {
  /** A "no" stands under the last question, so that what was written is not lost with the modal. */
  async function refused(why: Text, { locale }: ChatResponse, { view, ack }: Sender): Promise<void> {
    const last = inputsOf(view).at(-1)
    if (last) return ack({ response_action: 'errors', errors: { [last]: words.say(why, locale) } })
    await ack({ response_action: 'update', view: noticeModal(why, words, locale) })
  }

  return async (shown: ChatResponse | null, { view, user, ack }: Sender): Promise<void> => {
    if (shown?.kind === 'toast') return refused(shown.text, shown, { view, user, ack })
    if (shown?.kind !== 'form') {
      await ack()
      if (shown) await owed(() => outbox.send(user, shown.card, shown.locale))
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
}

/** The modal says "wait": it shows what came of it, or the chat does, should it be closed meanwhile. */
function createSettle({ words, outbox }: ListenerDeps, { owed, show, update }: Show) {
  return async (shown: ChatResponse | null, viewId: string, user: string): Promise<void> => {
    const locale = shown?.locale ?? 'id'
    const sent = noticeModal(text('slack:sent'), words, locale)
    if (shown?.kind === 'card') {
      await owed(() => outbox.send(user, shown.card, locale))
      return void (await update(viewId, sent).catch(() => {}))
    }
    if (!shown) return void (await update(viewId, sent).catch(() => {}))
    const view =
      shown.kind === 'form' ? formModal(shown.draft, words, locale) : noticeModal(shown.text, words, locale)
    const spot: Spot = { user, trigger: null, respond: null, on: { kind: 'chat' } }
    await owed(async how => {
      try {
        if (how.inPlace) return void (await update(viewId, view))
      } catch (error) {
        if (!isTooLate(error)) throw error
      }
      await show(shown, seen(spot, how), null)
    })
  }
}

const inputsOf = (view: SlackViewAction['view']) =>
  view.blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []))
