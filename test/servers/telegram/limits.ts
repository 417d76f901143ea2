/** What the spec says in prose: lengths, keyboards, command names, times. Each rule gives its complaints. */

import { linkProblem } from './links.ts'
import type { InlineButton, InlineKeyboard } from './shapes.ts'
import { updateKinds } from './spec.ts'

type Params = Record<string, unknown>
type Rule = (params: Params) => string[]

const complain = (bad: boolean, why: string) => (bad ? [why] : [])
const bytes = (text: string) => Buffer.byteLength(text, 'utf8')

/** Complaints about a call that has already passed the spec's types. */
export function checkLimits(method: string, params: Params): string[] {
  return [...(RULES[method]?.(params) ?? []), ...keyboard(params.reply_markup)]
}

const RULES: Record<string, Rule> = {
  answerCallbackQuery: ({ text }) => upTo('text', text, 200),
  setMyDescription: ({ description, language_code }) => [
    ...upTo('description', description, 512),
    ...language(language_code),
  ],
  setMyShortDescription: ({ short_description, language_code }) => [
    ...upTo('short_description', short_description, 120),
    ...language(language_code),
  ],
  setMyName: ({ name, language_code }) => [...upTo('name', name, 64), ...language(language_code)],
  setMyCommands: ({ commands, language_code }) => [...commandList(commands), ...language(language_code)],
  getMyCommands: ({ language_code }) => language(language_code),
  deleteMyCommands: ({ language_code }) => language(language_code),
  sendChatAction: ({ action }) =>
    complain(!ACTIONS.includes(String(action)), `unknown chat action ${action}`),
  getUpdates: ({ limit, timeout, allowed_updates }) => [
    ...complain(limit !== undefined && !(Number(limit) >= 1 && Number(limit) <= 100), 'limit must be 1-100'),
    ...complain(timeout !== undefined && Number(timeout) < 0, 'timeout must be positive'),
    ...kinds(allowed_updates),
  ],
  setWebhook: ({ url, secret_token, max_connections, allowed_updates }) => [
    ...webhookUrl(String(url)),
    ...complain(
      secret_token !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(String(secret_token)),
      'secret_token must be 1-256 of A-Z a-z 0-9 _ -',
    ),
    ...complain(
      max_connections !== undefined && !(Number(max_connections) >= 1 && Number(max_connections) <= 100),
      'max_connections must be 1-100',
    ),
    ...kinds(allowed_updates),
  ],
}

const ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]

function upTo(name: string, text: unknown, max: number): string[] {
  return complain(typeof text === 'string' && text.length > max, `${name} is longer than ${max} characters`)
}

function language(code: unknown): string[] {
  const known = code === undefined || code === '' || /^[a-z]{2}$/.test(String(code))
  return complain(!known, `language_code ${code} is no two-letter ISO 639-1 code`)
}

function kinds(allowed: unknown): string[] {
  if (!Array.isArray(allowed)) return []
  return allowed.filter(kind => !updateKinds.includes(kind)).map(kind => `allowed_updates: unknown ${kind}`)
}

/** Telegram wants HTTPS; plain HTTP is let through only to this very machine. */
function webhookUrl(url: string): string[] {
  if (url === '') return []
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const near = parsed?.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(parsed.hostname)
  return complain(parsed?.protocol !== 'https:' && !near, 'bad webhook: an HTTPS URL must be provided')
}

function commandList(commands: unknown): string[] {
  if (!Array.isArray(commands)) return []
  const names = commands.map(each => String(each.command))
  return [
    ...complain(commands.length > 100, 'more than 100 commands'),
    ...complain(new Set(names).size < names.length, 'the same command twice'),
    ...names.filter(name => !/^[a-z0-9_]{1,32}$/.test(name)).map(name => `BOT_COMMAND_INVALID: ${name}`),
    ...commands
      .filter(each => !(each.description.length >= 1 && each.description.length <= 256))
      .map(each => `BOT_COMMAND_DESCRIPTION_INVALID: ${each.command} needs 1-256 characters`),
  ]
}

const isInline = (markup: unknown): markup is InlineKeyboard =>
  typeof markup === 'object' && markup !== null && 'inline_keyboard' in markup

function keyboard(markup: unknown): string[] {
  if (!isInline(markup)) return []
  const rows = markup.inline_keyboard
  return [
    ...complain(rows.flat().length > 100, 'more than 100 buttons in a keyboard'),
    ...rows.flatMap((row, index) => complain(row.length > 8, `row ${index + 1} has more than 8 buttons`)),
    ...rows.flat().flatMap(button),
  ]
}

const KINDS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
]

function button(it: InlineButton): string[] {
  const uses = KINDS.filter(kind => it[kind] !== undefined)
  const data = it.callback_data
  const link = it.url === undefined ? undefined : linkProblem(it.url)
  return [
    ...complain(it.text.trim() === '', 'a button without text'),
    ...complain(it.text.length > 64, `button "${it.text}" is longer than 64 characters`),
    ...complain(uses.length !== 1, `button "${it.text}" must do exactly one thing, not ${uses.length}`),
    ...complain(
      data !== undefined && !(bytes(data) >= 1 && bytes(data) <= 64),
      `BUTTON_DATA_INVALID: "${data}" has ${bytes(data ?? '')} bytes, 1-64 are allowed`,
    ),
    ...complain(link !== undefined, `inline keyboard button URL ${link}`),
    ...complain(
      it.style !== undefined && !['danger', 'success', 'primary'].includes(String(it.style)),
      `button style ${it.style} is unknown`,
    ),
  ]
}
