import { describe, expect, it } from 'vitest'
import { createPacer } from '../../src/platform/pacer.ts'
import type { Slots } from '../../src/platform/slots.ts'

/** Turns that come when they are let. */
function gate() {
  const waiting: (() => void)[] = []
  const slots: Slots = {
    take: () => new Promise(resolve => waiting.push(() => resolve(0))),
    pause: async () => {},
    sweep: async () => {},
  }
  const settle = () => new Promise(resolve => setImmediate(resolve))
  return {
    slots,
    next: async () => {
      await settle()
      waiting.shift()?.()
      await settle()
    },
  }
}

describe('whose turn it is', () => {
  it('an answer goes with the very next turn, however many reminders wait', async () => {
    const { slots, next } = gate()
    const pacer = createPacer(slots, 'bot', 34)
    const order: string[] = []
    const wait = (name: string, urgent: boolean) =>
      pacer.turn(urgent).then(() => {
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
    const slots: Slots = { take: async () => 20, pause: async () => {}, sweep: async () => {} }
    const pacer = createPacer(slots, 'bot', 34)
    const order: string[] = []
    const prepare = async () => void order.push('prepared')
    pauses.push(pacer.turn(false, { prepare }).then(() => order.push('gone')))
    await new Promise(resolve => setTimeout(resolve, 5))
    expect(order).toEqual(['prepared'])
    await Promise.all(pauses)
    expect(order).toEqual(['prepared', 'gone'])
  })

  it('what cannot be prepared does not go, and holds up nobody', async () => {
    const slots: Slots = { take: async () => 1, pause: async () => {}, sweep: async () => {} }
    const pacer = createPacer(slots, 'bot', 34)
    const failed = pacer.turn(false, {
      prepare: async () => {
        throw new Error('taken over')
      },
    })
    const after = pacer.turn(false)
    await expect(failed).rejects.toThrow('taken over')
    await expect(after).resolves.toBeUndefined()
  })
})
