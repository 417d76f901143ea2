import { describe, expect, it } from 'vitest'
import { createSpeaking } from '../../../src/channels/slack/pace.ts'
import { RetryLater } from '../../../src/chat/model.ts'
import { nextTurn } from '../../../src/lib/pace.ts'
import type { Slots } from '../../../src/platform/slots.ts'

/** Turns by a clock that stands still: what each has to wait is written down, and nobody waits for long. */
function bookedSlots() {
  const due = new Map<string, number>()
  const waits: [key: string, wait: number][] = []
  const slots: Slots = {
    take: async (key, pace, patience = Number.POSITIVE_INFINITY) => {
      const { wait, next } = nextTurn(due.get(key) ?? 0, 0, pace)
      if (wait <= patience) due.set(key, next)
      waits.push([key, wait])
      return wait > patience ? wait : wait / 1000
    },
    pause: async (key, milliseconds) => void due.set(key, Math.max(due.get(key) ?? 0, milliseconds)),
    sweep: async () => {},
  }
  return { slots, waits: (key: string) => waits.filter(([of]) => of === key).map(([, wait]) => wait) }
}
const asksToWait = (retryAfter: number) => async () => {
  throw Object.assign(new Error('limited'), { code: 'slack_webapi_rate_limited_error', retryAfter })
}
const said = async () => 'said'

describe('Slack’s limits', () => {
  it('gives each channel one message a second, and all of them together 400 a minute', async () => {
    const { slots, waits } = bookedSlots()
    const say = createSpeaking(slots).bulk()
    for (const channel of ['C1', 'C1', 'C1', 'C2']) await say(channel, said)
    expect(waits('slack:C1')).toEqual([0, 1000, 2000])
    expect(waits('slack:C2')).toEqual([0])
    expect(waits('slack')).toEqual([0, 150, 300, 450])
  })

  it('puts a message back whose channel is busy for long', async () => {
    const say = createSpeaking(bookedSlots().slots).bulk()
    for (let count = 0; count < 6; count++) await say('C1', said)
    await expect(say('C1', said)).rejects.toBeInstanceOf(RetryLater)
  })

  it('lets an answer go before all that, though it counts for its channel', async () => {
    const { slots, waits } = bookedSlots()
    const { answer, bulk } = createSpeaking(slots)
    for (let count = 0; count < 3; count++) await bulk()('C1', said)
    await answer('C1', said)
    expect(waits('slack:answers')).toEqual([0])
    await bulk()('C1', said)
    expect(waits('slack:C1').at(-1)).toBe(4000)
  })

  it('has everyone wait when Slack asks one to', async () => {
    const { slots, waits } = bookedSlots()
    const { answer, bulk } = createSpeaking(slots)
    await expect(bulk()('C1', asksToWait(20))).rejects.toThrow('limited')
    await bulk()('C2', said)
    expect(waits('slack').at(-1)).toBe(20_000)
    await answer('C3', said)
    expect(waits('slack:answers').at(-1)).toBe(20_000)
  })

  it('says when a message leaves: once, after its turn, and not before', async () => {
    const order: string[] = []
    const say = createSpeaking(bookedSlots().slots).bulk(async () => void order.push('leaving'))
    await say('C1', async () => order.push('first'))
    await say('C2', async () => order.push('second'))
    expect(order).toEqual(['leaving', 'first', 'second'])
    const held = createSpeaking(bookedSlots().slots).bulk(async () => {
      throw new Error('taken over')
    })
    await expect(held('C1', async () => order.push('never'))).rejects.toThrow('taken over')
    expect(order).not.toContain('never')
  })
})
