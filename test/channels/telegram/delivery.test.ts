import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../servers/telegram/index.ts'
import { type TelegramOffice, telegramOffice } from './stage.ts'

describe('messages Rekan sends by itself on Telegram', () => {
  let place: TelegramOffice
  let siti: Person
  let budi: Person
  beforeAll(async () => {
    place = await telegramOffice()
    ;[siti, budi] = [await place.link('siti'), await place.link('budi')]
    for (const one of [siti, budi]) await one.starts()
    await place.settled()
  })
  afterAll(() => place.close())

  /**
   * Siti thanks Budi; one a day to the same person is the rule, so each time on another day, from Monday to Thursday:
   * what is tried again later goes out when people work.
   */
  async function kudos(words: string) {
    do place.clock.forward(24 * 60 * 60 * 1000)
    while ([0, 5, 6].includes(place.clock.now().getUTCDay()))
    await siti.writes('/pujian')
    await siti.sees('Siapa yang ingin')
    await siti.writes('misal')
    await siti.sees('Pilih nama')
    await siti.taps(/Budi Misalnya/)
    await siti.sees('Sudah dipilih')
    await siti.taps('Selesai memilih')
    await siti.sees('Langkah 2')
    await siti.taps('Kolaboratif')
    await siti.sees('Langkah 3')
    await siti.writes(words)
    await siti.sees('Mohon memeriksa')
    await place.server.idle()
  }
  const send = async () => {
    await siti.taps('Kirim')
    await siti.sees('Apresiasi telah disampaikan')
  }
  const arrived = (words: string) =>
    budi.chat.messages.filter(({ fromBot, text }) => fromBot && text.includes(words)).length
  const delivery = () =>
    place.db.client.delivery.findFirstOrThrow({ where: { personId: 'budi' }, orderBy: { createdAt: 'desc' } })
  /** Fails only what goes to Budi: Siti's own answer is an edit. */
  async function withFault(words: string, fault: Parameters<typeof place.server.failNext>[1]) {
    await kudos(words)
    const failed = () =>
      place.server.callsTo('sendMessage').filter(({ status = 200 }) => status !== 200).length
    const before = failed()
    place.server.failNext('sendMessage', fault)
    await send()
    // The message leaves when a worker takes it up: a quiet server may only not have been asked yet.
    await expect.poll(failed, { timeout: 20_000 }).toBe(before + 1)
    await place.server.idle({ quiet: 200 })
    return delivery()
  }

  it('waits as long as Telegram asks, and does not count it as a failure', async () => {
    const waiting = await withFault('kata pertama yang baik', { retryAfter: 7 })
    expect(waiting).toMatchObject({ state: 'queued', attempts: 0 })
    expect(waiting.dueAt.getTime() - place.clock.now().getTime()).toBe(7000)
    place.clock.forward(8000)
    await place.app.beat()
    await place.settled()
    expect(arrived('kata pertama yang baik')).toBe(1)
  })

  it('tries again after a 502', async () => {
    expect(await withFault('kata kedua yang baik', { status: 502 })).toMatchObject({
      state: 'queued',
      attempts: 1,
    })
    place.clock.forward(3_600_000)
    await place.app.beat()
    await place.settled()
    expect(arrived('kata kedua yang baik')).toBe(1)
  })

  it('says a thing at most twice when the answer is lost', async () => {
    expect(await withFault('kata ketiga yang baik', { afterEffect: true })).toMatchObject({ uncertain: 1 })
    place.clock.forward(3_600_000)
    await place.app.beat()
    await place.settled()
    expect(arrived('kata ketiga yang baik')).toBeLessThanOrEqual(2)
    expect((await delivery()).state).toBe('sent')
  })

  it('notices who blocked it, and who came back', async () => {
    const account = () => place.db.client.account.findFirstOrThrow({ where: { personId: 'budi' } })
    await budi.blocksBot()
    await place.settled()
    expect((await account()).unreachableAt).not.toBeNull()
    await kudos('kata keempat yang baik')
    await send()
    await place.settled()
    expect(await delivery()).toMatchObject({ state: 'unreachable' })
    await budi.unblocksBot()
    await place.settled()
    expect((await account()).unreachableAt).toBeNull()
  })
})
