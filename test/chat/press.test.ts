import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePress, encodePress } from '../../src/chat/ui/press.ts'

const part = fc.stringMatching(/^[a-z0-9.-]{1,12}$/)

describe('what is on a button', () => {
  it('comes back as it was, whatever fits', () => {
    fc.assert(
      fc.property(part, fc.array(part, { maxLength: 3 }), (verb, args) => {
        expect(decodePress(encodePress({ verb, args }))).toEqual({ verb, args })
      }),
    )
  })

  it('is never longer than Telegram’s 64 bytes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(fc.string({ maxLength: 40 })), (verb, args) => {
        let code: string
        try {
          code = encodePress({ verb, args })
        } catch (error) {
          return error instanceof RangeError
        }
        return Buffer.byteLength(code) <= 64
      }),
    )
  })

  it('counts bytes, not letters, and keeps the separator to itself', () => {
    expect(() => encodePress({ verb: 'x', args: ['é'.repeat(32)] })).toThrow(RangeError)
    expect(encodePress({ verb: 'x', args: ['é'.repeat(31)] })).toHaveLength(33)
    expect(() => encodePress({ verb: 'x', args: ['a~b'] })).toThrow(RangeError)
    expect(() => encodePress({ verb: 'x'.repeat(25), args: [] })).toThrow(RangeError)
  })

  it('may be anything when a platform brings it back', () => {
    fc.assert(
      fc.property(fc.string(), code => {
        expect(typeof decodePress(code).verb).toBe('string')
      }),
    )
  })
})
