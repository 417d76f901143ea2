/** Every rule has its planted sin: it must be refused, and remembered. */

import { Bot, InputFile, type RawApi } from 'grammy'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkType } from './checker.ts'
import { PICTURE } from './fixtures.ts'
import { type Person, type TelegramServer, telegramServer } from './index.ts'

let server: TelegramServer
let bot: Bot
let siti: Person

beforeAll(async () => {
  server = await telegramServer()
  bot = new Bot(server.token, { client: { apiRoot: server.apiRoot } })
  siti = server.person({ firstName: 'Siti' })
  await siti.starts()
})
afterAll(() => server.close())
beforeEach(() => void server.violations.splice(0))

/** Past grammY's types, as a careless cast would go. */
type Params = Record<string, unknown>
const call = (method: string, params: Params) =>
  (bot.api.raw as unknown as Record<string, (params: Params) => Promise<unknown>>)[method]?.(params)

type Sin = [what: string, method: keyof RawApi | 'sendSomething', params: Params, complaint: string | RegExp]
const text = (more: Params): Params => ({ text: 'Halo', ...more })
const html = (markup: string): Params => ({ text: markup, parse_mode: 'HTML' })
const keys = (...rows: Params[][]): Params => text({ reply_markup: { inline_keyboard: rows } })
const key = (more: Params): Params => keys([{ text: 'Ya', callback_data: 'ya', ...more }])
const ya = { text: 'Ya', callback_data: 'ya' }
const command = (name: string, description = 'Rapor') => ({ commands: [{ command: name, description }] })

const calls: Sin[] = [
  ['an unknown method', 'sendSomething', {}, 'unknown method sendSomething'],
  ['an unknown field', 'sendMessage', text({ reply_to_message_id: 1 }), 'reply_to_message_id: unknown field'],
  ['a missing field', 'sendMessage', {}, 'text: required field is missing'],
  ['a wrong type', 'sendMessage', { text: 5 }, 'text: expected String, got 5'],
  ['a wrong type in depth', 'sendMessage', key({ text: 7 }), 'inline_keyboard[0][0].text: expected String'],
  [
    'an unknown field in depth',
    'sendMessage',
    key({ colour: 'red' }),
    'inline_keyboard[0][0].colour: unknown field',
  ],
  ['a flat keyboard', 'sendMessage', text({ reply_markup: { inline_keyboard: [ya] } }), 'Array of'],
  [
    'an old reply',
    'sendMessage',
    text({ reply_parameters: { message: 1 } }),
    'reply_parameters.message_id: required',
  ],
  [
    'an unknown scope',
    'setMyCommands',
    { ...command('a'), scope: { type: 'team' } },
    'scope: is no BotCommandScope',
  ],
  [
    'a scope in part',
    'setMyCommands',
    { ...command('a'), scope: { type: 'chat' } },
    'scope.chat_id: required',
  ],
  [
    'a reply keyboard in an edit',
    'editMessageText',
    text({ message_id: 1, reply_markup: { keyboard: [] } }),
    'unknown',
  ],
  ['a message without id', 'editMessageText', { text: 'x' }, 'message identifier is not specified'],
  ['an empty text', 'sendMessage', { text: ' \n ' }, 'message text is empty'],
  ['a text empty after parsing', 'sendMessage', html('<b> </b>'), 'message text is empty'],
  ['a long text', 'sendMessage', { text: 'x'.repeat(4097) }, 'message is too long'],
  ['MarkdownV2', 'sendMessage', text({ parse_mode: 'MarkdownV2' }), 'only HTML'],
  ['two ways of markup', 'sendMessage', text({ parse_mode: 'HTML', entities: [] }), 'exclude each other'],
  ['bad HTML', 'sendMessage', html('a < b'), "can't parse entities: unescaped"],
  ['a long button datum', 'sendMessage', key({ callback_data: 'é'.repeat(33) }), 'has 66 bytes'],
  ['an empty button datum', 'sendMessage', key({ callback_data: '' }), 'has 0 bytes'],
  ['a button without text', 'sendMessage', key({ text: ' ' }), 'a button without text'],
  ['a long button', 'sendMessage', key({ text: 'x'.repeat(65) }), 'longer than 64'],
  [
    'a button that does two things',
    'sendMessage',
    key({ url: 'https://a.go.id' }),
    'exactly one thing, not 2',
  ],
  ['a button that does nothing', 'sendMessage', keys([{ text: 'Ya' }]), 'exactly one thing, not 0'],
  ['a button style of its own', 'sendMessage', key({ style: 'warning' }), 'style warning'],
  ['nine buttons in a row', 'sendMessage', keys(Array(9).fill(ya)), 'row 1 has more than 8'],
  ['101 buttons', 'sendMessage', keys(...Array(101).fill([ya])), 'more than 100 buttons'],
  [
    'a link to localhost',
    'sendMessage',
    keys([{ text: 'Buka', url: 'http://localhost:3000' }]),
    'Wrong HTTP URL',
  ],
  ['a relative link', 'sendMessage', keys([{ text: 'Buka', url: '/x' }]), 'no absolute URL'],
  [
    'a bad deep link',
    'sendMessage',
    keys([{ text: 'Buka', url: 'https://t.me/b?start=a.b' }]),
    'deep-link payload',
  ],
  [
    'a long toast',
    'answerCallbackQuery',
    { callback_query_id: '1', text: 'x'.repeat(201) },
    'longer than 200',
  ],
  ['a capital in a command', 'setMyCommands', command('Rapor'), 'BOT_COMMAND_INVALID: Rapor'],
  ['a command without words', 'setMyCommands', command('rapor', ''), 'DESCRIPTION_INVALID'],
  [
    '101 commands',
    'setMyCommands',
    { commands: Array(101).fill(command('a').commands[0]) },
    'more than 100 commands',
  ],
  ['a long language', 'setMyCommands', { ...command('a'), language_code: 'id-ID' }, 'no two-letter'],
  ['a long description', 'setMyDescription', { description: 'x'.repeat(513) }, 'longer than 512'],
  [
    'a long short description',
    'setMyShortDescription',
    { short_description: 'x'.repeat(121) },
    'longer than 120',
  ],
  ['an unknown action', 'sendChatAction', { action: 'thinking' }, 'unknown chat action thinking'],
  ['a plain webhook', 'setWebhook', { url: 'http://contoh.go.id/hook' }, 'an HTTPS URL must be provided'],
  ['a bad secret', 'setWebhook', { url: 'https://contoh.go.id', secret_token: 'a b' }, 'secret_token'],
  ['an unknown kind of update', 'getUpdates', { allowed_updates: ['messages'] }, 'unknown messages'],
  ['a limit of 1000', 'getUpdates', { limit: 1000 }, 'limit must be 1-100'],
  [
    'a file that was not sent',
    'sendPhoto',
    { photo: 'attach://x' },
    'attach://x names a file that was not sent',
  ],
  [
    'a photo that is none',
    'sendPhoto',
    { photo: new InputFile(Buffer.from('%PDF'), 'a.png') },
    'no PNG or JPEG',
  ],
  ['a nameless document', 'sendDocument', { document: new InputFile(Buffer.from('x')) }, 'needs a file name'],
  [
    'an empty document',
    'sendDocument',
    { document: new InputFile(Buffer.of(), 'a.txt') },
    'must be non-empty',
  ],
  [
    'a huge document',
    'sendDocument',
    { document: new InputFile(Buffer.alloc(50 * 2 ** 20 + 1), 'a.zip') },
    '50 MB',
  ],
  [
    'a long caption',
    'sendPhoto',
    { photo: new InputFile(PICTURE), caption: 'x'.repeat(1025) },
    'caption is too long',
  ],
  ['a file where none belongs', 'sendMessage', { text: new InputFile(PICTURE) }, 'is used by no field'],
]
const spoken = /^(send|edit)/

describe('a call with', () => {
  it.each(calls)('%s is refused and remembered', async (_, method, params, complaint) => {
    const chat = spoken.test(method) && method !== 'sendSomething' ? { chat_id: siti.id } : {}
    const whole = method === 'editMessageText' && !('message_id' in params) ? params : { ...chat, ...params }
    await expect(call(method, whole)).rejects.toMatchObject({ error_code: 400 })
    expect(server.violations).toHaveLength(1)
    expect(server.violations[0]?.problem).toMatch(complaint)
    expect(() => server.assertClean()).toThrow(complaint)
  })
})

describe('the wire', () => {
  const url = (method: string) => `${server.apiRoot}/bot${server.token}/${method}`
  const answer = async (response: Response) => ({ status: response.status, body: await response.json() })

  it('takes queries and forms, decoding numbers, booleans and JSON', async () => {
    const query = `chat_id=${siti.id}&text=Halo&disable_notification=true&reply_markup={"inline_keyboard":[]}`
    expect(await answer(await fetch(url(`sendMessage?${query}`)))).toMatchObject({
      status: 200,
      body: { ok: true },
    })
    const form = new FormData()
    form.set('chat_id', String(siti.id))
    form.set('photo', new Blob([PICTURE]), 'a "b".png')
    form.set('reply_markup', JSON.stringify({ inline_keyboard: [[ya]] }))
    expect(await answer(await fetch(url('sendPhoto'), { method: 'POST', body: form }))).toMatchObject({
      status: 200,
    })
    expect(siti.last()).toMatchObject({ photo: {}, buttons: [[{ text: 'Ya', data: 'ya' }]] })
    server.assertClean()
  })

  it('lets people write attach:// in a text', async () => {
    await bot.api.sendMessage(siti.id, 'attach://x')
    server.assertClean()
  })

  it('catches texts that do not decode, and files nobody names', async () => {
    await fetch(url(`sendMessage?chat_id=${siti.id}&text=Halo&reply_markup={nope`))
    const form = new FormData()
    form.set('chat_id', String(siti.id))
    form.set('text', 'Halo')
    form.set('rest', new Blob(['x']), 'rest.txt')
    await fetch(url('sendMessage'), { method: 'POST', body: form })
    expect(server.violations.map(each => each.problem)).toEqual([
      expect.stringContaining('reply_markup'),
      expect.stringContaining('file part rest is used by no field'),
    ])
  })
})

describe('an update', () => {
  it('is held against the spec as well', async () => {
    for (const update of server.updates) expect(checkType('Update', update)).toEqual([])
    expect(checkType('Update', { update_id: 1, message: { message_id: 1 } })).toContain(
      'Update.message.date: required field is missing',
    )
    await expect(siti.sends({ contact: { phone: '1' } })).rejects.toThrow(
      'message.contact.phone_number: required',
    )
  })

  it('of any kind a person can send reaches the bot', async () => {
    await siti.sends({ contact: { phone_number: '+62811', first_name: 'Siti' } })
    expect(server.updates.at(-1)?.message?.contact).toMatchObject({ phone_number: '+62811' })
  })
})
