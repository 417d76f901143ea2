/**
 * What no person and no platform sends, at every door: updates of Telegram, events and actions of Slack, posts of a browser,
 * answers to forms, tables. `FUZZ_RUNS=100000` for a night.
 */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { slackChannel } from '../../src/channels/slack/index.ts'
import { telegramChannel } from '../../src/channels/telegram/index.ts'
import { webChannel } from '../../src/channels/web/index.ts'
import { encodePress } from '../../src/chat/press.ts'
import { listen } from '../../src/platform/http.ts'
import { type Column, readSheet, writeSheet } from '../../src/platform/sheets.ts'
import { SECRET } from '../channels/telegram/stage.ts'
import { atBrowser } from '../channels/web/stage.ts'
import { sign, slackServer } from '../servers/slack/index.ts'
import { telegramServer } from '../servers/telegram/index.ts'
import { office } from '../support/office.ts'
import { freePort } from '../support/rekan-process.ts'
import { freeSlots } from '../support/slots.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 600)
/** So many at once before it is asked whether anything broke. */
const BATCH = 10
const some = (share: number) => ({ numRuns: Math.ceil((RUNS * share) / BATCH), endOnFailure: true })
const timeout = 120_000 + RUNS * 60

const odd = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
  .map(codes => String.fromCharCode(...codes))
const nasty = fc.constantFrom(
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
    '<b>&amp;',
    '*_`[',
    '/',
    '~',
    '%',
  ],
  ...[
    '=1+1',
    '@SUM(A1)',
    '../../etc/passwd',
    "'; DROP TABLE",
    'x'.repeat(5000),
    '😀'.repeat(2000),
    '2026-02-31',
  ],
)
const word = fc.oneof(nasty, odd, fc.string({ unit: 'binary' }), fc.string())
const number = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 40, 1.5))
const junk = fc.jsonValue({ maxDepth: 3 })
/** Any of these fields, or none, and now and then something else in its place. */
const partly = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.oneof({ weight: 9, arbitrary: fc.record(model, { requiredKeys: [] }) }, { weight: 1, arbitrary: junk })

async function open() {
  const [telegram, slack] = [await telegramServer(), await slackServer()]
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const { token, apiRoot } = telegram
  const { botToken, apiUrl, signingSecret } = slack
  const place = await office({
    channels: [
      parts => webChannel({ ...parts, secure: false, demo: null }),
      parts =>
        telegramChannel({
          ...{ ...parts, slots: freeSlots, publicUrl },
          telegram: { mode: 'webhook', secret: SECRET, token, apiRoot },
        }),
      parts =>
        slackChannel({
          ...parts,
          slots: freeSlots,
          slack: { mode: 'http', botToken, apiUrl, signingSecret },
        }),
    ],
  })
  const http = await listen(place.app.pages, { host: '127.0.0.1', port })
  const siti = telegram.person({ firstName: 'Siti' })
  const olga = slack.person('Olga Pengelola')
  const at = place.clock.now()
  const accounts = [
    { channel: 'telegram', address: String(siti.id), personId: 'siti' },
    { channel: 'slack', address: olga.id, personId: 'olga' },
  ]
  for (const account of accounts) await place.db.client.account.create({ data: { ...account, linkedAt: at } })
  await siti.starts()
  await telegram.idle()
  const browser = atBrowser(place.app.pages)
  const code = await place.db.transaction(tx => place.app.linking.issue(tx, 'olga', null, at))
  await browser.signsIn(code)
  const bugs = async () => {
    const figures = await (await place.app.pages.request('/metrics')).text()
    return Number(/^rekan_bugs_total (\d+)/m.exec(figures)?.[1])
  }
  return {
    ...{ place, telegram, slack, siti, olga, browser, bugs },
    close: async () => {
      await place.close()
      await http.stop()
      await telegram.close()
      await slack.close()
    },
  }
}

/** As any spreadsheet reads it. */
const parsed = (csv: string): string[][] =>
  parse(csv.replace(/^\ufeff/, ''), { delimiter: [';', ','], relax_column_count: true })

describe(`${RUNS} things nobody sends`, () => {
  let town: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    town = await open()
  })
  afterAll(() => town.close())
  afterEach(async () => {
    await town.place.settled()
    // What we say is right by the platforms' rules, whatever we were told.
    const sins = [...town.telegram.violations.splice(0), ...town.slack.violations.splice(0)]
    expect(sins).toEqual([])
  })
  let serial = 1_000_000

  const verbs = () => fc.constantFrom(...town.place.app.known.actions.keys(), 'form.next', 'form.send', 'x')
  const commandLine = () =>
    fc
      .tuple(
        fc.oneof(fc.constantFrom(...town.place.app.known.commands.keys(), 'mulai', 'start', 'batal'), word),
        word,
      )
      .map(([name, rest]) => `/${name} ${rest}`)
  const pressed = () =>
    fc.oneof(
      word,
      fc
        .tuple(
          verbs(),
          fc.array(fc.oneof(fc.constantFrom('siti', 'olga', '2026Q4', '0'), fc.string({ maxLength: 8 })), {
            maxLength: 3,
          }),
        )
        .map(([verb, args]) => {
          try {
            return encodePress({ verb, args })
          } catch {
            return verb
          }
        }),
    )

  /** Each of them is answered as the door says, and none was a bug of ours. */
  async function harmless<T>(
    things: readonly T[],
    send: (thing: T) => Promise<number>,
    allowed: readonly number[],
  ) {
    const before = await town.bugs()
    for (const thing of things) {
      const status = await send(thing)
      if (!allowed.includes(status)) throw new Error(`${status}: ${JSON.stringify(thing).slice(0, 2000)}`)
    }
    expect(await town.bugs()).toBe(before)
  }

  function updates() {
    const id = fc.oneof({ weight: 3, arbitrary: fc.constant(town.siti.id) }, { weight: 1, arbitrary: number })
    const user = partly({ id, is_bot: fc.boolean(), first_name: word, username: word, language_code: word })
    const chat = partly({
      id: fc.oneof({ weight: 3, arbitrary: fc.constant(town.siti.id) }, { weight: 1, arbitrary: number }),
      type: fc.oneof(
        { weight: 3, arbitrary: fc.constant('private') },
        fc.constantFrom('group', 'supergroup', 'x'),
      ),
      title: word,
    })
    const entity = partly({
      type: fc.constantFrom('bot_command', 'mention', 'text_mention', 'url', 'x'),
      offset: fc.integer({ min: -3, max: 60 }),
      length: fc.integer({ min: -3, max: 60 }),
      user,
    })
    const file = partly({ file_id: word, file_size: number, file_name: word, mime_type: word })
    const message = partly({
      ...{
        message_id: number,
        date: number,
        chat,
        from: user,
        text: fc.oneof(word, commandLine()),
        caption: word,
      },
      ...{
        entities: fc.array(entity, { maxLength: 4 }),
        document: file,
        photo: fc.array(file, { maxLength: 2 }),
      },
      ...{ reply_to_message: partly({ from: user }), sticker: junk },
    })
    const member = partly({ status: fc.constantFrom('member', 'kicked', 'left', 'x') })
    const update = partly({
      message,
      callback_query: partly({
        id: word,
        from: user,
        data: pressed(),
        message: partly({ chat, message_id: number }),
      }),
      my_chat_member: partly({ chat, from: user, old_chat_member: member, new_chat_member: member }),
      poll: junk,
    })
    return fc.array(update, { minLength: BATCH, maxLength: BATCH })
  }
  const posts = async (update: unknown) => {
    const body = JSON.stringify({
      update_id: ++serial,
      ...(typeof update === 'object' ? update : { update }),
    })
    const answer = await town.place.app.pages.request('/telegram/webhook', {
      ...{ method: 'POST', body },
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    })
    return answer.status
  }

  it('as updates of Telegram: taken or refused, never an error', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(updates(), things => harmless(things, posts, [200, 400])),
      some(0.3),
    )
  })

  it('as words of somebody on Telegram: each is answered', { timeout }, async () => {
    const { siti, telegram } = town
    const answers = () =>
      telegram.calls.filter(({ params, status }) => status === 200 && params.chat_id === String(siti.id))
        .length
    const says = async (text: string) => {
      const before = answers()
      const entities = text.startsWith('/')
        ? [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length }]
        : []
      const from = { id: siti.id, is_bot: false, first_name: 'Siti' }
      const message = {
        message_id: ++serial,
        date: 1,
        chat: { id: siti.id, type: 'private' },
        from,
        text,
        entities,
      }
      const status = await posts({ message })
      return answers() > before ? status : 0
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(word, commandLine()), { minLength: BATCH, maxLength: BATCH }),
        things => harmless(things, says, [200]),
      ),
      some(0.2),
    )
  })

  it('as events, commands, taps and forms of Slack: taken or refused, never an error', {
    timeout,
  }, async () => {
    const { olga, slack, place } = town
    const user = fc.constantFrom(olga.id, slack.person('Orang Asing').id)
    const event = partly({
      ...{
        type: fc.constantFrom(
          'message',
          'app_home_opened',
          'member_joined_channel',
          'member_left_channel',
          'x',
        ),
      },
      ...{
        user,
        text: fc.oneof(word, commandLine()),
        channel: word,
        channel_type: fc.constantFrom('im', 'channel', 'x'),
      },
      ...{
        tab: fc.constantFrom('home', 'messages'),
        subtype: fc.constantFrom('file_share', 'x'),
        inviter: user,
      },
      files: fc.array(
        partly({ id: word, name: word, size: number, mimetype: word, url_private_download: word }),
        { maxLength: 2 },
      ),
    })
    const value = partly({
      type: word,
      value: word,
      selected_date: word,
      selected_option: partly({ value: word }),
    })
    const view = partly({
      ...{
        id: word,
        hash: word,
        type: fc.constantFrom('modal', 'home'),
        callback_id: word,
        private_metadata: word,
      },
      state: partly({
        values: fc.dictionary(word, fc.dictionary(word, value, { maxKeys: 2 }), { maxKeys: 3 }),
      }),
    })
    const interactive = partly({
      ...{
        type: fc.constantFrom(
          'block_actions',
          'view_submission',
          'view_closed',
          'message_action',
          'block_suggestion',
          'x',
        ),
      },
      ...{
        user: partly({ id: user }),
        trigger_id: word,
        response_url: fc.constant('http://127.0.0.1:9/'),
        view,
        callback_id: word,
      },
      ...{
        container: partly({ type: word, channel_id: word, message_ts: word }),
        channel: partly({ id: word, name: word }),
      },
      actions: fc.array(
        partly({ type: fc.constant('button'), action_id: fc.constant('press-1'), value: pressed() }),
        { maxLength: 2 },
      ),
      ...{
        team: fc.constant({ id: 'T0REKAN001' }),
        api_app_id: fc.constant('A0REKAN001'),
        value: word,
        action_id: word,
        block_id: word,
      },
    })
    const wrapped = event.map(
      one =>
        [
          'events',
          {
            type: 'event_callback',
            team_id: 'T0REKAN001',
            event_id: `Ev${++serial}`,
            event: typeof one === 'object' ? { user: olga.id, ...one } : one,
          },
        ] as const,
    )
    const asked = fc.record({
      command: commandLine(),
      text: word,
      user_id: user,
      channel_id: word,
      trigger_id: word,
    })
    const any = fc.oneof(
      wrapped,
      interactive.map(one => ['interactive', one] as const),
      asked.map(
        one =>
          [
            'command',
            {
              ...one,
              command: one.command.split(' ')[0],
              team_id: 'T0REKAN001',
              response_url: 'http://127.0.0.1:9/',
            },
          ] as const,
      ),
      junk.map(one => ['events', one] as const),
    )
    const send = async ([kind, what]: readonly ['events' | 'interactive' | 'command', unknown]) => {
      // A trigger that was never given shows nothing but that Slack is strict.
      if (typeof what === 'object' && what && 'trigger_id' in what)
        Object.assign(what, { trigger_id: slack.world.trigger(olga.id) })
      const isForm = kind !== 'events'
      const fields =
        kind === 'interactive' ? { payload: JSON.stringify(what) } : (what as Record<string, string>)
      const body = isForm ? String(new URLSearchParams(fields)) : JSON.stringify(what)
      const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
      const headers = { 'content-type': type, ...sign(body, slack.signingSecret) }
      return (await place.app.pages.request('/slack/events', { method: 'POST', body, headers })).status
    }
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: BATCH, maxLength: BATCH }), things =>
        harmless(things, send, [200, 400, 404]),
      ),
      some(0.2),
    )
  })

  it('as posts of a browser, and as answers to its open forms: a page each time', { timeout }, async () => {
    const { browser, place } = town
    const text = fc.oneof(word, commandLine())
    const file = fc
      .tuple(fc.uint8Array({ maxLength: 400 }), word, word)
      .map(([bytes, name, type]) => new File([Uint8Array.from(bytes)], name, { type }))
    const posted = fc.record(
      {
        say: text,
        press: pressed(),
        draft: word,
        message: word,
        key: word,
        code: word,
        file,
        'a.person': word,
        cancel: word,
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(posted, { minLength: BATCH, maxLength: BATCH }), things =>
        harmless(
          things,
          async fields => (await browser.post(fields as Record<string, string>)).status,
          [200, 413],
        ),
      ),
      some(0.1),
    )
    const forms = ['/pujian', '/acara', '/kelola', '/umpanbalik', '/pelatihan', '/target']
    const answers = fc.tuple(
      fc.constantFrom(...forms),
      fc.array(fc.oneof(word, fc.constantFrom('siti', '2026-12-01', '5')), { minLength: 8, maxLength: 8 }),
    )
    const fill = async ([command, given]: [string, string[]]) => {
      await browser.post({ say: command })
      const draft = await place.db.client.draft.findFirst({
        where: { personId: 'olga' },
        orderBy: { touchedAt: 'desc' },
      })
      const fields = Array.isArray(draft?.fields) ? draft.fields : []
      const filled = Object.fromEntries(
        fields.map((field, index) => [
          `a.${(field as { id: string }).id}`,
          given[index % given.length] ?? '',
        ]),
      )
      const message = await place.db.client.webMessage.findFirst({ orderBy: { seq: 'desc' } })
      return (await browser.post({ ...filled, draft: draft?.id ?? 'x', message: message?.id ?? '' })).status
    }
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: BATCH, maxLength: BATCH }), things =>
        harmless(things, fill, [200, 413]),
      ),
      some(0.1),
    )
  })

  it('as tables: read, or said what is wrong, and nothing a spreadsheet would run comes back', {
    timeout,
  }, async () => {
    const columns: Column[] = [
      { name: 'NIP', required: true },
      { name: 'Nama', required: true },
      { name: 'TMT' },
    ]
    const head = ['NIP', 'Nama', 'TMT']
    const table = { columns: head.map(title => ({ title })), rows: [['1', 'Siti', '2']] }
    const good = (await writeSheet(table, 'xlsx', 'contoh')).bytes
    const cells = fc.array(fc.array(fc.oneof(word, fc.constantFrom('1', 'Siti')), { maxLength: 5 }), {
      maxLength: 6,
    })
    const text = fc
      .tuple(cells, fc.constantFrom(';', ',', '\t', '|'), fc.constantFrom('\n', '\r\n', '\r'))
      .map(([rows, mark, end]) => Buffer.from([head, ...rows].map(row => row.join(mark)).join(end)))
    const encodings = text.chain(bytes =>
      fc.constantFrom(
        bytes,
        Buffer.from(bytes.toString(), 'latin1'),
        Buffer.from(`\ufeff${bytes}`, 'utf16le'),
      ),
    )
    const broken = fc
      .tuple(fc.nat(), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }))
      .map(([cut, flips]) => {
        const bytes = Buffer.from(good)
        for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value
        return bytes.subarray(0, bytes.length - (cut % Math.max(1, bytes.length)))
      })
    const any = fc.oneof(fc.uint8Array({ maxLength: 3000 }), encodings, broken)
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: BATCH, maxLength: BATCH }), async files => {
        for (const bytes of files) {
          const read = await readSheet(Uint8Array.from(bytes), { columns })
          expect(read.ok || typeof read.problem.problem === 'string').toBe(true)
        }
      }),
      some(0.1),
    )
    const runs = /^[\t\r\n ]*[=+\-@\uFF1D]/
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: BATCH, maxLength: BATCH }), async said => {
        const rows = said.map(one => ['1', one, '2'])
        const csv = (await writeSheet({ ...table, rows }, 'csv', 'contoh')).bytes
        for (const cell of parsed(new TextDecoder().decode(csv)).flat())
          expect(runs.test(cell) && !/^-?\d+$/.test(cell)).toBe(false)
      }),
      some(0.1),
    )
  })
})
