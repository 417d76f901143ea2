/** Answers are owed until they were shown: Telegram fails a call in every way it can, and a process ends in between. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { telegramChannel } from '../../../src/channels/telegram/index.ts'
import type { Channel, ChatResponse, Inbound } from '../../../src/chat/channel.ts'
import { createWords, text } from '../../../src/chat/i18n/words.ts'
import type { Database } from '../../../src/platform/database/database.ts'
import { storedFiles } from '../../../src/platform/files/files.ts'
import { randomIds } from '../../../src/platform/ids.ts'
import { createLog } from '../../../src/platform/observability/log.ts'
import { type Person, type TelegramServer, telegramServer } from '../../servers/telegram/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { hostOf } from '../../support/host.ts'
import { journalOver } from '../../support/journal.ts'
import { fixedClock } from '../../support/office.ts'
import { freeSlots } from '../../support/slots.ts'

const says = (said: string, more: { over?: true; tap?: string } = {}): ChatResponse => ({
  kind: 'card',
  locale: 'id',
  where: 'here',
  ...(more.over && { over: true }),
  card: {
    title: text('chat:help.title'),
    blocks: [
      { kind: 'quote', said },
      ...(more.tap
        ? [{ kind: 'buttons' as const, buttons: [{ label: more.tap, press: { verb: 'a.b', args: [] } }] }]
        : []),
    ],
  },
})
const toast = (): ChatResponse => ({
  kind: 'toast',
  text: text('chat:refused.button'),
  locale: 'id',
  where: 'here',
})
const FAULTS = [
  ['500', { status: 500 }],
  ['502', { status: 502 }],
  ['reset', { reset: true }],
  ['429', { retryAfter: 1 }],
] as const
const SIGHT = { timeout: 8000 }

let server: TelegramServer
let db: Database
let siti: Person
let budi: Person
let answered: string[]
let script: (inbound: Inbound) => ChatResponse | null | Promise<ChatResponse | null>

/** @param name of the process, as the others see it */
async function bot(name: string): Promise<Channel> {
  const { token, apiRoot } = server
  const channel = telegramChannel({
    telegram: { mode: 'polling', token, apiRoot },
    publicUrl: null,
    files: storedFiles({ db, clock: fixedClock(), ids: randomIds }),
    words: createWords('Asia/Jakarta'),
    limiter: freeSlots,
    journal: journalOver(db, name),
    log: createLog('silent'),
  })
  const host = hostOf({
    route: async inbound => script(inbound),
    answered: async key => void answered.push(key),
  })
  await channel.start(host)
  return channel
}
const owedActs = () => db.client.owedAct.count()

beforeAll(async () => {
  server = await telegramServer()
  db = await freshDatabase()
  ;[siti, budi] = [server.person({ firstName: 'Siti' }), server.person({ firstName: 'Budi' })]
  script = () => says('selamat datang')
  answered = []
})
afterAll(async () => {
  await server.close()
  await db.close()
  server.assertClean()
})

describe('one bot', () => {
  let channel: Channel
  beforeAll(async () => {
    channel = await bot('this')
    await channel.lead?.begin()
    for (const person of [siti, budi]) await person.starts()
    // Their first answers count as answered before any test counts.
    await server.idle()
  })
  afterAll(() => channel.stop())
  afterEach(async () => {
    server.clearFaults()
    await server.idle()
  })

  describe.each(FAULTS)('one call is answered %s', (name, fault) => {
    it('words are answered, and count as answered only then', async () => {
      script = () => says(`kabar ${name}`)
      const before = answered.length
      server.failNext('sendMessage', fault)
      await siti.writes('halo')
      await siti.sees(`kabar ${name}`)
      await expect.poll(() => answered.length, SIGHT).toBe(before + 1)
    })

    it('a tap changes its message, and its spinner ends', async () => {
      script = () => says(`awal ${name}`, { tap: 'Ubah' })
      await siti.writes('halo')
      await siti.sees(`awal ${name}`)
      script = () => says(`akhir ${name}`, { over: true, tap: 'Ubah' })
      server.failNext('editMessageText', fault)
      await siti.taps('Ubah')
      await siti.sees(`akhir ${name}`)
      await expect.poll(() => server.unanswered(), SIGHT).toEqual([])
    })

    it('a toast is shown', async () => {
      script = () => says(`pilih ${name}`, { tap: 'Tekan' })
      await siti.writes('halo')
      await siti.sees(`pilih ${name}`)
      script = () => toast()
      server.failNext('answerCallbackQuery', fault)
      const toasts = server.callsTo('answerCallbackQuery').length
      await siti.taps('Tekan')
      await expect.poll(() => server.callsTo('answerCallbackQuery').length, SIGHT).toBeGreaterThan(toasts + 1)
      await expect.poll(() => server.unanswered(), SIGHT).toEqual([])
    })
  })

  it('what fails for long holds up nobody: it is in the journal, and Telegram goes on', async () => {
    script = () => says('akhirnya')
    server.failNext('sendMessage', { status: 500, times: 4, chat: siti.id })
    const before = answered.length
    await siti.writes('halo')
    await expect.poll(owedActs, SIGHT).toBe(1)
    expect(answered).toHaveLength(before)
    script = () => says('untuk budi')
    await budi.writes('halo')
    await budi.sees('untuk budi')
    const asked = () => Math.max(...server.callsTo('getUpdates').map(({ params }) => Number(params.offset)))
    await expect.poll(asked, SIGHT).toBeGreaterThan(server.updates.at(-1)?.update_id ?? 0)
    await siti.sees('akhirnya', { within: 15_000 })
    await expect.poll(owedActs, SIGHT).toBe(0)
    expect(answered).toHaveLength(before + 2)
  })

  it('a change that fails for good comes as a message', async () => {
    script = () => says('mula-mula', { tap: 'Ubah' })
    await siti.writes('halo')
    await siti.sees('mula-mula')
    script = () => says('sebagai pesan baru', { over: true, tap: 'Ubah' })
    server.failNext('editMessageText', { status: 500, times: 20 })
    await siti.taps('Ubah')
    await siti.sees('sebagai pesan baru', { within: 15_000 })
  })

  it('is said twice at most when each answer of Telegram is lost', async () => {
    script = () => says('dua kali saja')
    server.failNext('sendMessage', { afterEffect: true, times: 10 })
    const before = answered.length
    await siti.writes('halo')
    await expect.poll(() => answered.length, SIGHT).toBe(before + 1)
    const said = siti.chat.messages.filter(({ text: words }) => words.includes('dua kali saja'))
    expect(said).toHaveLength(2)
  })
})

describe('a bot that ends', () => {
  it('leaves what is owed to whoever lives', async () => {
    const [first, second] = [await bot('first'), await bot('second')]
    await first.lead?.begin()
    script = () => says('dari yang pertama')
    server.failNext('sendMessage', { status: 500, times: 100 })
    await siti.writes('halo')
    await expect.poll(owedActs, SIGHT).toBe(1)
    await first.stop()
    expect(await db.client.owedAct.findMany()).toMatchObject([{ channel: 'telegram', claimedBy: null }])
    server.clearFaults()
    script = () => says('dari yang kedua')
    await second.takeOver?.()
    await siti.sees('dari yang kedua')
    await expect.poll(owedActs, SIGHT).toBe(0)
    await second.stop()
  })
})
