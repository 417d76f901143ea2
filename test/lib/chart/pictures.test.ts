import { describe, expect, it } from 'vitest'
import { barChart } from '../../../src/lib/chart/bars.ts'
import type { Type } from '../../../src/lib/chart/style.ts'
import { trendChart } from '../../../src/lib/chart/trend.ts'
import { fitted, wrapped } from '../../../src/lib/chart/words.ts'
import { document, drawable, svg } from '../../../src/lib/svg.ts'
import { createMeasure, png } from '../../../src/platform/picture.ts'

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
