/**
 * kill -9 in the middle of rounds of kudos and reminders. `CHAOS_ROUNDS=100` runs a hundred; a few run by default.
 * The next day, that begins after each round, is made to begin in the tables.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOffice } from '../../src/domain/calendar/office.ts'
import { createNotify, type Notify } from '../../src/features/organisation/notify/api.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { type Queue, startQueue } from '../../src/platform/jobs/queue.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { type Fleet, fleet, NEEDS_POSTGRES, praise } from './stage.ts'

const ROUNDS = Number(process.env.CHAOS_ROUNDS ?? 4)
const PEOPLE = 10
const ROUND_MS = 60_000
/** By then what a killed process had in hand is free (milliseconds). */
const TAKEN_OVER_MS = 30_000
/** Milliseconds from the round's beginning to the kill, each round another. */
const momentOf = (round: number) => 20 + ((round * 7919) % 700)

describe.skipIf(!process.env.TEST_DATABASE_URL)(`kill -9 in ${ROUNDS} rounds (${NEEDS_POSTGRES})`, () => {
  let place: Fleet
  let queue: Queue
  let notify: Notify
  beforeAll(async () => {
    place = await fleet({ mode: 'webhook', people: PEOPLE })
    const { db } = place
    await Promise.all([place.start(), place.start(), place.start()])
    queue = await startQueue(db, {}, createLog('silent'))
    const office = createOffice({ zone: 'Asia/Jakarta' })
    notify = createNotify({ db, queue, ids: randomIds, office, clock: systemClock })
    await place.telegram.idle({ within: 30_000 })
  }, 180_000)
  afterAll(async () => {
    await queue?.stop()
    await place?.close()
  }, 60_000)

  it('every kudos is there once, and every message was sent once unless its answer was lost', {
    timeout: 240_000 + ROUNDS * ROUND_MS,
  }, async () => {
    const { db, telegram } = place
    const marks: string[] = []
    let killed = new Date()
    for (let round = 0; round < ROUNDS; round++) {
      const reminded = marks.at(-1)
      const praising = everybodyPraises(round)
      if (reminded) await remind(reminded)
      await new Promise(resolve => setTimeout(resolve, momentOf(round)))
      const victim = place.processes[round % place.processes.length]
      if (victim) await place.kill(victim)
      killed = new Date()
      marks.push(...(await praising))
      await place.start()
      await telegram.idle({ within: ROUND_MS })
      // A new day: people may praise each other again.
      await db.script(`UPDATE "Kudos" SET "createdAt" = "createdAt" - interval '2 days';
        UPDATE "KudosReceiver" SET "createdAt" = "createdAt" - interval '2 days'`)
    }
    await new Promise(resolve => setTimeout(resolve, killed.getTime() + TAKEN_OVER_MS - Date.now()))
    // Every dead process is known to be dead: what it had in hand is free.
    expect(await db.client.process.count()).toBe(place.processes.length)
    // What waits for its chat's turn, a second apart, goes out in the end.
    await place.settled(ROUND_MS + ROUNDS * 1000)
    const kudos = await db.client.kudos.findMany()
    expect(kudos.map(({ message }) => /nomor (\S+)/.exec(message)?.[1]).sort()).toEqual(marks.sort())
    const report = await compare()
    expect(report.wrong).toEqual([])
    expect(await db.client.delivery.count()).toBe(marks.length + (ROUNDS - 1) * PEOPLE)
    process.stderr.write(`${JSON.stringify({ ROUNDS, ...report, wrong: undefined })}\n`)
    telegram.assertClean()
  })

  async function everybodyPraises(round: number): Promise<string[]> {
    return Promise.all(
      place.ids.map(async (id, index) => {
        const to = place.ids[(index + 1 + (round % (PEOPLE - 1))) % PEOPLE] ?? ''
        const mark = `r${round}${id}`
        await place.person(id).writes(praise(place.nameOf(to), mark), { mentions: [place.person(to)] })
        return mark
      }),
    )
  }

  /** Everybody is told of one kudos once more, as a reminder is. */
  async function remind(mark: string): Promise<void> {
    const kudos = await place.db.client.kudos.findFirst({ where: { message: { contains: `${mark} ` } } })
    if (!kudos) throw new Error(`no kudos ${mark}`)
    const messages = place.ids.map(person => ({
      key: `reminder:${mark}:${person}`,
      to: { person },
      notification: 'kudos.received',
      args: [kudos.id],
      timing: 'soon' as const,
    }))
    await place.db.transaction(tx => notify.enqueue(tx, messages, new Date()))
  }

  /** What stands in the chats against what stands in the outbox. */
  async function compare() {
    const deliveries = await place.db.client.delivery.findMany()
    const kudos = new Map((await place.db.client.kudos.findMany()).map(each => [each.id, each]))
    const wrong: string[] = []
    let doubles = 0
    for (const id of place.ids) {
      const texts = place
        .person(id)
        .chat.messages.filter(({ fromBot }) => fromBot)
        .map(({ text }) => text)
      for (const { id: kudosId, giverId, message } of kudos.values()) {
        const mine = deliveries.filter(({ personId, args }) => personId === id && args[0] === kudosId)
        const said = texts.filter(text => text.includes(message)).length
        const uncertain = mine.reduce((sum, each) => sum + each.uncertain, 0)
        // Who gave it was told so; by a process that died at that very moment, and by the next one as well.
        const receipts = giverId === id ? { least: 1, most: 2 } : { least: 0, most: 0 }
        const least = mine.filter(({ state }) => state === 'sent').length + receipts.least
        const most = mine.length + uncertain + receipts.most
        if (said < least || said > most) wrong.push(`${id}, ${message}: ${said} of ${least}-${most}`)
        doubles += Math.max(0, said - mine.length - receipts.least)
      }
    }
    const uncertain = deliveries.reduce((sum, each) => sum + each.uncertain, 0)
    return { wrong, messages: deliveries.length, uncertain, doubles }
  }
})
