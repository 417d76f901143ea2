import { describe, expect, it } from 'vitest'
import { createChatLimits } from '../../src/platform/rate-limit/chat-limits.ts'
import { gcra } from '../../src/platform/rate-limit/gcra.ts'
import type { Limiter } from '../../src/platform/rate-limit/limiter.ts'
import { createSendQueue } from '../../src/platform/rate-limit/queue.ts'
import { type Call, createTransit } from '../../src/platform/rate-limit/transit.ts'

/** Turns that come when they are let. */
function gate() {
  const waiting: (() => void)[] = []
  const limiter: Limiter = {
    take: () => new Promise(resolve => waiting.push(() => resolve(0))),
    pause: async () => {},
    sweep: async () => {},
  }
  const settle = () => new Promise(resolve => setImmediate(resolve))
  return {
    limiter,
    next: async () => {
      await settle()
      waiting.shift()?.()
      await settle()
    },
  }
}

/** A time that goes by only when everybody sleeps, and turns that are counted by it. */
function theater() {
  let now = 0
  let due = 0
  const asleep: { until: number; wake(): void }[] = []
  const time = {
    now: () => now,
    // A timer takes some time, however short it is set.
    sleep: (milliseconds: number) =>
      new Promise<void>(wake => void asleep.push({ until: now + Math.max(milliseconds, 0.01), wake })),
  }
  const limiter: Limiter = {
    take: async (_key, rate) => {
      const { wait, next } = gcra(due, now, rate)
      due = next
      return wait
    },
    pause: async (_key, milliseconds) => {
      due = Math.max(due, now + milliseconds)
    },
    sweep: async () => {},
  }
  async function until(over: Promise<unknown>): Promise<void> {
    let isOver = false
    void over.then(() => {
      isOver = true
    })
    for (let idle = 0; !isOver && idle < 3; ) {
      await new Promise(resolve => setImmediate(resolve))
      asleep.sort((one, other) => one.until - other.until)
      const next = isOver ? undefined : asleep.shift()
      idle = next ? 0 : idle + 1
      now = Math.max(now, next?.until ?? now)
      next?.wake()
    }
    expect(isOver).toBe(true)
  }
  return { time, limiter, until, now: () => now }
}

describe('the send queue', () => {
  const EVERY = 34
  function crowd(many: number) {
    const stage = theater()
    const queue = createSendQueue(stage.limiter, 'bot', EVERY, { time: stage.time })
    const left: number[] = []
    const gone = Array.from({ length: many }, () => queue.send(false, async () => left.push(stage.now())))
    return { ...stage, queue, left, gone: Promise.all(gone) }
  }

  it('is full: a turn is lost to nobody, however many wait', async () => {
    const { until, left, gone } = crowd(300)
    await until(gone)
    expect(left).toEqual(Array.from({ length: 300 }, (_, n) => n * EVERY))
  })

  it('rests for as long as the platform asks, for all who wait, and is full again', async () => {
    const { until, left, gone, queue, time, now } = crowd(60)
    const PAUSE = 3000
    let asked = 0
    const pause = time.sleep(500).then(async () => {
      asked = now()
      await queue.pause(PAUSE)
    })
    await until(Promise.all([gone, pause]))
    const after = left.filter(at => at > asked)
    expect(Math.min(...after)).toBeGreaterThanOrEqual(asked + PAUSE)
    expect(Math.max(...after) - Math.min(...after)).toBe((after.length - 1) * EVERY)
    expect(after.length).toBeGreaterThan(40)
  })
})

/** The most of these that came within any second. */
const mostInASecond = (times: readonly number[]) =>
  Math.max(...times.map(from => times.filter(at => at >= from && at < from + 1000).length))

describe('what counts is when calls arrive, and some take longer', () => {
  const EVERY = 33.85
  const THERE = 40
  const BACK = 30

  /** @param delay by which this call arrives later than others (milliseconds) */
  function wire(stage: ReturnType<typeof theater>, delay: (call: number) => number) {
    const arrived: number[] = []
    let calls = 0
    const make = async () => {
      await stage.time.sleep(THERE + delay(calls++))
      arrived.push(stage.now())
      await stage.time.sleep(BACK)
    }
    return { make, arrived }
  }

  it.each([
    ['one of the first', (call: number) => (call === 0 ? 200 : 0)],
    ['ten that a pause of the process held up', (call: number) => (call >= 100 && call < 110 ? 150 : 0)],
    ['now and then one', (call: number) => (call % 17 === 0 ? 90 : 0)],
  ])('%s: no more arrive in a second than are let', async (_which, delay) => {
    const stage = theater()
    const queue = createSendQueue(stage.limiter, 'bot', EVERY, { time: stage.time })
    const { make, arrived } = wire(stage, delay)
    await stage.until(Promise.all(Array.from({ length: 200 }, () => queue.send(false, make))))
    expect(mostInASecond(arrived)).toBe(30)
    const rate = (arrived.length - 1) / ((Math.max(...arrived) - Math.min(...arrived)) / 1000)
    expect(rate).toBeGreaterThan(28.5)
  })

  it('in one chat, too: the few at once after a rest, then one a second', async () => {
    const stage = theater()
    const transit = createTransit(stage.time.now)
    const chats = createChatLimits(stage.limiter, stage.time)
    const queue = createSendQueue(stage.limiter, 'bot', EVERY, { time: stage.time, transit })
    const { make, arrived } = wire(stage, call => (call === 3 ? 300 : 0))
    const rate = { everyMs: 1000, burst: 3 }
    const hold = (call: Call) => chats.take('siti', rate, call)
    // Other chats have shown how fast the way is.
    await stage.until(Promise.all([1, 2, 3].map(() => queue.send(false, make))))
    const before = arrived.length
    await stage.until(Promise.all([1, 2, 3, 4, 5, 6].map(() => queue.send(false, make, { hold }))))
    const counted = arrived.slice(before).sort((one, other) => one - other)
    let next = 0
    for (const at of counted) {
      const step = gcra(next, at, rate)
      next = step.next
      expect(step.wait).toBeLessThan(1)
    }
    expect(counted).toHaveLength(6)
    expect((counted.at(-1) ?? 0) - (counted[0] ?? 0)).toBeLessThan(3500)
  })

  it('one that is never answered holds up its own seat only', async () => {
    const stage = theater()
    const queue = createSendQueue(stage.limiter, 'bot', EVERY, { time: stage.time })
    const { make, arrived } = wire(stage, () => 0)
    const silent = () => new Promise<void>(() => {})
    await stage.until(queue.send(false, make))
    void queue.send(false, silent)
    await stage.until(Promise.all(Array.from({ length: 300 }, () => queue.send(false, make))))
    expect(300 / (((arrived.at(-1) ?? 0) - (arrived[1] ?? 0)) / 1000)).toBeGreaterThan(28.5)
  })
})

describe('whose turn it is', () => {
  it('an answer goes with the very next turn, however many reminders wait', async () => {
    const { limiter, next } = gate()
    const queue = createSendQueue(limiter, 'bot', 34)
    const order: string[] = []
    const wait = (name: string, urgent: boolean) =>
      queue.send(urgent, async () => {
        order.push(name)
      })
    const all = Array.from({ length: 1000 }, (_, index) => wait(`reminder ${index}`, false))
    await next()
    all.push(wait('answer 1', true), wait('answer 2', true))
    for (let turns = 0; turns < 4; turns++) await next()
    expect(order).toEqual(['reminder 0', 'answer 1', 'answer 2', 'reminder 1', 'reminder 2'])
  })

  it('what has to be done before is begun while the turn is awaited, once', async () => {
    const pauses: Promise<unknown>[] = []
    const limiter: Limiter = { take: async () => 20, pause: async () => {}, sweep: async () => {} }
    const queue = createSendQueue(limiter, 'bot', 34)
    const order: string[] = []
    const prepare = async () => void order.push('prepared')
    pauses.push(queue.send(false, async () => order.push('gone'), { prepare }))
    await new Promise(resolve => setTimeout(resolve, 5))
    expect(order).toEqual(['prepared'])
    await Promise.all(pauses)
    expect(order).toEqual(['prepared', 'gone'])
  })

  it('what cannot be prepared does not go, and holds up nobody', async () => {
    const limiter: Limiter = { take: async () => 1, pause: async () => {}, sweep: async () => {} }
    const queue = createSendQueue(limiter, 'bot', 34)
    const failed = queue.send(false, async () => 'gone', {
      prepare: async () => {
        throw new Error('taken over')
      },
    })
    const after = queue.send(false, async () => 'gone')
    await expect(failed).rejects.toThrow('taken over')
    await expect(after).resolves.toBe('gone')
  })
})
