/** Block Kit as docs.slack.dev describes it: kinds, fields and limits. */
import {
  boolean,
  both,
  byType,
  type Check,
  integer,
  isObject,
  type Json,
  list,
  mrkdwn,
  oneOf,
  shape,
  string,
} from './check.ts'

export const type = { 'type!': string() }
export const plain = (max: number): Check =>
  shape({ 'type!': oneOf('plain_text'), 'text!': string({ min: 1, max }), emoji: boolean })
const anyText = (max: number): Check =>
  byType({
    plain_text: plain(max),
    mrkdwn: shape({ ...type, 'text!': both(string({ min: 1 }), mrkdwn(max)), verbatim: boolean }),
  })
const blockId = { block_id: string({ min: 1, max: 255 }) }
const actionId = { action_id: string({ min: 1, max: 255 }) }
const webUrl = string({ max: 3000, matches: /^https?:\/\// })

const option = shape({
  'text!': plain(75),
  'value!': string({ min: 1, max: 150 }),
  description: plain(75),
})
const options = list(option, { min: 1, max: 100 })
const optionGroups = list(shape({ 'label!': plain(75), 'options!': options }), { min: 1, max: 100 })
const confirm = shape({
  'title!': plain(100),
  'text!': anyText(300),
  'confirm!': plain(30),
  'deny!': plain(30),
  style: oneOf('primary', 'danger'),
})
const common = { ...type, ...actionId, confirm, placeholder: plain(150), focus_on_load: boolean }

/** What is chosen at first has to be among the options, and they may come one way only. */
const chosenAmong: Check = (value, at) => {
  const element = value as Json
  if ((element.options === undefined) === (element.option_groups === undefined))
    return [`${at}: either options or option_groups`]
  const groups = (element.option_groups ?? [{ options: element.options }]) as { options: Json[] }[]
  const all = groups.flatMap(group => group.options ?? [])
  const initial = [element.initial_option, ...((element.initial_options as unknown[]) ?? [])]
  const values = all.map(one => one.value)
  return [
    ...(new Set(values).size < values.length ? [`${at}: two options have one value`] : []),
    ...initial
      .filter(one => one !== undefined)
      .filter(one => !all.some(known => JSON.stringify(known) === JSON.stringify(one)))
      .map(one => `${at}: initial option ${JSON.stringify(one)} is none of the options`),
  ]
}
const lengths: Check = (value, at) => {
  const { min_length = 0, max_length = 3000, initial_value = '' } = value as Record<string, never>
  if (Number(min_length) > Number(max_length)) return [`${at}: min_length is above max_length`]
  return String(initial_value).length > Number(max_length) ? [`${at}: initial_value is too long`] : []
}
const digits = string({ matches: /^-?\d+(\.\d+)?$/ })

export const button = shape({
  ...type,
  ...actionId,
  'text!': plain(75),
  url: webUrl,
  value: string({ min: 1, max: 2000 }),
  style: oneOf('primary', 'danger'),
  confirm,
  accessibility_label: string({ max: 75 }),
})
const interactive: Record<string, Check> = {
  button,
  static_select: both(
    shape({ ...common, options, option_groups: optionGroups, initial_option: option }),
    chosenAmong,
  ),
  multi_static_select: both(
    shape({
      ...common,
      options,
      option_groups: optionGroups,
      initial_options: options,
      max_selected_items: integer(1, 100),
    }),
    chosenAmong,
  ),
  external_select: shape({ ...common, initial_option: option, min_query_length: integer(0, 100) }),
  multi_external_select: shape({
    ...common,
    initial_options: options,
    min_query_length: integer(0, 100),
    max_selected_items: integer(1, 100),
  }),
  datepicker: shape({ ...common, initial_date: string({ matches: /^\d{4}-\d{2}-\d{2}$/ }) }),
}
const inputs: Record<string, Check> = {
  ...Object.fromEntries(Object.entries(interactive).filter(([kind]) => kind !== 'button')),
  plain_text_input: both(
    shape({
      ...common,
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
      initial_value: string({ max: 3000 }),
    }),
    lengths,
  ),
  number_input: shape({
    ...common,
    'is_decimal_allowed!': boolean,
    min_value: digits,
    max_value: digits,
    initial_value: digits,
  }),
  file_input: shape({
    ...type,
    ...actionId,
    filetypes: list(string({ matches: /^[a-z0-9]+$/ }), { min: 1 }),
    max_files: integer(1, 10),
  }),
}

const style = shape({ bold: boolean, italic: boolean, strike: boolean, code: boolean })
const inline = byType({
  text: shape({ ...type, 'text!': string({ min: 1 }), style }),
  link: shape({ ...type, 'url!': webUrl, text: string({ min: 1 }), style, unsafe: boolean }),
  emoji: shape({ ...type, 'name!': string({ min: 1 }), unicode: string(), style }),
  user: shape({ ...type, 'user_id!': string({ matches: /^[UW]/ }), style }),
})
const section = shape({ ...type, 'elements!': list(inline, { min: 1 }), border: integer(0, 1) })
const richText = byType({
  rich_text_section: section,
  rich_text_quote: section,
  rich_text_preformatted: section,
  rich_text_list: shape({
    ...type,
    'style!': oneOf('bullet', 'ordered'),
    'elements!': list(section, { min: 1 }),
    indent: integer(0, 8),
    border: integer(0, 1),
  }),
})

const oneIdEach: Check = (value, at) => {
  const ids = ((value as Json).elements as Json[]).map(one => one.action_id).filter(id => id !== undefined)
  return new Set(ids).size < ids.length ? [`${at}: two elements have one action_id`] : []
}
const slackFile = shape({ id: string({ min: 1 }), url: webUrl })
const imageSource: Check = (value, at) => {
  const { image_url, slack_file } = value as Json
  return (image_url === undefined) === (slack_file === undefined)
    ? [`${at}: either image_url or slack_file`]
    : []
}
const image = both(
  shape({
    ...type,
    ...blockId,
    'alt_text!': string({ min: 1, max: 2000 }),
    image_url: webUrl,
    slack_file: slackFile,
    title: plain(2000),
  }),
  imageSource,
)
const needsWords: Check = (value, at) => {
  const { text, fields } = value as Json
  return text === undefined && fields === undefined ? [`${at}: neither text nor fields`] : []
}

const kinds: Record<string, Check> = {
  header: shape({ ...type, ...blockId, 'text!': plain(150) }),
  divider: shape({ ...type, ...blockId }),
  section: both(
    shape({
      ...type,
      ...blockId,
      text: anyText(3000),
      fields: list(anyText(2000), { min: 1, max: 10 }),
      accessory: byType(interactive),
      expand: boolean,
    }),
    needsWords,
  ),
  context: shape({ ...type, ...blockId, 'elements!': list(anyText(3000), { min: 1, max: 10 }) }),
  rich_text: shape({ ...type, ...blockId, 'elements!': list(richText, { min: 1 }) }),
  actions: both(
    shape({ ...type, ...blockId, 'elements!': list(byType(interactive), { min: 1, max: 25 }) }),
    oneIdEach,
  ),
  image,
  input: shape({
    ...type,
    ...blockId,
    'label!': plain(2000),
    'element!': byType(inputs),
    hint: plain(2000),
    optional: boolean,
    dispatch_action: boolean,
  }),
}

/** Every block, and their ids against each other. */
export const blocks = (max: number, surface: 'message' | 'modal' | 'home'): Check =>
  both(list(byType(kinds), { max }), (value, at) => {
    if (!Array.isArray(value)) return []
    const ids = value.flatMap(one => (isObject(one) && one.block_id !== undefined ? [one.block_id] : []))
    const misplaced = value.filter(
      one =>
        isObject(one) && one.type === 'input' && isObject(one.element) && one.element.type === 'file_input',
    )
    return [
      ...(new Set(ids).size < ids.length ? [`${at}: two blocks have one block_id`] : []),
      ...(misplaced.length > 0 && surface !== 'modal' ? [`${at}: file_input stands in modals only`] : []),
    ]
  })
export const messageBlocks = blocks(50, 'message')

export const optionsAnswer = both(
  shape({ options: list(option, { max: 100 }), option_groups: list(optionGroups, { max: 100 }) }),
)
