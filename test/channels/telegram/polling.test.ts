import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { telegramChannel } from '../../../src/channels/telegram/index.ts'
import type { ChatResponse, Inbound } from '../../../src/chat/channel.ts'
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

const says = (said: string): ChatResponse => ({
  kind: 'card',
  locale: 'id',
  where: 'here',
  card: { title: text('chat:help.title'), blocks: [{ kind: 'quote', said }] },
})
const wordsOf = ({ act }: Inbound) => (act.kind === 'say' ? act.text : '')

describe('many people at once, by long polling', () => {
  let server: TelegramServer
  let db: Database
  let siti: Person
  let budi: Person
  let heard: string[]
  let held: Map<string, () => void>
  beforeAll(async () => {
    server = await telegramServer()
    db = await freshDatabase()
    ;[siti, budi] = [server.person({ firstName: 'Siti' }), server.person({ firstName: 'Budi' })]
  })
  beforeEach(() => {
    heard = []
    held = new Map()
  })
  afterAll(async () => {
    await server.close()
    await db.close()
    server.assertClean()
  })

  /** Words that begin with "lama" are answered only when they are let go. */
  async function bot() {
    const { token, apiRoot } = server
    const files = storedFiles({ db, clock: fixedClock(), ids: randomIds })
    const channel = telegramChannel({
      journal: journalOver(db),
      telegram: { mode: 'polling', token, apiRoot },
      publicUrl: null,
      files,
      words: createWords('Asia/Jakarta'),
      limiter: freeSlots,
      log: createLog('silent'),
    })
    const host = hostOf({
      route: async inbound => {
        const words = wordsOf(inbound)
        heard.push(words)
        if (words.startsWith('lama')) await new Promise<void>(resolve => held.set(words, resolve))
        return says(`tentang ${words}`)
      },
    })
    await channel.start(host)
    await channel.lead?.begin()
    return channel
  }
  const until = async (seen: () => boolean) => {
    for (let tries = 0; tries < 300 && !seen(); tries++) await new Promise(r => setTimeout(r, 10))
    expect(seen()).toBe(true)
  }

  it('a slow answer to one person holds up nobody else, and keeps that person’s own order', async () => {
    const channel = await bot()
    const before = siti.chat.messages.length
    await siti.starts()
    await budi.starts()
    await siti.writes('lama sekali')
    await siti.writes('kemudian')
    await budi.writes('sebentar')
    await budi.sees('tentang sebentar')
    expect(heard).not.toContain('kemudian')
    held.get('lama sekali')?.()
    await siti.sees('tentang kemudian')
    const said = siti.chat.messages.slice(before).map(message => message.text)
    expect(said.filter(one => one.includes('tentang'))).toEqual([
      expect.stringContaining('tentang'),
      expect.stringContaining('tentang lama sekali'),
      expect.stringContaining('tentang kemudian'),
    ])
    // Asked for again and again while it ran, and yet taken once.
    expect(heard.filter(words => words === 'sebentar')).toHaveLength(1)
    await server.idle()
    await channel.stop()
  })

  it('confirms nothing that is not done: after a crash it comes again, with all that came after it', async () => {
    const first = await bot()
    await siti.writes('lama dua')
    await budi.writes('cepat')
    await budi.sees('tentang cepat')
    await until(() => heard.includes('lama dua'))
    const asked = () => server.callsTo('getUpdates').map(({ params }) => Number(params.offset))
    const unfinished = server.updates.find(({ message }) => message?.text === 'lama dua')?.update_id ?? 0
    // It is asked for, and so never confirmed, until it is answered.
    expect(Math.max(...asked())).toBeLessThanOrEqual(unfinished)
    held.get('lama dua')?.()
    await siti.sees('tentang lama dua')
    await server.idle()
    expect(Math.max(...asked())).toBeGreaterThan(unfinished)
    await first.stop()
  })

  it('lets what runs end before it stops', async () => {
    const channel = await bot()
    await siti.writes('lama tiga')
    await until(() => held.has('lama tiga'))
    const stopped = channel.stop()
    held.get('lama tiga')?.()
    await stopped
    await siti.sees('tentang lama tiga')
    await server.idle()
  })

  it('waits as long as Telegram asks, and goes on', async () => {
    const channel = await bot()
    server.failNext('getUpdates', { retryAfter: 1 })
    await siti.writes('satu')
    await siti.sees('tentang satu')
    await server.idle()
    await channel.stop()
  })
})
