/** Bad weather at the platforms, in volume: errors, broken connections, lost answers, updates twice and out of order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlackOffice, slackOffice } from '../channels/slack/stage.ts'
import { SECRET, type TelegramOffice, telegramOffice } from '../channels/telegram/stage.ts'
import { crowd, fanOut } from './fan-out.ts'

const DAY = 24 * 60 * 60 * 1000

describe('Telegram', () => {
  const PEOPLE = 80
  let place: TelegramOffice
  let people: Awaited<ReturnType<typeof crowd>>
  beforeAll(async () => {
    place = await telegramOffice({ webhook: true })
    people = await crowd(place, PEOPLE)
  }, 120_000)
  afterAll(() => place.close())
  const copies = (run: string) =>
    people.map(
      ({ person }) =>
        person.chat.messages.filter(({ fromBot, text }) => fromBot && text.includes(run)).length,
    )

  it('in a storm of errors and broken connections, each message stands there once; where an answer was lost, twice at most', {
    timeout: 120_000,
  }, async () => {
    const { server } = place
    for (let round = 0; round < 20; round++) {
      server.failNext('sendMessage', { status: 502 })
      server.failNext('sendMessage', { status: 500, times: 2 })
      server.failNext('sendMessage', { reset: true })
      server.failNext('sendMessage', { afterEffect: true })
    }
    const rows = await fanOut(
      place,
      people.map(({ id }) => ({ personId: id })),
      'badai',
    )
    const copiesOf = new Map(copies('badai').map((count, index) => [`p${index}`, count]))
    const seen = [...copiesOf.values()]
    expect(Math.max(...seen)).toBeLessThanOrEqual(2)
    const doubles = seen.filter(count => count === 2).length
    const uncertain = rows.reduce((sum, row) => sum + row.uncertain, 0)
    expect(uncertain).toBe(40)
    expect(doubles).toBeGreaterThan(0)
    expect(doubles).toBeLessThanOrEqual(20)
    // Twice in doubt is given up and said so; everything else arrived.
    for (const row of rows)
      if (row.state === 'sent') expect(copiesOf.get(row.personId ?? '')).toBeGreaterThanOrEqual(1)
      else expect(row).toMatchObject({ state: 'failed', problem: 'answer-lost', uncertain: 2 })
    const figures = await (await place.app.pages.request('/metrics')).text()
    expect(figures).toContain(`rekan_deliveries_uncertain ${uncertain}`)
  })

  it('updates that come twice, at once and in any order have one effect each', {
    timeout: 60_000,
  }, async () => {
    const { server } = place
    const [before, first] = [server.updates.length, people[0]]
    const had = await place.db.client.kudos.count()
    for (const to of [1, 2, 3])
      await first?.person.writes(
        `/pujian Contoh ${to} terima kasih nomor u${to} atas bantuannya #kolaboratif`,
        {
          mentions: people[to] ? [people[to].person] : [],
        },
      )
    await place.settled()
    const stands = async () => ({
      kudos: await place.db.client.kudos.count(),
      said: people.map(({ person }) => person.chat.messages.length),
    })
    const once = await stands()
    expect(once.kudos).toBe(had + 3)
    const again = server.updates.slice(before).toReversed()
    await Promise.all(
      [...again, ...again].map(update =>
        place.app.pages.request('/telegram/webhook', {
          method: 'POST',
          body: JSON.stringify(update),
          headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
        }),
      ),
    )
    await place.settled()
    expect(await stands()).toEqual(once)
  })

  it('updates that first come out of order are all taken', { timeout: 60_000 }, async () => {
    const giver = people[20]
    const from = { id: giver?.person.id, is_bot: false, first_name: 'Contoh' }
    const update = (id: number, to: number) => ({
      update_id: id,
      message: {
        message_id: id,
        date: 1,
        from,
        chat: { id: giver?.person.id, type: 'private' },
        text: `/pujian x terima kasih nomor o${to} atas bantuannya #kolaboratif`,
        entities: [
          { type: 'bot_command', offset: 0, length: 7 },
          {
            type: 'text_mention',
            offset: 8,
            length: 1,
            user: { id: people[to]?.person.id, is_bot: false, first_name: 'x' },
          },
        ],
      },
    })
    const before = await place.db.client.kudos.count()
    const base = 900_000_000
    for (const [id, to] of [
      [3, 13],
      [1, 11],
      [4, 14],
      [2, 12],
    ] as const)
      await place.app.pages.request('/telegram/webhook', {
        method: 'POST',
        body: JSON.stringify(update(base + id, to)),
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
      })
    await place.settled()
    expect(await place.db.client.kudos.count()).toBe(before + 4)
  })
})

describe('Slack', () => {
  let place: SlackOffice
  beforeAll(async () => {
    place = await slackOffice()
  }, 120_000)
  afterAll(() => place.close())

  it('loses its socket in the middle of the work, and brings again what was not acknowledged: each kudos once', {
    timeout: 90_000,
  }, async () => {
    const { slack, siti } = place
    for (let round = 0; round < 4; round++) {
      const act = siti.commands(
        `/pujian @${place.budi.name} terima kasih nomor s${round} atas bantuannya #kolaboratif`,
      )
      if (round % 2 === 0) slack.dropSocket({ politely: round % 4 === 0 })
      await act
      await slack.connected()
      await slack.redeliver()
      await place.settled()
      place.clock.forward(DAY)
    }
    const kudos = await place.db.client.kudos.findMany({ where: { message: { contains: 'nomor s' } } })
    expect(kudos.map(({ message }) => /nomor (s\d)/.exec(message)?.[1]).sort()).toEqual([
      's0',
      's1',
      's2',
      's3',
    ])
    for (let round = 0; round < 4; round++)
      expect(
        place.budi.messages().filter(one => JSON.stringify(one).includes(`nomor s${round}`)),
      ).toHaveLength(1)
  })

  it('in a storm of errors each message stands there once, or twice where the answer was lost', {
    timeout: 90_000,
  }, async () => {
    const { slack } = place
    for (let round = 0; round < 2; round++) {
      slack.failNext('chat.postMessage', { status: 503 })
      slack.failNext('chat.postMessage', { reset: true })
      slack.failNext('chat.postMessage', { afterEffect: true })
      slack.failNext('chat.postMessage', { description: 'ratelimited' })
    }
    const three = ['siti', 'budi', 'olga'].map(personId => ({ personId }))
    const rows = await fanOut(place, [...three, ...three], 'topan')
    expect(rows.every(({ state, problem }) => state === 'sent' || problem === 'answer-lost')).toBe(true)
    const said = slack.world.messages.filter(one => JSON.stringify(one).includes('topan')).length
    const uncertain = rows.reduce((sum, row) => sum + row.uncertain, 0)
    expect(uncertain).toBe(4)
    expect(said).toBeGreaterThanOrEqual(rows.filter(({ state }) => state === 'sent').length)
    expect(said).toBeLessThanOrEqual(rows.length + 2)
  })
})
