import { describe, expect, it } from 'vitest'
import { barChart } from '../../../src/platform/documents/chart/bars.ts'
import type { Type } from '../../../src/platform/documents/chart/style.ts'
import { trendChart } from '../../../src/platform/documents/chart/trend.ts'
import { fitted, wrapped } from '../../../src/platform/documents/chart/words.ts'
import { createMeasure, png } from '../../../src/platform/documents/picture.ts'
import { document, drawable, svg } from '../../../src/platform/documents/svg.ts'

const measure = createMeasure()
const type: Type = { size: 20, weight: 600 }
const LONG = 'Raden Ajeng Siti Contohwati Binti Abdurrahman Wahid Al-Misalnya, S.Sos., M.A.P.'
/** Width and height from a PNG's head (bytes 16 to 23). */
function sizeOf(bytes: Uint8Array): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  expect([...bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
  return [view.getUint32(16), view.getUint32(20)]
}

describe('words in pictures', () => {
  it('are escaped wherever they come from', () => {
    const whole = document({ width: 10, height: 10 }, svg`<text>${'<b>&"x'}</text>`)
    expect(whole).toContain('<text>&lt;b&gt;&amp;&quot;x</text>')
  })

  it('leave out what the font cannot draw', () => {
    expect(drawable('Terima kasih 👏🏽\nIbu 🇮🇩 Siti')).toBe('Terima kasih Ibu Siti')
    expect(drawable('1\u{FE0F}\u{20E3} 🏴\u{E0067}\u{E007F} Siti')).toBe('1 Siti')
  })

  it('are drawn whatever a person pastes: none of it spoils the picture', async () => {
    const pasted = '\uFFFE\uFFFF\u0000\u0008\uD800\u{1FFFE}\u200B\u202E]]>&<!-- Siti'
    expect(sizeOf(await png(document({ width: 10, height: 10 }, svg`<text>${pasted}</text>`)))).toEqual([
      20, 20,
    ])
  })

  it('do not hold up anything else while they are drawn', async () => {
    const done: string[] = []
    const drawing = png(document({ width: 720, height: 2000 }, svg`<text>Siti</text>`)).then(() =>
      done.push('drawn'),
    )
    await new Promise(resolve => setImmediate(resolve))
    done.push('answered')
    await drawing
    expect(done).toEqual(['answered', 'drawn'])
  })

  it('are as wide as the font says, and cut where they would be wider', () => {
    expect(measure('iiii', type)).toBeLessThan(measure('MMMM', type))
    const cut = fitted(LONG, 300, { measure, type })
    expect(cut.endsWith('…')).toBe(true)
    expect(measure(cut, type)).toBeLessThanOrEqual(300)
    expect(fitted('Siti', 300, { measure, type })).toBe('Siti')
  })

  it('go on in the next line, and none is lost before the last', () => {
    const lines = wrapped(LONG, 300, { measure, type, lines: 9 })
    expect(lines.join(' ')).toBe(LONG)
    for (const line of lines) expect(measure(line, type)).toBeLessThanOrEqual(300)
    expect(wrapped(LONG, 300, { measure, type, lines: 2 })).toHaveLength(2)
  })
})

describe('charts', () => {
  const heading = { title: LONG, subtitle: '<b>&*_ 👏', note: 'Catatan' }
  it.each([
    ['bars', barChart({ heading, bars: [{ label: LONG, value: 3, shown: '3' }], empty: '-' }, measure)],
    ['no bars', barChart({ heading, bars: [], empty: 'Belum ada apresiasi.' }, measure)],
    [
      'a trend with a gap',
      trendChart(
        {
          heading,
          points: ['Jan', 'Feb', 'Mar'],
          lines: [{ name: LONG, values: [1, null, 5], shown: String }],
          scale: { from: 1, to: 5 },
        },
        measure,
      ),
    ],
    [
      'a trend of one point',
      trendChart(
        {
          heading,
          points: ['Jan'],
          lines: [{ name: 'A', values: [null], shown: String }],
          scale: { from: 1, to: 5 },
        },
        measure,
      ),
    ],
  ])('are drawn: %s', async (_name, drawn) => {
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/)
    const [width, height] = sizeOf(await png(drawn))
    expect(width).toBe(1440)
    expect(height).toBeGreaterThan(200)
  })
})

describe('a trend of a whole year', () => {
  const YEAR = ['Nov 25', 'Des 25', 'Jan 26', 'Feb 26', 'Mar 26', 'Apr 26', 'Mei 26', 'Jun 26', 'Jul 26']
  const points = [...YEAR, 'Agt 26', 'Sep 26', 'Okt 26']
  const of = (...lasts: number[]) => {
    const lines = lasts.map((last, nth) => ({
      name: `Garis ${nth}`,
      shown: (value: number) => `nilai ${value}`,
      values: points.map((_, index) => (index === points.length - 1 ? last : 3)),
    }))
    const scale = { from: 1, to: 5 }
    return trendChart({ heading: { title: 'Tren', subtitle: 'Setahun' }, points, lines, scale }, measure)
  }
  const said = (drawn: string) =>
    [...drawn.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*font-size="(\d+)"[^>]*>([^<]*)</g)].map(
      ([, x, y, size, words = '']) => ({ x: Number(x), y: Number(y), size: Number(size), words }),
    )

  it('names the last month, and as many before it as do not touch', () => {
    const names = said(of(4)).filter(({ words }) => points.includes(words))
    expect(names.at(-1)?.words).toBe('Okt 26')
    expect(names.length).toBeGreaterThanOrEqual(6)
    for (const [n, { x, words }] of names.entries()) {
      const before = names[n - 1]
      const half = (one: string) => measure(one, { size: 16, weight: 500 }) / 2
      if (before) expect(x - half(words)).toBeGreaterThan(before.x + half(before.words) + 8)
    }
  })

  it.each([
    ['the same', [4, 4]],
    ['nearly the same', [4, 4.1]],
    ['the highest', [5, 5]],
    ['the lowest', [1, 1]],
    ['of four lines', [3, 3, 3, 3.1]],
  ] as const)('writes last values that are %s beside one another', (_name, lasts) => {
    const drawn = of(...lasts)
    const values = said(drawn).filter(({ words }) => words.startsWith('nilai'))
    expect(values).toHaveLength(lasts.length)
    const heights = values.map(({ y }) => y).sort((one, other) => one - other)
    for (const [n, y] of heights.entries()) if (n > 0) expect(y - (heights[n - 1] ?? 0)).toBeGreaterThan(16)
    const months = said(drawn).find(({ words }) => words === 'Okt 26')
    expect(Math.max(...heights)).toBeLessThan((months?.y ?? 0) - 16)
  })
})
