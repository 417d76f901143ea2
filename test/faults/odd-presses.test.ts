/** Buttons nobody was shown: every verb and command there is, with arguments that are missing, odd, or somebody else's. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Act, ChatResponse } from '../../src/chat/channel.ts'
import { grownSince, held, MAY_STAY } from '../support/heap.ts'
import { FIVE, type Office, office } from '../support/office.ts'

/** How many acts are tried; `FUZZ_RUNS=100000` for a night. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 600)

/** The share after which what is kept for good is there. */
const WARM = 0.2

/** Any sixteen bits after each other: halves of characters, NUL and control characters too. */
const odd = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map(codes => String.fromCharCode(...codes))
const nasty = fc.constantFrom(
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'NaN',
    '__proto__',
    'constructor',
    'toString',
    '\0',
    '\ud800',
    'null',
    '2026-02-31',
  ],
  ...[
    '9999-99-99',
    '2026Q9',
    '2026Q4',
    '%',
    "'; DROP TABLE",
    '~',
    '../../etc/passwd',
    '=1+1',
    'x'.repeat(64),
  ],
  ...Object.keys(FIVE),
)
const word = fc.oneof(nasty, odd, fc.string())
const long = fc.integer({ min: 0, max: 20_000 }).map(length => 'a😀\0\ud800<b>'.repeat(length / 10))

describe('acts nobody would think of', () => {
  let place: Office
  beforeAll(async () => {
    place = await office()
  })
  afterAll(() => place.close())
  const isBug = (shown: ChatResponse | null) =>
    shown?.kind === 'card' && shown.card.title.key === 'chat:error.title'

  async function act(who: string, what: Act): Promise<ChatResponse | null> {
    serial += 1
    const key = `odd${serial}`
    const shown = await place.app.host.route({
      key,
      from: { channel: 'memory', id: who },
      place: { kind: 'direct' },
      act: what,
    })
    await place.app.host.answered(key)
    return shown
  }
  let serial = 0

  it('every button without its arguments, or with strange ones, is answered and breaks nothing', {
    timeout: 240_000,
  }, async () => {
    const bugs: string[] = []
    for (const who of ['siti', 'olga'])
      for (const verb of place.app.registry.actions.keys())
        for (const args of [
          [],
          [''],
          ['entah', 'apa'],
          ['\0\ud800', '\0', '\0'],
          ['siti', '2026Q4', '99999999999'],
        ])
          if (isBug(await act(who, { kind: 'press', press: { verb, args } })))
            bugs.push(`${who} ${verb}~${JSON.stringify(args)}`)
    expect(bugs).toEqual([])
  })

  it(`${RUNS} acts of all kinds are answered or left alone, and none is a bug`, {
    timeout: 60_000 + RUNS * 100,
  }, async () => {
    const { actions, commands } = place.app.registry
    const who = fc.constantFrom('siti', 'budi', 'olga', 'nobody', '\0')
    const verb = fc.oneof(
      fc.constantFrom(...actions.keys(), 'form.next', 'form.pick', 'form.back', 'form.skip', 'form.send'),
      word,
    )
    const any: fc.Arbitrary<Act> = fc.oneof(
      fc.record({
        kind: fc.constant('press' as const),
        press: fc.record({ verb, args: fc.array(word, { maxLength: 4 }) }),
      }),
      fc.record({
        kind: fc.constant('command' as const),
        name: fc.oneof(fc.constantFrom(...commands.keys(), 'mulai', 'batal'), word),
        rest: fc.oneof(word, long),
        mentions: fc.array(fc.oneof(fc.record({ id: word }), fc.record({ handle: word })), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('say' as const), text: fc.oneof(word, long) }),
      fc.record({
        kind: fc.constant('attach' as const),
        file: fc.record({ id: word, name: word, mime: word }),
      }),
      fc.record({
        kind: fc.constant('submit' as const),
        draftId: word,
        answers: fc.dictionary(word, fc.anything({ maxDepth: 3 })),
      }),
    )
    const tried = (numRuns: number) =>
      fc.assert(
        fc.asyncProperty(who, any, async (id, what) => {
          expect(isBug(await act(id, what))).toBe(false)
        }),
        { numRuns, endOnFailure: true },
      )
    await tried(Math.ceil(RUNS * WARM))
    const before = await held()
    await tried(Math.ceil(RUNS * (1 - WARM)))
    await place.settled()
    expect(await grownSince(before, `${RUNS} acts`)).toBeLessThan(MAY_STAY)
  })
})
