/** Every name is drawn: what the office's typeface has not comes from further fonts, and nothing is a box. */
import { expect, it } from 'vitest'
import { fallbackFile, runsOf } from '../../src/platform/documents/fallback.ts'
import { newPdf, readGlyphs } from '../../src/platform/documents/pdf.ts'
import { fontFile, png } from '../../src/platform/documents/picture.ts'

const NAME = 'H. Contoh Maʼruf Nurʿaini Ḥasan, S.Sos.'
const REASON = 'Layanan non‑tunai ✓ جزاك الله خيرا'

const runs = (said: string) =>
  runsOf(said, readGlyphs(fontFile(600)), index => readGlyphs(fallbackFile(index, true)))
const svg = (said: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60"><text x="10" y="40" font-family="Plus Jakarta Sans" font-size="20">${said}</text></svg>`

it('draws each sign by a font that has it, and leaves out what none has', () => {
  for (const { font, said } of runs(`${NAME} ${REASON}`)) {
    const { hasGlyphForCodePoint } = readGlyphs(font < 0 ? fontFile(600) : fallbackFile(font, true))
    expect([...said].filter(sign => !hasGlyphForCodePoint(sign.codePointAt(0) ?? 0))).toEqual([])
  }
  expect(
    runs(`${NAME} ${REASON}`)
      .map(({ said }) => said)
      .join(''),
  ).toBe(`${NAME} ${REASON}`)
  expect(runs('Budi 漢').map(({ said }) => said)).toEqual(['Budi '])
})

it('keeps an Arabic phrase in one run, so that its words stand from right to left', () => {
  expect(runs('a جزاك الله خيرا b').map(({ said }) => said.trim())).toEqual(['a', 'جزاك الله خيرا', 'b'])
})

it('draws a picture in which a sign without a font is nothing, not a box', async () => {
  expect(await png(svg('Budi 漢'))).toEqual(await png(svg('Budi ')))
  expect(await png(svg(NAME))).not.toEqual(await png(svg(NAME.replaceAll(/[ʼʿ]/g, ''))))
  const blank = (await png(svg(''))).length
  for (const said of [NAME, REASON, `${NAME} ${REASON}`])
    expect((await png(svg(said))).length, said).toBeGreaterThan(blank + 500)
})

it('measures on paper what it draws, in each font', () => {
  const pdf = newPdf({ size: 'A4' }).font(fontFile(400)).fontSize(20)
  const width = (said: string) => pdf.widthOfString(said)
  expect(width('Budi 漢')).toBeCloseTo(width('Budi '), 3)
  expect(width('Maʼruf')).toBeGreaterThan(width('Maruf') + 2)
  expect(width('Budi جزاك')).toBeCloseTo(width('Budi ') + width('جزاك'), 3)
})
