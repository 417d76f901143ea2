/** One quarter's result on paper, for one's own file. */
import { readFileSync } from 'node:fs'
import { newPdf } from '../../../platform/documents/pdf.ts'
import { fontFile } from '../../../platform/documents/picture.ts'
import { drawable } from '../../../platform/documents/svg.ts'

/** Every word said already: a paper knows no reader. */
export interface Paper {
  title: string
  facts: readonly [label: string, value: string][]
  /** The scorecard as PNG. */
  picture: Uint8Array
  parts: readonly { heading: string; body: string }[]
  foot: string
}

const INK = { text: '#16231d', faint: '#5b6b63', main: '#0b6b4f' }
const MARGIN = 56
/** Width on paper of the picture (points): readable, and half a page high at most. */
const PICTURE = 360

export async function paperPdf(paper: Paper): Promise<Uint8Array> {
  const pdf = newPdf({ size: 'A4', margin: MARGIN, bufferPages: true, info: { Title: paper.title } })
  const parts: Buffer[] = []
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Uint8Array.from(Buffer.concat(parts))))
    pdf.on('error', reject)
  })
  pdf.registerFont('plain', readFileSync(fontFile(400))).registerFont('bold', readFileSync(fontFile(700)))
  pdf.fillColor(INK.main).font('bold').fontSize(18).text(drawable(paper.title)).moveDown(0.4)
  for (const [label, value] of paper.facts) row(pdf, drawable(label), drawable(value))
  pdf.moveDown(0.8)
  const left = (pdf.page.width - PICTURE) / 2
  pdf.image(Buffer.from(paper.picture), left, pdf.y, { width: PICTURE })
  // With a place of its own given, a picture moves nothing: what follows is put below it by its own height.
  pdf.y += PICTURE * ratioOf(paper.picture) + 14
  pdf.x = MARGIN
  for (const { heading, body } of paper.parts) part(pdf, heading, body)
  foot(pdf, paper.foot)
  pdf.end()
  return whole
}

/** Height by width, from the head of a PNG. */
function ratioOf(png: Uint8Array): number {
  const view = new DataView(png.buffer, png.byteOffset)
  return view.getUint32(20) / view.getUint32(16)
}

const BOTTOM = MARGIN + 24
function row(pdf: PDFKit.PDFDocument, label: string, value: string): void {
  const y = pdf.y
  pdf.font('plain').fontSize(10).fillColor(INK.faint).text(label, MARGIN, y, { width: 120 })
  const below = pdf.y
  pdf.fillColor(INK.text).text(value, MARGIN + 130, y, { width: pdf.page.width - 2 * MARGIN - 130 })
  pdf.y = Math.max(below, pdf.y) + 2
  pdf.x = MARGIN
}

function part(pdf: PDFKit.PDFDocument, heading: string, body: string): void {
  // A heading does not stand alone at the end of a page.
  if (pdf.y > pdf.page.height - BOTTOM - 60) pdf.addPage()
  pdf.font('bold').fontSize(11).fillColor(INK.text).text(drawable(heading)).moveDown(0.15)
  for (const line of body.split('\n'))
    pdf
      .font('plain')
      .fontSize(10)
      .text(drawable(line) || ' ', { lineGap: 2 })
  pdf.moveDown(0.7)
}

function foot(pdf: PDFKit.PDFDocument, said: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    // Below the margin a text would begin a new page: the margin is set aside for it.
    pdf.page.margins.bottom = 0
    pdf.font('plain').fontSize(8).fillColor(INK.faint)
    pdf.text(`${drawable(said)}  ${page + 1}/${count}`, MARGIN, pdf.page.height - MARGIN + 8, {
      width: pdf.page.width - 2 * MARGIN,
      align: 'center',
    })
  }
}
