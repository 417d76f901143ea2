/** Each field of a form as the element of an input block, within Block Kit's limits. */
import type { KnownBlock } from '@slack/types'
import type { DraftView } from '../../chat/channel.ts'
import { absurd } from '../../chat/forms/answers.ts'
import type { Field, Option } from '../../chat/model.ts'
import { cut, plain, type Say } from './blocks.ts'

const MAX_LABEL = 2000
const MAX_OPTION = 75
const MAX_OPTIONS = 100
const MAX_INPUT = 3000
/** Name of every input element: its block already names the field. */
const VALUE = 'value'
export const PEOPLE = 'people'

export function input(field: Field, draft: DraftView, say: Say): KnownBlock {
  return {
    type: 'input',
    block_id: field.id,
    label: plain(say(field.label), MAX_LABEL),
    optional: field.optional === true,
    ...(field.hint && { hint: plain(say(field.hint), MAX_LABEL) }),
    element: element(field, draft, say),
  } as KnownBlock
}
/** A choice without anything to choose from cannot be shown; the router says what is missing. */
export const isShowable = (field: Field) =>
  !(field.kind === 'choice' || field.kind === 'choices') || field.options.length > 0

function element(field: Field, draft: DraftView, say: Say) {
  const answer = draft.answers[field.id]
  switch (field.kind) {
    case 'line':
    case 'paragraph':
      return words(field, answer)
    case 'number':
      return number(field, answer)
    case 'date':
      return {
        type: 'datepicker',
        ...(answer !== undefined && { initial_date: String(answer) }),
        action_id: VALUE,
      }
    case 'choice':
    case 'choices':
      return choice(field, answer, say)
    case 'person':
      return people(field, draft, say)
    case 'file':
      return { type: 'file_input', max_files: 1, ...fileTypes(field.mimes), action_id: VALUE }
    default:
      return absurd(field)
  }
}

function words(
  { kind, min, max, optional }: Extract<Field, { kind: 'line' | 'paragraph' }>,
  answer: unknown,
) {
  const max_length = Math.min(max ?? MAX_INPUT, MAX_INPUT)
  return {
    type: 'plain_text_input',
    multiline: kind === 'paragraph',
    // Slack counts an empty answer to an optional question as too short.
    min_length: optional ? 0 : Math.min(min ?? 0, max_length),
    max_length,
    ...(answer !== undefined && { initial_value: cut(String(answer), max_length) }),
    action_id: VALUE,
  }
}

function number({ min, max }: Extract<Field, { kind: 'number' }>, answer: unknown) {
  const initial = answer === undefined ? {} : { initial_value: String(answer) }
  const limits = { min_value: String(min), max_value: String(max) }
  return { type: 'number_input', is_decimal_allowed: true, ...limits, ...initial, action_id: VALUE }
}

function choice(field: Extract<Field, { kind: 'choice' | 'choices' }>, answer: unknown, say: Say) {
  const values = Array.isArray(answer) ? answer : [answer]
  const chosen = field.options.filter(({ value }) => values.includes(value)).map(one => option(one, say))
  const offered = chunks(field.options).map(part => part.map(one => option(one, say)))
  const from =
    offered.length === 1
      ? { options: offered[0] }
      : { option_groups: offered.map(options => ({ label: span(options), options })) }
  if (field.kind === 'choices')
    return {
      type: 'multi_static_select',
      ...from,
      ...(chosen.length > 0 && { initial_options: chosen.slice(0, MAX_OPTIONS) }),
      action_id: VALUE,
    }
  return { type: 'static_select', ...from, ...(chosen[0] && { initial_option: chosen[0] }), action_id: VALUE }
}

/** More than a hundred options stand in groups of a hundred, named by the first and the last. */
function chunks(options: readonly Option[]): Option[][] {
  const count = Math.ceil(options.length / MAX_OPTIONS)
  return Array.from({ length: count }, (_, index) =>
    options.slice(index * MAX_OPTIONS, (index + 1) * MAX_OPTIONS),
  )
}
function span(options: { text: { text: string } }[]) {
  const [first = '', last = ''] = [options[0]?.text.text, options.at(-1)?.text.text]
  return plain(`${cut(first, 35)} – ${cut(last, 35)}`, MAX_OPTION)
}

function people({ id, max }: Extract<Field, { kind: 'person' }>, { answers, names }: DraftView, say: Say) {
  const ids = Array.isArray(answers[id]) ? answers[id].map(String) : []
  const chosen = ids.map(value => option({ value, label: names[value] ?? value }, say))
  return {
    type: 'multi_external_select',
    min_query_length: 2,
    max_selected_items: max ?? 1,
    ...(chosen.length > 0 && { initial_options: chosen }),
    action_id: PEOPLE,
  }
}

export const option = ({ value, label }: Option, say: Say) => ({ text: plain(say(label), MAX_OPTION), value })

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const EXTENSIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({
    'application/pdf': ['pdf'],
    [`${OFFICE}.spreadsheetml.sheet`]: ['xlsx'],
    [`${OFFICE}.wordprocessingml.document`]: ['docx'],
    'text/csv': ['csv'],
    'text/plain': ['txt'],
    'image/jpeg': ['jpg', 'jpeg'],
    'image/png': ['png'],
  }),
)
/** Slack asks by the ends of names. One that is not known here would shut the file out: then any is let in, and looked at. */
function fileTypes(mimes: readonly string[]): { filetypes?: string[] } {
  const known = mimes.map(mime => EXTENSIONS.get(mime))
  return known.every(one => one !== undefined) ? { filetypes: known.flat() } : {}
}
