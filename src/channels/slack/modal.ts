/** Forms as modals: each field an input block named by the field's id. */
import type { KnownBlock, ModalView } from '@slack/types'
import { absurd } from '../../chat/answers.ts'
import type { DraftView, Field, FileRef, Locale, Option } from '../../chat/model.ts'
import { text, type Words } from '../../chat/words.ts'
import { plain, type Say } from './blocks.ts'

const MAX_TITLE = 24
const MAX_LABEL = 2000
const MAX_OPTION = 75
const MAX_OPTIONS = 100
const MAX_INPUT = 3000
/** Name of every input element: its block already names the field. */
export const VALUE = 'value'
export const FORM = 'form'
export const PEOPLE = 'people'

export function modal(draft: DraftView, words: Words, locale: Locale): ModalView {
  const say: Say = label => words.say(label, locale)
  const title = say(draft.title)
  const fits = title.length <= MAX_TITLE
  const heading: KnownBlock[] = fits ? [] : [{ type: 'header', text: plain(title, 150) }]
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: draft.id,
    title: plain(fits ? title : 'Rekan', MAX_TITLE),
    submit: plain(say(text('form:button.send')), MAX_TITLE),
    close: plain(say(text('form:button.cancel')), MAX_TITLE),
    blocks: [...heading, ...draft.fields.map(field => input(field, draft, say))],
  }
}

function input(field: Field, draft: DraftView, say: Say): KnownBlock {
  return {
    type: 'input',
    block_id: field.id,
    label: plain(say(field.label), MAX_LABEL),
    optional: field.optional === true,
    ...(field.hint && { hint: plain(say(field.hint), MAX_LABEL) }),
    element: element(field, draft, say),
  } as KnownBlock
}

function element(field: Field, { answers, names }: DraftView, say: Say) {
  const answer = answers[field.id]
  const base = { action_id: field.kind === 'person' ? PEOPLE : VALUE }
  const options = (list: readonly Option[]) => list.slice(0, MAX_OPTIONS).map(one => option(one, say))
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const limits = { min_length: field.min ?? 0, max_length: Math.min(field.max ?? MAX_INPUT, MAX_INPUT) }
      const initial = answer === undefined ? {} : { initial_value: String(answer) }
      return {
        type: 'plain_text_input',
        multiline: field.kind === 'paragraph',
        ...limits,
        ...initial,
        ...base,
      }
    }
    case 'number': {
      const limits = { min_value: String(field.min), max_value: String(field.max) }
      const initial = answer === undefined ? {} : { initial_value: String(answer) }
      return { type: 'number_input', is_decimal_allowed: true, ...limits, ...initial, ...base }
    }
    case 'date':
      return { type: 'datepicker', ...(answer !== undefined && { initial_date: String(answer) }), ...base }
    case 'choice': {
      const chosen = field.options.find(({ value }) => value === answer)
      return {
        type: 'static_select',
        options: options(field.options),
        ...(chosen && { initial_option: option(chosen, say) }),
        ...base,
      }
    }
    case 'choices': {
      const chosen = field.options.filter(({ value }) => Array.isArray(answer) && answer.includes(value))
      const initial = chosen.length > 0 ? { initial_options: options(chosen) } : {}
      return { type: 'multi_static_select', options: options(field.options), ...initial, ...base }
    }
    case 'person': {
      const chosen = ((answer as string[] | undefined) ?? []).map(value => ({
        value,
        label: names[value] ?? value,
      }))
      const initial = chosen.length > 0 ? { initial_options: options(chosen) } : {}
      return {
        type: 'multi_external_select',
        min_query_length: 2,
        max_selected_items: field.max ?? 1,
        ...initial,
        ...base,
      }
    }
    case 'file':
      return { type: 'file_input', max_files: 1, filetypes: field.mimes.map(extension), ...base }
    default:
      return absurd(field)
  }
}

export const option = ({ value, label }: Option, say: Say) => ({ text: plain(say(label), MAX_OPTION), value })

const EXTENSIONS: Record<string, string> = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/csv': 'csv',
  'text/plain': 'txt',
  'image/jpeg': 'jpg',
}
const extension = (mime: string) => EXTENSIONS[mime] ?? mime.split('/').at(-1) ?? mime

/** What Slack says of one filled input. */
export interface Filled {
  type: string
  value?: string | null
  selected_option?: { value: string } | null
  selected_options?: { value: string }[]
  selected_date?: string | null
  files?: SlackFile[]
}
export interface SlackFile {
  id: string
  name: string
  mimetype: string
  size: number
  url_private_download?: string
}

/** The answers of a submitted modal; files are fetched by the caller. */
export async function readAnswers(
  values: Record<string, Record<string, Filled>>,
  fetch: (file: SlackFile) => Promise<FileRef>,
): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  for (const [field, elements] of Object.entries(values)) {
    const filled = Object.values(elements)[0]
    if (filled) answers[field] = await readAnswer(filled, fetch)
  }
  return answers
}

async function readAnswer(filled: Filled, fetch: (file: SlackFile) => Promise<FileRef>): Promise<unknown> {
  if (filled.selected_options) return filled.selected_options.map(({ value }) => value)
  if (filled.type === 'static_select') return filled.selected_option?.value
  if (filled.type === 'datepicker') return filled.selected_date
  const file = filled.files?.[0]
  if (filled.type !== 'file_input') return filled.value
  return file && { ...(await fetch(file)), size: file.size }
}
