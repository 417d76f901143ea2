import { describe, expect, it } from 'vitest'
import { gcra } from '../../src/platform/rate-limit/gcra.ts'
import type { Limiter } from '../../src/platform/rate-limit/limiter.ts'
import { createSendQueue } from '../../src/platform/rate-limit/queue.ts'

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
    sleep: (milliseconds: number) =>
      new Promise<void>(wake => void asleep.push({ until: now + milliseconds, wake })),
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
    const queue = createSendQueue(stage.limiter, 'bot', EVERY, stage.time)
    const left: number[] = []
    const gone = Array.from({ length: many }, () => queue.enter(false).then(() => left.push(stage.now())))
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

describe('whose turn it is', () => {
  it('an answer goes with the very next turn, however many reminders wait', async () => {
    const { limiter, next } = gate()
    const queue = createSendQueue(limiter, 'bot', 34)
    const order: string[] = []
    const wait = (name: string, urgent: boolean) =>
      queue.enter(urgent).then(() => {
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
    pauses.push(queue.enter(false, { prepare }).then(() => order.push('gone')))
    await new Promise(resolve => setTimeout(resolve, 5))
    expect(order).toEqual(['prepared'])
    await Promise.all(pauses)
    expect(order).toEqual(['prepared', 'gone'])
  })

  it('what cannot be prepared does not go, and holds up nobody', async () => {
    const limiter: Limiter = { take: async () => 1, pause: async () => {}, sweep: async () => {} }
    const queue = createSendQueue(limiter, 'bot', 34)
    const failed = queue.enter(false, {
      prepare: async () => {
        throw new Error('taken over')
      },
    })
    const after = queue.enter(false)
    await expect(failed).rejects.toThrow('taken over')
    await expect(after).resolves.toBeUndefined()
  })
})
