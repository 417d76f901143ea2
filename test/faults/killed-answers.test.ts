/**
 * kill -9 between what somebody did and the answer to it: the platform brings the act again, and whoever takes over
 * gives the answer that is owed, without a second effect.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { type Person, type TelegramServer, telegramServer } from '../servers/telegram/index.ts'
import { hire } from '../support/office.ts'
import { killAll, type RekanProcess, startRekan } from '../support/rekan-process.ts'
import { story } from '../support/story.ts'
import { praise } from './stage.ts'

const SIGHT = { within: 60_000 }

describe('a process that is killed before its answer', () => {
  const test = story({ timeout: 600_000 })
  const folder = mkdtempSync(join(tmpdir(), 'rekan-killed-'))
  let telegram: TelegramServer
  let rekan: RekanProcess
  let siti: Person
  let budi: Person
  const starts = async () => {
    const { token, apiRoot } = telegram
    rekan = await startRekan({ DATA_DIR: folder, TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot })
  }
  beforeAll(async () => {
    telegram = await telegramServer()
    ;[siti, budi] = [telegram.person({ firstName: 'Siti' }), telegram.person({ firstName: 'Budi' })]
    const db = await openDatabase({ kind: 'folder', folder })
    await migrate(db)
    const now = new Date()
    const unit = 'Dinas (contoh)'
    await hire(db, { siti: { name: 'Siti Misalnya', unit }, budi: { name: 'Budi Contoh', unit } }, now)
    for (const [personId, person] of Object.entries({ siti, budi }))
      await db.client.account.create({
        data: { channel: 'telegram', address: String(person.id), personId, linkedAt: now },
      })
    await db.close()
    await starts()
    for (const person of [siti, budi]) await person.starts()
    await telegram.idle(SIGHT)
  }, 120_000)
  afterAll(async () => {
    await killAll()
    rmSync(folder, { recursive: true })
    telegram.assertClean()
    await telegram.close()
  })

  /** Dies when it calls this, which has no effect, or (`said`) has and is not confirmed; then another one comes. */
  async function killedAt(
    who: Person,
    method: string,
    act: () => Promise<unknown>,
    said = false,
  ): Promise<void> {
    const { promise: dead, resolve: died } = Promise.withResolvers<void>()
    const meanwhile = () => rekan.kill().then(died)
    telegram.failNext(method, {
      chat: who.id,
      meanwhile,
      ...(said ? { afterEffect: true } : { reset: true }),
    })
    await act()
    await dead
    await starts()
    await telegram.idle(SIGHT)
  }
  const answered = async (act: Promise<unknown>) => {
    await act
    await telegram.idle(SIGHT)
  }
  const told = (person: Person, words: string) =>
    person.chat.messages.filter(({ fromBot, text }) => fromBot && text.includes(words))

  test.step('a kudos: its giver is told, once, and it is there once', async () => {
    await killedAt(siti, 'sendMessage', () => siti.writes(praise('Budi', 'satu'), { mentions: [budi] }))
    await siti.sees(/Apresiasi.*nomor satu /s, SIGHT)
    await budi.sees(/nomor satu /, SIGHT)
    await telegram.idle(SIGHT)
    expect(told(siti, 'nomor satu ')).toHaveLength(1)
    // What Telegram said to this one may have been lost with the process.
    expect(told(budi, 'nomor satu ').length).toBeLessThanOrEqual(2)
  })

  test.step('whose answer stood in the chat already: it may stand there twice, what it tells of is there once', async () => {
    const act = () => budi.writes(praise('Siti', 'dua'), { mentions: [siti] })
    await killedAt(budi, 'sendMessage', act, true)
    await siti.sees(/nomor dua /, SIGHT)
    await telegram.idle(SIGHT)
    expect(told(siti, 'nomor dua ').length).toBeLessThanOrEqual(2)
    expect(told(budi, 'nomor dua ').length).toBeLessThanOrEqual(2)
  })

  test.step('a form: what was typed answers one question, and what was sent is confirmed', async () => {
    await answered(budi.writes('/mintaumpanbalik'))
    await answered(budi.writes('Siti'))
    await answered(budi.taps('Siti Misalnya'))
    await answered(budi.taps('Selesai memilih'))
    await budi.sees('Mengenai hal apa', SIGHT)
    await killedAt(budi, 'sendMessage', () => budi.writes('Cara saya memimpin rapat'))
    await budi.sees('Paling lambat kapan', SIGHT)
    expect(told(budi, 'Paling lambat kapan')).toHaveLength(1)
    await answered(budi.writes(inDays(5)))
    await budi.sees('Mohon memeriksa kembali', SIGHT)
    await killedAt(budi, 'editMessageText', () => budi.taps('Kirim'))
    await budi.sees('Permintaan umpan balik telah disampaikan', SIGHT)
  })

  test.step('a button that turns a setting: it is turned once, and says so', async () => {
    await answered(siti.writes('/pengaturan'))
    await siti.sees('Tampilkan apresiasi di grup: Ya', SIGHT)
    await killedAt(siti, 'editMessageText', () => siti.taps('Jangan tampilkan di grup'))
    await siti.sees('Tampilkan apresiasi di grup: Tidak', SIGHT)
  })

  test.step('in the end all of it is there once, and no form that was sent is kept', async () => {
    expect(await rekan.end()).toBe(0)
    const db = await openDatabase({ kind: 'folder', folder })
    const { kudos, feedbackRequest, draft, delivery } = db.client
    const there = [await kudos.count(), await feedbackRequest.count(), await draft.count()]
    // Whoever is asked is told in office hours: the hour at which tests run is not ours to say.
    const asked = await delivery.count({ where: { notice: 'ongoing.requested' } })
    await db.close()
    expect([...there, asked]).toEqual([2, 1, 0, 1])
  })
})

/** As it is typed: 31-12-2026. */
function inDays(count: number): string {
  const [year, month, day] = new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10).split('-')
  return `${day}-${month}-${year}`
}
