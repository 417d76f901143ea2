/** A person before an open modal: fills fields by their labels, and sends, as far as Slack's own client lets them. */
import { optionsAnswer } from './blocks.ts'
import type { Json } from './check.ts'
import type { Delivery } from './deliver.ts'
import type { Wire } from './http.ts'
import { kindOf } from './kinds.ts'
import { view as viewCheck } from './views.ts'
import { readView } from './visible.ts'
import { APP, TEAM, type User, type View, type World } from './world.ts'

export interface Upload {
  name: string
  mime?: string
  bytes: Uint8Array
}
export type Answer = string | readonly string[] | Upload | null
export type Answers = Record<string, Answer>

export function createModal(world: World, wire: Wire, delivery: Delivery, user: User) {
  const typed = new Map<string, Json>()
  const stack = () => world.modalsOf(user.id)
  const key = (view: View, block: Json) => `${view.id}:${String(block.block_id)}`

  function top(): View {
    const view = stack().at(-1)
    if (!view) throw new Error(`${user.name} has no modal open`)
    return view
  }
  const inputs = (view: View) => (view.view.blocks as Json[]).filter(({ type }) => type === 'input')
  const labelOf = (block: Json) => String((block.label as Json).text)

  function input(label: string): Json {
    const found = inputs(top()).find(block => labelOf(block).includes(label))
    if (!found) throw new Error(`no field “${label}” in:\n${readView(top())}`)
    return found
  }

  async function fills(answers: Answers): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) {
      const block = input(label)
      typed.set(key(top(), block), await entered(block, answer))
    }
  }

  async function entered(block: Json, answer: Answer): Promise<Json> {
    const element = block.element as Json
    const type = String(element.type)
    const many = answer === null ? [] : Array.isArray(answer) ? answer : [answer]
    if (type === 'file_input') return { type, files: many.map(one => uploaded(one as Upload)) }
    if (type === 'plain_text_input' || type === 'number_input') return { type, value: answer }
    if (type === 'datepicker') return { type, selected_date: answer }
    const chosen = await Promise.all(many.map(one => choose(block, String(one))))
    if (type.startsWith('multi_')) return { type, selected_options: chosen }
    return { type, selected_option: chosen[0] ?? null }
  }

  async function choose(block: Json, wanted: string): Promise<Json> {
    const element = block.element as Json
    const offered = String(element.type).includes('external')
      ? await searches(block, wanted)
      : ((element.options ??
          (element.option_groups as Json[]).flatMap(group => group.options as Json[])) as Json[])
    const found = offered.find(one => String((one.text as Json).text).includes(wanted))
    if (!found) throw new Error(`no option “${wanted}” among ${JSON.stringify(offered)}`)
    return found
  }

  /** Types into a field that asks the app for its options. */
  async function searches(block: Json, value: string): Promise<Json[]> {
    const view = top()
    const element = block.element as Json
    const ack = await delivery.deliver({
      kind: 'interactive',
      payload: {
        type: 'block_suggestion',
        ...who(),
        value,
        action_id: element.action_id,
        block_id: block.block_id,
        container: { type: 'view', view_id: view.id },
        view: payloadOf(view, {}),
      },
    })
    const problems = optionsAnswer(ack ?? {}, 'options')
    for (const problem of problems) wire.note('block_suggestion', problem, ack)
    return (ack?.options ?? []) as Json[]
  }

  function uploaded({ name, mime, bytes }: Upload): Json {
    const id = world.id('F')
    const mimetype = mime ?? kindOf(name)
    world.files.set(id, { id, name, mimetype, bytes, state: 'ready', length: bytes.length })
    return fileInfo(id)
  }
  function fileInfo(id: string): Json {
    const file = world.files.get(id)
    const url = `${wire.origin()}/files/${id}/${encodeURIComponent(file?.name ?? '')}`
    const { name, mimetype, length: size } = file ?? { name: '', mimetype: '', length: 0 }
    return {
      id,
      name,
      title: name,
      mimetype,
      size,
      mode: 'hosted',
      url_private: url,
      url_private_download: url,
    }
  }

  const who = () => ({
    team: { id: TEAM, domain: 'kota-contoh' },
    user: { id: user.id, username: user.name, name: user.name, team_id: TEAM },
    api_app_id: APP,
    token: 'x',
  })
  function payloadOf({ id, hash, view, root }: View, values: Json): Json {
    const more = { id, hash, root_view_id: root, previous_view_id: null, team_id: TEAM, app_id: APP }
    return { ...view, ...more, app_installed_team_id: TEAM, bot_id: 'B0REKAN001', state: { values } }
  }

  function given(view: View, block: Json): Json {
    const element = block.element as Json
    const type = String(element.type)
    const entry = typed.get(key(view, block))
    if (entry) return entry
    if (type === 'plain_text_input' || type === 'number_input')
      return { type, value: element.initial_value ?? null }
    if (type === 'datepicker') return { type, selected_date: element.initial_date ?? null }
    if (type === 'file_input') return { type, files: [] }
    return type.startsWith('multi_')
      ? { type, selected_options: element.initial_options ?? [] }
      : { type, selected_option: element.initial_option ?? null }
  }

  /** What Slack's own client refuses before anything is sent. */
  function refused(block: Json, value: Json): string | undefined {
    const { min_length = 0, max_length = 3000 } = block.element as Record<string, number>
    const said = value.value ?? value.selected_date ?? value.selected_option
    const many = (value.selected_options ?? value.files) as unknown[] | undefined
    const empty = many ? many.length === 0 : said === null || said === undefined || said === ''
    if (empty) return block.optional === true ? undefined : 'has to be filled'
    if (value.type !== 'plain_text_input') return
    const size = String(said).length
    return size < Number(min_length) || size > Number(max_length) ? `${size} characters` : undefined
  }

  async function submits({ twice = false } = {}): Promise<void> {
    const view = top()
    const values: Json = {}
    for (const block of inputs(view)) {
      const value = given(view, block)
      const why = refused(block, value)
      if (why) throw new Error(`Slack does not let ${user.name} send: ${labelOf(block)} ${why}`)
      values[String(block.block_id)] = { [String((block.element as Json).action_id)]: value }
    }
    const payload = {
      type: 'view_submission',
      ...who(),
      trigger_id: world.trigger(user.id, view.id),
      view: payloadOf(view, values),
      response_urls: [],
      is_enterprise_install: false,
    }
    const sent = { kind: 'interactive' as const, payload }
    const again = twice && { ...sent, payload: { ...payload, trigger_id: world.trigger(user.id, view.id) } }
    const acks = await Promise.all([delivery.deliver(sent), ...(again ? [delivery.deliver(again)] : [])])
    for (const ack of acks) answered(view, ack)
  }

  function answered(view: View, ack: Json | undefined): void {
    if (!ack) return
    const action = ack.response_action
    const wrong = (problem: string) => wire.note('view_submission', problem, ack)
    const at = stack().indexOf(view)
    if (action === undefined) {
      if (Object.keys(ack).length > 0) wrong('unknown answer')
      if (at >= 0) stack().splice(at)
    } else if (action === 'errors') {
      const errors = (ack.errors ?? {}) as Record<string, string>
      const ids = new Set(inputs(view).map(block => block.block_id))
      if (Object.keys(errors).length === 0) wrong('errors without any')
      for (const field of Object.keys(errors)) if (!ids.has(field)) wrong(`error for ${field}: no such input`)
      // The hash of a view stays what it is when only errors are shown.
      view.errors = errors
    } else if (action === 'update' || action === 'push') {
      for (const problem of viewCheck(ack.view, 'view')) wrong(problem)
      const next = { ...view, view: ack.view as Json, hash: world.id('h'), errors: {} }
      if (action === 'update') Object.assign(view, next)
      else stack().push({ ...next, id: world.id('V') })
    } else if (action === 'clear') stack().splice(0)
    else wrong(`unknown response_action ${String(action)}`)
  }

  return {
    top,
    fills,
    submits,
    payloadOf,
    who,
    fileInfo,
    uploaded,
    /** Into the text field of this block, whatever its label. */
    types: (block_id: string, value: string) =>
      void typed.set(`${top().id}:${block_id}`, { type: 'plain_text_input', value }),
    isOpen: () => stack().length > 0,
    text: () => (stack().length > 0 ? readView(top()) : ''),
    errors: () => stack().at(-1)?.errors ?? {},
    searches: (label: string, value: string) => searches(input(label), value),
    closes: () => void stack().pop(),
  }
}
