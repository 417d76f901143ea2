/** The platforms' limits, kept by servers that count: a fan-out gets no 429, and one that comes is obeyed by everyone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlackOffice, slackOffice } from '../channels/slack/stage.ts'
import { type TelegramOffice, telegramOffice } from '../channels/telegram/stage.ts'
import { TELEGRAM_LIMITS } from '../servers/telegram/index.ts'
import { crowd, fanOut, type Reader } from './fan-out.ts'
import { type Fleet, fleet, NEEDS_POSTGRES } from './stage.ts'

/** Two are on their way at most when the first is refused, and a busy machine lets a few more leave before it is heard. */
const ON_THEIR_WAY = 5

/**
 * For three seconds everybody is refused, which would be ninety calls: after the first refusal nobody calls, but who
 * was on the way already.
 */
function expectPeace(calls: readonly { status?: number }[]): void {
  const refused = calls.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBeLessThanOrEqual(ON_THEIR_WAY)
}

describe('Telegram that counts', () => {
  const PEOPLE = 150
  let place: TelegramOffice
  let everybody: Reader[]
  let group: string
  beforeAll(async () => {
    place = await telegramOffice()
    const people = await crowd(place, PEOPLE)
    const olga = await place.link('olga')
    const room = place.server.group({ title: 'Kominfo', members: [olga] })
    await room.addBot(olga)
    await place.server.idle({ within: 60_000 })
    group = (await place.db.client.group.findFirstOrThrow()).id
    everybody = people.map(({ id }) => ({ personId: id }))
    place.server.limits = TELEGRAM_LIMITS
  }, 120_000)
  afterAll(() => place.close())
  const said = () => place.server.calls.filter(({ method }) => method === 'sendMessage')

  it('refuses nothing of a fan-out, though one chat and one group get several', {
    timeout: 90_000,
  }, async () => {
    const before = said().length
    const refused = place.server.count429
    const many = Array.from({ length: 6 }, () => ({ personId: 'p0' }))
    const toGroup = Array.from({ length: 3 }, () => ({ groupId: group }))
    await fanOut(place, [...many, ...toGroup, ...everybody], 'lancar')
    expect(place.server.count429).toBe(refused)
    expect(said().slice(before)).toHaveLength(PEOPLE + 9)
  })

  it('is told the next one before it has answered the last: the pace is the limit, not the way there and back', {
    timeout: 90_000,
  }, async () => {
    const before = said().length
    const answered = () =>
      said()
        .slice(before)
        .filter(({ status }) => status === 200)
    const { promise: wire, resolve: answers } = Promise.withResolvers<void>()
    place.server.failNext('sendMessage', { slow: wire })
    const ended = fanOut(place, everybody.slice(60, 90), 'serempak')
    await expect.poll(() => answered().length, { timeout: 60_000 }).toBe(29)
    answers()
    await ended
    expect(answered()).toHaveLength(30)
  })

  it('is obeyed by everyone when it asks one to wait, and all arrive once', { timeout: 90_000 }, async () => {
    const before = said().length
    place.server.failNext('sendMessage', { retryAfter: 3, everyone: true })
    await fanOut(place, everybody.slice(0, 60), 'sabar')
    const calls = said().slice(before)
    expect(calls.filter(({ status }) => status === 200)).toHaveLength(60)
    expectPeace(calls)
  })
})

describe('Slack that counts', () => {
  let place: SlackOffice
  beforeAll(async () => {
    place = await slackOffice()
    place.slack.keepsPace()
  }, 120_000)
  afterAll(async () => {
    await place.close()
    place.slack.assertClean()
  })

  it('refuses nothing of a fan-out in which each channel gets several; asked to wait, all wait', {
    timeout: 90_000,
  }, async () => {
    const three = ['siti', 'budi', 'olga'].map(personId => ({ personId }))
    await fanOut(place, [...three, ...three, ...three, ...three], 'lancar')
    expect(place.slack.count429).toBe(0)
    place.slack.failNext('chat.postMessage', { retryAfter: 3, everyone: true })
    const from = Date.now()
    await fanOut(place, [...three, ...three], 'sabar')
    // One message to each of the others may have been on the wire.
    expect(place.slack.count429).toBeGreaterThanOrEqual(1)
    expect(place.slack.count429).toBeLessThanOrEqual(three.length)
    expect(Date.now() - from).toBeGreaterThan(3000)
    for (const one of [place.siti, place.budi]) expect(one.messages()).toHaveLength(6)
  })
})

describe.skipIf(!process.env.TEST_DATABASE_URL)(`two processes of one bot (${NEEDS_POSTGRES})`, () => {
  const PEOPLE = 60
  let place: Fleet
  beforeAll(async () => {
    place = await fleet({ mode: 'webhook', people: PEOPLE })
    await Promise.all([place.start(), place.start()])
    await place.telegram.idle({ within: 30_000 })
    place.telegram.limits = TELEGRAM_LIMITS
  }, 180_000)
  afterAll(() => place?.close(), 60_000)

  it('share one pace, and wait together when one of them is asked to', { timeout: 90_000 }, async () => {
    const { db, telegram } = place
    const from = telegram.calls.length
    await place.owes(place.ids, 'bersama')
    await place.settled(30_000)
    expect(telegram.count429).toBe(0)
    telegram.failNext('sendMessage', { retryAfter: 3, everyone: true })
    await place.owes(place.ids, 'menunggu')
    await place.settled(60_000)
    const calls = telegram.calls.slice(from).filter(({ method }) => method === 'sendMessage')
    expect(calls.filter(({ status }) => status === 200)).toHaveLength(2 * PEOPLE)
    expectPeace(calls)
    expect(new Set((await db.client.delivery.findMany()).map(({ claimedBy }) => claimedBy)).size).toBe(2)
    telegram.assertClean()
  })
})
