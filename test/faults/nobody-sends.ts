/**
 * What no person and no platform sends, and an office with every door to send it to. `FUZZ_RUNS=100000` for a night.
 */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { slackChannel } from '../../src/channels/slack/index.ts'
import { telegramChannel } from '../../src/channels/telegram/index.ts'
import { webChannel } from '../../src/channels/web/index.ts'
import { encodePress } from '../../src/chat/ui/press.ts'
import { listen } from '../../src/platform/http/server.ts'
import { SECRET } from '../channels/telegram/stage.ts'
import { atBrowser } from '../channels/web/stage.ts'
import { slackServer } from '../servers/slack/index.ts'
import { telegramServer } from '../servers/telegram/index.ts'
import { plainDoor } from '../support/door.ts'
import { grownSince, held, MAY_STAY } from '../support/heap.ts'
import { office } from '../support/office.ts'
import { freePort } from '../support/rekan-process.ts'
import { freeSlots } from '../support/slots.ts'

export const RUNS = Number(process.env.FUZZ_RUNS ?? 600)
/** So many at once before it is asked whether anything broke. */
export const BATCH = 10
/** So many batches fill what is kept for good: words, plans of queries, pictures' fonts. */
const WARM = 8
/** After so many batches the platforms forget what was said (batches). */
const OFTEN = 50
export const some = (share: number) => ({ numRuns: Math.ceil((RUNS * share) / BATCH), endOnFailure: true })
export const timeout = 120_000 + RUNS * 60

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
export const word = fc.oneof(nasty, odd, fc.string({ unit: 'binary' }), fc.string())
export const number = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 40, 1.5))
export const junk = fc.jsonValue({ maxDepth: 3 })
/** Any of these fields, or none, and now and then something else in its place. */
export const partly = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.oneof({ weight: 9, arbitrary: fc.record(model, { requiredKeys: [] }) }, { weight: 1, arbitrary: junk })

async function open() {
  const [telegram, slack] = [await telegramServer(), await slackServer()]
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const { token, apiRoot } = telegram
  const { botToken, apiUrl, signingSecret } = slack
  const place = await office({
    channels: [
      parts => webChannel({ ...parts, door: plainDoor, demo: null }),
      parts =>
        telegramChannel({
          ...parts,
          limiter: freeSlots,
          publicUrl,
          telegram: { mode: 'webhook', secret: SECRET, token, apiRoot },
        }),
      parts =>
        slackChannel({
          ...parts,
          limiter: freeSlots,
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
  const code = await place.app.linking.issue({ now: at }, 'olga')
  await browser.signsIn(code)
  const bugs = async () => {
    const figures = await (await place.app.pages.request('/metrics')).text()
    return Number(/^rekan_bugs_total (\d+)/m.exec(figures)?.[1])
  }
  return {
    place,
    telegram,
    slack,
    siti,
    olga,
    browser,
    bugs,
    close: async () => {
      await place.close()
      await http.stop()
      await telegram.close()
      await slack.close()
    },
  }
}

/** For a whole file: after each test it is asked whether what we said was right by the platforms' rules. */
export function everyDoor() {
  let open_: Awaited<ReturnType<typeof open>> | undefined
  beforeAll(async () => {
    open_ = await open()
  })
  afterAll(() => open_?.close())
  const town = () => {
    if (!open_) throw new Error('not open yet')
    return open_
  }
  afterEach(async () => {
    await town().place.settled()
    const sins = [...town().telegram.violations.splice(0), ...town().slack.violations.splice(0)]
    expect(sins).toEqual([])
  })
  let batches = 0
  let before = 0
  const verbs = () =>
    fc.constantFrom(...town().place.app.registry.actions.keys(), 'form.next', 'form.send', 'x')
  const commandLine = () =>
    fc
      .tuple(
        fc.oneof(
          fc.constantFrom(...town().place.app.registry.commands.keys(), 'mulai', 'start', 'batal'),
          word,
        ),
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
    const before = await town().bugs()
    for (const thing of things) {
      const status = await send(thing)
      if (!allowed.includes(status)) throw new Error(`${status}: ${JSON.stringify(thing).slice(0, 2000)}`)
    }
    expect(await town().bugs()).toBe(before)
    await rests()
  }

  /** What the platforms remember is theirs; what the first batches leave behind, Rekan may keep. */
  async function rests(): Promise<void> {
    batches += 1
    if (batches !== WARM && batches % OFTEN !== 0) return
    await forgets()
    if (batches === WARM) before = await held()
  }
  async function forgets(): Promise<void> {
    const { slack, telegram, place } = town()
    await slack.idle({ quiet: 500, within: 30_000 })
    await place.settled()
    await telegram.idle({ within: 30_000 })
    for (const platform of [slack, telegram]) platform.forget()
  }

  /** When a file is over, whatever was sent in it, nothing of it is held. To be called last in a file. */
  const leavesNothing = () =>
    afterAll(async () => {
      await forgets()
      expect(batches).toBeGreaterThan(WARM)
      expect(await grownSince(before, `${batches * BATCH} at the doors`)).toBeLessThan(MAY_STAY)
    }, 120_000)
  return { town, commandLine, pressed, harmless, leavesNothing }
}
