import { describe, expect, it } from 'vitest'
import { together } from '../../src/lib/together.ts'

describe('what is asked for one by one and done together', () => {
  it('goes at once when alone, and together with whatever came meanwhile', async () => {
    const rounds: string[][] = []
    const gates: (() => void)[] = []
    const write = together(async (items: readonly string[]) => {
      rounds.push([...items])
      await new Promise<void>(resolve => gates.push(resolve))
      return items.length
    })
    const turn = () => new Promise(resolve => setImmediate(resolve))
    const first = write('a')
    await turn()
    const rest = [write('b'), write('c')]
    gates.shift()?.()
    expect(await first).toBe(1)
    await turn()
    gates.shift()?.()
    expect(await Promise.all(rest)).toEqual([2, 2])
    expect(rounds).toEqual([['a'], ['b', 'c']])
  })

  it('tells all of a round that it failed, and goes on with the next', async () => {
    const write = together(async (items: readonly number[]) => {
      if (items.includes(1)) throw new Error('no')
      return items.length
    })
    const done = await Promise.allSettled([write(1), write(2)])
    expect(done.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await write(3)).toBe(1)
  })
})
