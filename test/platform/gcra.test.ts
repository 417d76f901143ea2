import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gcra } from '../../src/platform/rate-limit/gcra.ts'

describe('the rate of messages', () => {
  it('lets a few go at once after a rest, then one each time', () => {
    const rate = { everyMs: 1000, burst: 3 }
    let next = 0
    const waits = Array.from({ length: 5 }, () => {
      const turn = gcra(next, 10_000, rate)
      next = turn.next
      return turn.wait
    })
    expect(waits).toEqual([0, 0, 0, 1000, 2000])
  })

  it('never lets more go in any window than the burst and the window’s share', () => {
    const rate = fc.record({
      everyMs: fc.integer({ min: 1, max: 5000 }),
      burst: fc.integer({ min: 1, max: 5 }),
    })
    const rests = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 2, maxLength: 80 })
    fc.assert(
      fc.property(rate, rests, fc.integer({ min: 1, max: 60_000 }), ({ everyMs, burst }, gaps, window) => {
        let [now, next] = [0, 0]
        const sent = gaps.map(gap => {
          now += gap
          const turn = gcra(next, now, { everyMs, burst })
          next = turn.next
          return now + turn.wait
        })
        for (const start of sent) {
          const inside = sent.filter(at => at >= start && at < start + window).length
          expect(inside).toBeLessThanOrEqual(burst + Math.ceil(window / everyMs))
        }
      }),
    )
  })
})
