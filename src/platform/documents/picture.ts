/** Pictures made in the process: SVG to PNG with the bundled font, no browser and no system font. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { FAMILY, type Measure, type Weight } from './chart/style.ts'
import { fallbackFile, runsOf } from './fallback.ts'
import { newPdf, readGlyphs } from './pdf.ts'

const { resolve } = createRequire(import.meta.url)
const FACES: Record<Weight, string> = {
  400: '400Regular',
  500: '500Medium',
  600: '600SemiBold',
  700: '700Bold',
}
const WEIGHTS: readonly Weight[] = [400, 500, 600, 700]

/** The font's file for a weight, for pictures and for PDF. */
export const fontFile = (weight: Weight): string =>
  resolve(`@expo-google-fonts/plus-jakarta-sans/${FACES[weight]}/PlusJakartaSans_${FACES[weight]}.ttf`)

/** A picture's own pixels for each CSS pixel: sharp on a phone. */
const SCALE = 2

/** Drawn in a thread of its own: while a picture is made, everybody else is answered. */
export async function png(svg: string): Promise<Uint8Array> {
  const { drawn, further } = drawableWith(svg)
  const fontFiles = [...WEIGHTS.map(fontFile), ...further]
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: FAMILY }
  const { renderAsync } = await import('@resvg/resvg-js')
  const picture = await renderAsync(drawn, { font, fitTo: { mode: 'zoom', value: SCALE } })
  return picture.asPng()
}

/** A picture without signs that no font has (they would be boxes), and the further fonts it needs. */
function drawableWith(svg: string): { drawn: string; further: string[] } {
  // What is plain needs no font but our own.
  if (!/[^\u{20}-\u{7e}\s]/u.test(svg)) return { drawn: svg, further: [] }
  const runs = runsOf(svg, glyphsOf(fontFile(400)), index => glyphsOf(fallbackFile(index, false)))
  // The library gives up on a text in which a further font joins letters, as Arabic does: boxes, or nothing at all.
  const kept = runs.filter(({ font }) => font !== JOINED)
  const used = [...new Set(kept.map(({ font }) => font))].filter(font => font >= 0)
  const further = used.flatMap(font => [fallbackFile(font, false), fallbackFile(font, true)])
  return { drawn: kept.map(({ said }) => said).join(''), further: [...new Set(further)] }
}
/** The further font that joins letters: Arabic. It is drawn on paper, and left out of pictures as emoji are. */
const JOINED = 1

/** The signs of a font, read once. */
const glyphs = new Map<string, ReturnType<typeof readGlyphs>>()
function glyphsOf(file: string) {
  const known = glyphs.get(file) ?? readGlyphs(file)
  glyphs.set(file, known)
  return known
}

/** Measures words with the font's own widths. Loaded at the first use: not every process draws. */
export function createMeasure(): Measure {
  let book: PDFKit.PDFDocument | undefined
  return (said, { size, weight }) => {
    if (!book) {
      book = newPdf({ autoFirstPage: false })
      for (const one of WEIGHTS) book.registerFont(String(one), readFileSync(fontFile(one)))
    }
    return book.font(String(weight)).fontSize(size).widthOfString(said)
  }
}
