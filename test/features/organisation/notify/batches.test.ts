import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../../../../src/chat/channel.ts'
import { AnswerLost, RetryLater } from '../../../../src/chat/channel.ts'
import { type Office, office, START } from '../../../support/office.ts'

/** A platform that does as it is told: holds an answer back, loses it, asks to wait. */
function platform() {
  const said: string[] = []
  const heldBack = new Map<string, () => void>()
  let before: (to: string) => Promise<void> = async () => {}
  let after: (to: string) => Promise<void> = async () => {}
  const channel: Channel = {
    name: 'wire',
    forms: 'stepwise',
    start: async () => {},
    stop: async () => {},
    edit: async () => {},
    send: async (to, _card, _locale, beforeSend) => {
      await before(to.id)
      await beforeSend?.()
      said.push(to.id)
      await after(to.id)
      return { messageId: String(said.length) }
    },
  }
  return {
    channel,
    said,
    clear: () => {
      said.length = 0
      before = async () => {}
      after = async () => {}
    },
    beforeTurn: (act: typeof before) => {
      before = act
    },
    afterSaid: (act: typeof after) => {
      after = act
    },
    hold: (to: string) => new Promise<void>(resolve => heldBack.set(to, resolve)),
    release: (to: string) => heldBack.get(to)?.(),
  }
}

describe('the outbox', () => {
  let place: Office
  const wire = platform()
  beforeAll(async () => {
    place = await office({ channels: [() => wire.channel] })
    // What beats at the start is over before anything lies in the outbox.
    await place.settled()
    await place.db.client.account.updateMany({ data: { channel: 'wire' } })
    await place.db.client.kudos.create({
      data: {
        id: 'k1',
        requestKey: 'r1',
        giverId: 'olga',
        value: 'loyal',
        message: 'Terima kasih banyak',
        createdAt: START,
        receivers: { create: [{ personId: 'siti', unitId: 'unit0', ranked: true, createdAt: START }] },
      },
    })
  })
  afterAll(() => place.close())
  beforeEach(async () => {
    wire.clear()
    await place.db.client.delivery.deleteMany()
  })

  async function lies(personId: string, more: object = {}): Promise<string> {
    const row = {
      id: `d-${personId}`,
      key: `kudos:k1:received:${personId}`,
      personId,
      notice: 'kudos.received',
      args: ['k1'],
      timing: 'soon' as const,
      state: 'queued' as const,
      dueAt: START,
      attempts: 0,
      uncertain: 0,
      createdAt: START,
    }
    return (await place.db.client.delivery.create({ data: { ...row, ...more } })).id
  }
  const of = (personId: string) =>
    place.db.client.delivery.findUniqueOrThrow({ where: { id: `d-${personId}` } })
  const until = async (seen: () => Promise<boolean> | boolean) => {
    for (let tries = 0; tries < 500 && !(await seen()); tries++) await sleep(10)
    expect(await seen()).toBe(true)
  }
  const lives = (id: string) =>
    place.db.client.process.create({ data: { id, since: START, until: new Date('2100-01-01T00:00:00Z') } })
  const beat = async () => {
    await place.app.beat()
    await place.settled()
  }
  const GONE = { claimedAt: START, claimedBy: 'gone' }

  it('tries again without doubt what a dead process had not yet put on the wire', async () => {
    await lies('siti', { state: 'claimed', ...GONE, attempts: 1 })
    await beat()
    expect(await of('siti')).toMatchObject({ state: 'sent', uncertain: 0, attempts: 1 })
  })

  it('counts as doubtful what a dead process was sending, and never says it a third time', async () => {
    await lies('siti', { state: 'sending', ...GONE, attempts: 1 })
    await lies('budi', { state: 'sending', ...GONE, attempts: 2, uncertain: 1 })
    await beat()
    expect(await of('siti')).toMatchObject({ state: 'sent', uncertain: 1, channel: 'wire', address: 'siti' })
    expect(await of('budi')).toMatchObject({ state: 'failed', problem: 'answer-lost', uncertain: 2 })
    expect(wire.said).toEqual(['siti'])
  })

  it('leaves alone what another process has in hand', async () => {
    await lives('slow')
    for (const [one, state] of [
      ['siti', 'claimed'],
      ['budi', 'sending'],
    ] as const)
      await lies(one, { state, claimedAt: START, claimedBy: 'slow' })
    place.clock.forward(3_600_000)
    await beat()
    expect(wire.said).toEqual([])
  })

  it('is on the wire only once its turn has come, and finished as soon as its own answer is there', async () => {
    wire.beforeTurn(async to => {
      if (to === 'budi') await wire.hold('budi')
    })
    for (const one of ['siti', 'budi']) await lies(one)
    await place.app.beat()
    await until(async () => (await of('siti')).state === 'sent')
    expect((await of('budi')).state).toBe('claimed')
    wire.release('budi')
    await place.settled()
    expect((await of('budi')).state).toBe('sent')
  })

  it('does not send what was taken over while it waited for its turn', async () => {
    wire.beforeTurn(to => wire.hold(to))
    await lies('siti')
    await place.app.beat()
    await until(async () => (await of('siti')).state === 'claimed')
    await lives('other')
    const data = { claimedBy: 'other' }
    await place.db.client.delivery.update({ where: { id: 'd-siti' }, data })
    await sleep(50)
    wire.release('siti')
    await place.settled()
    expect(wire.said).toEqual([])
    expect((await of('siti')).state).toBe('claimed')
  })

  it('says a message with a lost answer once more, and no third time', async () => {
    wire.afterSaid(async () => {
      throw new AnswerLost()
    })
    await lies('siti')
    for (let round = 0; round < 4; round++) {
      await beat()
      place.clock.forward(3_600_000)
    }
    expect(wire.said).toEqual(['siti', 'siti'])
    expect(await of('siti')).toMatchObject({ state: 'failed', problem: 'answer-lost' })
  })

  it('goes by the platform’s own time when asked to wait, which is no failure', async () => {
    wire.beforeTurn(async () => {
      throw new RetryLater(30)
    })
    await lies('siti')
    await beat()
    expect(await of('siti')).toMatchObject({ state: 'queued' as const, attempts: 0 })
    expect((await of('siti')).dueAt).toEqual(new Date(place.clock.now().getTime() + 30_000))
  })

  it('brings a hundred messages out, each once, however often they are woken', async () => {
    const people = Array.from({ length: 100 }, (_, index) => `p${index}`)
    const base = { position: 'Penelaah', unitId: 'unit0', roles: [], createdAt: START, updatedAt: START }
    await place.db.client.person.createMany({
      data: people.map(id => ({ id, nip: `x${id}`, name: `Contoh ${id}`, ...base })),
    })
    await place.db.client.account.createMany({
      data: people.map(id => ({ channel: 'wire', address: id, personId: id, linkedAt: START })),
    })
    for (const one of people) await lies(one)
    const ids = people.map(one => `d-${one}`)
    await place.db.transaction(tx => place.app.queue.send(tx, 'deliver', [...ids, ...ids]))
    await beat()
    expect(wire.said.toSorted()).toEqual(people.toSorted())
    expect(await place.db.client.delivery.count({ where: { state: 'sent' } })).toBe(100)
  })
})
