import { describe, expect, it } from 'vitest'
import { createRateLimits } from '../../../src/channels/slack/rate-limits.ts'
import { RetryLater } from '../../../src/chat/channel.ts'
import { gcra } from '../../../src/platform/rate-limit/gcra.ts'
import type { Limiter } from '../../../src/platform/rate-limit/limiter.ts'

/** A world in which time passes only where somebody waits for it; when each thing was said is written down. */
function hours() {
  let at = 0
  const time = {
    now: () => at,
    sleep: async (milliseconds: number) => {
      at += milliseconds
    },
  }
  const due = new Map<string, number>()
  const limiter: Limiter = {
    take: async (key, rate, patience = Number.POSITIVE_INFINITY) => {
      const { wait, next } = gcra(due.get(key) ?? 0, at, rate)
      if (wait <= patience) due.set(key, next)
      return wait
    },
    pause: async (key, milliseconds) => void due.set(key, Math.max(due.get(key) ?? 0, at + milliseconds)),
    sweep: async () => {},
  }
  const said: number[] = []
  return { ...createRateLimits(limiter, time), said, say: async () => said.push(at) }
}
const asksToWait = (retryAfter: number) => async () => {
  throw Object.assign(new Error('limited'), { code: 'slack_webapi_rate_limited_error', retryAfter })
}

describe('Slack’s limits', () => {
  it('gives each channel one message a second, and all of them together 400 a minute', async () => {
    const { bulk, say, said } = hours()
    for (const channel of ['C1', 'C1', 'C1']) await bulk()(channel, say)
    expect(said).toEqual([0, 1000, 2000])
    for (let count = 0; count < 800; count++) await bulk()(`D${count}`, say)
    const [first = 0, last = 0] = [said[3], said.at(-1)]
    expect(last - first).toBeGreaterThanOrEqual(119_000)
    expect(last - first).toBeLessThan(121_000)
  })

  it('changes no more than 50 messages in any minute, of a hundred that wait', async () => {
    const { bulk, say, said } = hours()
    for (let count = 0; count < 100; count++) await bulk()(`C${count}`, say, 'change')
    const inMinuteFrom = (from: number) => said.filter(at => at >= from && at < from + 60_000).length
    expect(Math.max(...said.map(inMinuteFrom))).toBeLessThanOrEqual(50)
    expect(said.at(-1)).toBeLessThan(150_000)
  })

  it('lets other changes between those that yield: at once, though 150 wait', async () => {
    const { bulk, say, said } = hours()
    for (let count = 0; count < 20; count++) await bulk(undefined, true)(`C${count}`, say, 'change')
    const before = said.at(-1) ?? 0
    for (let count = 0; count < 4; count++) await bulk()(`D${count}`, say, 'change')
    // A tapped message and a withdrawn kudos with its copies.
    expect((said.at(-1) ?? 0) - before).toBeLessThan(2000)
    for (let count = 20; count < 150; count++) await bulk(undefined, true)(`C${count}`, say, 'change')
    const inMinuteFrom = (from: number) => said.filter(at => at >= from && at < from + 60_000).length
    expect(Math.max(...said.map(inMinuteFrom))).toBeLessThanOrEqual(50)
    expect(said.at(-1)).toBeLessThan(150 * 1500 + 15_000)
  })

  it('puts a message back whose channel is busy for long', async () => {
    const { answer, bulk, say } = hours()
    for (let count = 0; count < 7; count++) await answer('C1', say)
    await expect(bulk()('C1', say)).rejects.toBeInstanceOf(RetryLater)
  })

  it('lets an answer go before all that, though it counts for its channel', async () => {
    const { answer, bulk, say, said } = hours()
    for (let count = 0; count < 3; count++) await bulk()('C1', say)
    await answer('C1', say)
    await bulk()('C1', say)
    expect(said).toEqual([0, 1000, 2000, 2000, 4000])
  })

  it('has everyone wait when Slack asks one to', async () => {
    const { answer, bulk, say, said } = hours()
    await expect(bulk()('C1', asksToWait(20))).rejects.toThrow('limited')
    await bulk()('C2', say)
    await answer('C3', say)
    expect(said).toEqual([20_000, 20_000])
  })

  it('says when a message leaves: once, after its turn, and not before', async () => {
    const order: string[] = []
    const say = hours().bulk(async () => void order.push('leaving'))
    await say('C1', async () => order.push('first'))
    await say('C2', async () => order.push('second'))
    expect(order).toEqual(['leaving', 'first', 'second'])
    const held = hours().bulk(async () => {
      throw new Error('taken over')
    })
    await expect(held('C1', async () => order.push('never'))).rejects.toThrow('taken over')
    expect(order).not.toContain('never')
  })
})
