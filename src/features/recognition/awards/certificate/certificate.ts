/** A sheet drawn as a PDF and as a picture. Heavy work: never inside a transaction. */
import { readFileSync } from 'node:fs'
import { FAMILY, type Measure, type Weight } from '../../../../platform/documents/chart/style.ts'
import { newPdf } from '../../../../platform/documents/pdf.ts'
import { createMeasure, fontFile, png } from '../../../../platform/documents/picture.ts'
import { document, type Svg, svg } from '../../../../platform/documents/svg.ts'
import { layout, type Sheet } from './layout.ts'
import { type Op, SHEET } from './ops.ts'

export type { Sheet } from './layout.ts'

let measure: Measure | undefined
const drawn = (sheet: Sheet): Op[] => {
  measure ??= createMeasure()
  return layout(sheet, measure)
}

export const certificatePng = (sheet: Sheet): Promise<Uint8Array> =>
  png(document(SHEET, svg`${drawn(sheet).map(asSvg)}`))

function asSvg(op: Op): Svg {
  if (op.kind === 'image') {
    const { x, y, width, height, mime, bytes } = op
    const data = `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`
    return svg`<image x="${x}" y="${y}" width="${width}" height="${height}" href="${data}"/>`
  }
  if (op.kind === 'path') {
    const { d, fill = 'none', stroke = 'none', width = 1, opacity = 1 } = op
    return svg`<path d="${d}" fill="${fill}" stroke="${stroke}" stroke-width="${width}" opacity="${opacity}"/>`
  }
  const { said, x, y, size, weight, color, align, spread = 0 } = op
  const anchor = align === 'center' ? 'middle' : 'start'
  return svg`<text x="${x}" y="${y}" font-family="${FAMILY}" font-size="${size}" font-weight="${weight}" fill="${color}" text-anchor="${anchor}" letter-spacing="${spread}">${said}</text>`
}

export async function certificatePdf(sheet: Sheet, title: string): Promise<Uint8Array> {
  const pdf = newPdf({ size: 'A4', layout: 'landscape', margin: 0, info: { Title: title } })
  const parts: Buffer[] = []
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Uint8Array.from(Buffer.concat(parts))))
    pdf.on('error', reject)
  })
  for (const weight of WEIGHTS) pdf.registerFont(String(weight), readFileSync(fontFile(weight)))
  for (const op of drawn(sheet)) put(pdf, op)
  pdf.end()
  return whole
}
const WEIGHTS: readonly Weight[] = [400, 500, 600, 700]

function put(pdf: PDFKit.PDFDocument, op: Op): void {
  if (op.kind === 'image') {
    const { bytes, x, y, width, height } = op
    pdf.image(Buffer.from(bytes), x, y, { width, height })
  } else if (op.kind === 'path') {
    const { d, fill, stroke, width = 1, opacity = 1 } = op
    pdf.save().opacity(opacity).lineWidth(width).path(d)
    if (fill && stroke) pdf.fillAndStroke(fill, stroke)
    else if (fill) pdf.fill(fill)
    else if (stroke) pdf.stroke(stroke)
    pdf.restore()
  } else {
    const { said, x, y, size, weight, color, align, spread = 0 } = op
    pdf.font(String(weight)).fontSize(size).fillColor(color)
    const wide = pdf.widthOfString(said) + spread * Math.max(0, [...said].length - 1)
    const left = align === 'center' ? x - wide / 2 : x
    pdf.text(said, left, y, { lineBreak: false, characterSpacing: spread, baseline: 'alphabetic' })
  }
}
