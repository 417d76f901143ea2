/** Pictures made in the process: SVG to PNG with the bundled font, no browser and no system font. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { FAMILY, type Measure, type Weight } from './chart/style.ts'
import { newPdf } from './pdf.ts'

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
  const font = { loadSystemFonts: false, fontFiles: WEIGHTS.map(fontFile), defaultFontFamily: FAMILY }
  const { renderAsync } = await import('@resvg/resvg-js')
  const picture = await renderAsync(svg, { font, fitTo: { mode: 'zoom', value: SCALE } })
  return picture.asPng()
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
