import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'
import { fallbackFile, type Run, runsOf } from './fallback.ts'

const require = createRequire(import.meta.url)

/** A font as PDFKit has loaded it; a font of the PDF standard has no file, and no list of its signs. */
interface Loaded {
  /** Thousandths of the size. */
  ascender: number
  font: { postscriptName?: string; hasGlyphForCodePoint?(codePoint: number): boolean }
}
/** What PDFKit does itself and does not tell in its types; `_fragment` draws one piece of one line. */
type Inner = PDFKit.PDFDocument & {
  _font: Loaded
  _fontSize: number
  _fragment(said: string, x: number, y: number, options: PDFKit.Mixins.TextOptions & Line): void
}
interface Line {
  lineWidth?: number
  textWidth?: number
}

/**
 * A sheet of paper to write on, on which every sign is drawn that any of our fonts has. The library is loaded for the
 * first one: most processes never make any.
 */
export function newPdf(options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument {
  const Paper = require('pdfkit') as typeof PDFDocument
  const pdf = new Paper(options) as Inner
  withFallbacks(pdf)
  return pdf
}

/** Which signs a font's file has. */
export function readGlyphs(file: string): { hasGlyphForCodePoint(codePoint: number): boolean } {
  const Paper = require('pdfkit') as typeof PDFDocument
  const pdf = new Paper({ autoFirstPage: false }) as Inner
  const { font } = (pdf.font(file) as Inner)._font
  return { hasGlyphForCodePoint: code => code < 32 || (font.hasGlyphForCodePoint?.(code) ?? true) }
}

function withFallbacks(pdf: Inner): void {
  const [drawn, width] = [pdf._fragment.bind(pdf), pdf.widthOfString.bind(pdf)]
  const fonts = new Map<string, Loaded>()
  const further = (index: number): Loaded => {
    const own = pdf._font
    const bold = /bold/i.test(own.font.postscriptName ?? '')
    const name = `further-${index}-${bold}`
    const known = fonts.get(name)
    if (known) return known
    const size = pdf._fontSize
    pdf.registerFont(name, readFileSync(fallbackFile(index, bold))).font(name)
    const loaded = pdf._font
    fonts.set(name, loaded)
    pdf._font = own
    pdf._fontSize = size
    return loaded
  }
  const glyphs = ({ font }: Loaded) => ({
    hasGlyphForCodePoint: (code: number) => code < 32 || (font.hasGlyphForCodePoint?.(code) ?? true),
  })
  const runs = (said: string): Run[] => runsOf(said, glyphs(pdf._font), index => glyphs(further(index)))
  /** With the run's font; a word order from right to left is the font's matter, so a run is laid out whole. */
  function inFont<T>(
    { font }: Run,
    act: (features: { features?: PDFKit.Mixins.OpenTypeFeatures[] }) => T,
  ): T {
    const own = pdf._font
    if (font < 0) return act({})
    pdf._font = further(font)
    try {
      return act({ features: ['rlig'] })
    } finally {
      pdf._font = own
    }
  }
  pdf.widthOfString = (said, options = {}) => {
    const all = runs(`${said}`)
    const spread = (options.characterSpacing ?? 0) * Math.max(0, all.length - 1)
    return all.reduce(
      (sum, run) => sum + inFont(run, more => width(run.said, { ...options, ...more })),
      spread,
    )
  }
  pdf._fragment = (said, x, y, options) => {
    const all = runs(`${said}`.replaceAll('\n', ''))
    if (all.every(({ font }) => font < 0)) {
      drawn(all.map(run => run.said).join(''), x, y, options)
      return
    }
    const own = pdf._font
    let at = x + indentOf(options, pdf.widthOfString(said, options))
    const { width: _width, align: _align, wordSpacing: _spacing, ...plain } = options
    for (const run of all) {
      // On one base line, whatever the heights of the fonts.
      const lower = options.baseline ? 0 : ((own.ascender - fontOf(run).ascender) / 1000) * pdf._fontSize
      inFont(run, more => drawn(run.said, at, y + lower, { ...plain, ...more }))
      at += inFont(run, more => width(run.said, { ...options, ...more })) + (options.characterSpacing ?? 0)
    }
  }
  const fontOf = ({ font }: Run): Loaded => (font < 0 ? pdf._font : further(font))
}

/** How far to the right a piece begins that does not fill its line. */
function indentOf({ width, align, lineWidth = 0 }: PDFKit.Mixins.TextOptions & Line, wide: number): number {
  if (!width) return 0
  return align === 'right' ? lineWidth - wide : align === 'center' ? (lineWidth - wide) / 2 : 0
}
