import { describe, expect, it } from 'vitest'
import { batch, batchEach } from '../../src/platform/jobs/batch.ts'

const turn = () => new Promise<void>(resolve => setImmediate(resolve))

/** Rounds that end when they are let. */
function gated() {
  const rounds: string[][] = []
  const gates: (() => void)[] = []
  const write = batch(async (items: readonly string[]) => {
    rounds.push([...items])
    await new Promise<void>(resolve => gates.push(resolve))
    return items.length
  })
  const end = async () => {
    while (gates.length === 0) await turn()
    gates.shift()?.()
  }
  return { rounds, write, end }
}

describe('what is asked for one by one and done together', () => {
  it('goes alone when alone, and together with whatever came meanwhile', async () => {
    const { rounds, write, end } = gated()
    const first = write('a')
    while (rounds.length === 0) await turn()
    const rest = [write('b'), write('c')]
    await end()
    expect(await first).toBe(1)
    await end()
    expect(await Promise.all(rest)).toEqual([2, 2])
    expect(rounds).toEqual([['a'], ['b', 'c']])
  })

  it('lets in whoever is at the door in the same turn', async () => {
    const { rounds, write, end } = gated()
    const all = [write('a'), Promise.resolve().then(() => write('b'))]
    await end()
    await Promise.all(all)
    expect(rounds).toEqual([['a', 'b']])
  })

  it('tells all of a round that it failed, and goes on with the next', async () => {
    const write = batch(async (items: readonly number[]) => {
      if (items.includes(1)) throw new Error('no')
      return items.length
    })
    const done = await Promise.allSettled([write(1), write(2)])
    expect(done.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await write(3)).toBe(1)
  })

  it('gives each an answer of its own', async () => {
    const rounds: number[] = []
    const double = batchEach(async (items: readonly { of: number }[]) => {
      rounds.push(items.length)
      return items.map(({ of }) => 2 * of)
    })
    expect(await Promise.all([double({ of: 1 }), double({ of: 4 })])).toEqual([2, 8])
    expect(rounds).toEqual([2])
  })
})
