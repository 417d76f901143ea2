/** A printed sheet of linking codes: one slip a person, to be cut apart and handed over. */
import { fileURLToPath } from 'node:url'
import { newPdf } from '../../../../platform/documents/pdf.ts'
import { qrModules } from '../../../../platform/documents/qr.ts'

export interface Slip {
  name: string
  unit: string
  /** As it is printed, in two groups. */
  code: string
  /** A link that links an account at a tap; its picture is printed. */
  link: string | null
}
/** The words of the sheet, in the language it is printed in. */
export interface SheetWords {
  title: string
  kicker: string
  how: string
  howWithPicture: string
  scan: string
  until: string
  secret: string
  page(page: number, pages: number): string
}

const font = (weight: '400Regular' | '600SemiBold' | '700Bold') =>
  fileURLToPath(
    import.meta.resolve(`@expo-google-fonts/plus-jakarta-sans/${weight}/PlusJakartaSans_${weight}.ttf`),
  )
/** A4 in points (1/72 inch): two slips beside each other, four below. */
const [PAGE_WIDTH, PAGE_HEIGHT] = [595.28, 841.89]
const [COLUMNS, ROWS] = [2, 4]
const [SIDE, TOP, BOTTOM] = [24, 24, 30]
const WIDTH = (PAGE_WIDTH - 2 * SIDE) / COLUMNS
const HEIGHT = (PAGE_HEIGHT - TOP - BOTTOM) / ROWS
const PAD = 14
const QR_SIZE = 74
const INK = '#14213d'
const SOFT = '#5b6478'
const LINE = '#9aa3b5'
const BOX = '#eef3fb'
type Doc = PDFKit.PDFDocument

/** @returns the PDF's bytes */
export async function printSheet(slips: readonly Slip[], words: SheetWords, now: Date): Promise<Uint8Array> {
  const doc = newPdf({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    info: { Title: words.title, CreationDate: now },
  })
  doc.registerFont('plain', font('400Regular'))
  doc.registerFont('half', font('600SemiBold'))
  doc.registerFont('bold', font('700Bold'))
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>(resolve => doc.on('end', () => resolve()))
  for (const [index, slip] of slips.entries()) {
    const place = index % (COLUMNS * ROWS)
    if (place === 0) newPage(doc)
    const [x, y] = [SIDE + (place % COLUMNS) * WIDTH, TOP + Math.floor(place / COLUMNS) * HEIGHT]
    drawSlip(doc, slip, words, { x, y })
  }
  numberPages(doc, words)
  doc.end()
  await ended
  return Uint8Array.from(Buffer.concat(chunks))
}

function newPage(doc: Doc): void {
  doc.addPage()
  doc.save().lineWidth(0.6).dash(3, { space: 3 }).strokeColor(LINE)
  for (let row = 0; row <= ROWS; row++) {
    const y = TOP + row * HEIGHT
    doc.moveTo(SIDE, y).lineTo(PAGE_WIDTH - SIDE, y)
  }
  for (let column = 0; column <= COLUMNS; column++) {
    const x = SIDE + column * WIDTH
    doc.moveTo(x, TOP).lineTo(x, TOP + ROWS * HEIGHT)
  }
  doc.stroke().restore()
}

function numberPages(doc: Doc, words: SheetWords): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    const said = `${words.title}  ·  ${words.page(page + 1, count)}`
    const width = PAGE_WIDTH - 2 * SIDE
    doc.font('plain').fontSize(7.5).fillColor(SOFT)
    doc.text(said, SIDE, PAGE_HEIGHT - BOTTOM + 9, { width, align: 'center', ...ONE_LINE })
  }
}

const ONE_LINE = { lineBreak: false, ellipsis: true, height: 12 }

/** Distances from a slip's upper edge: the code stands at one height on all of them. */
const AT = { kicker: 13, name: 26, qr: 24, code: 84, how: 125 }
const CODE_HEIGHT = 30

function drawSlip(doc: Doc, slip: Slip, words: SheetWords, { x, y }: { x: number; y: number }): void {
  const left = x + PAD
  const inner = WIDTH - 2 * PAD
  const width = slip.link ? inner - QR_SIZE - 12 : inner
  doc.font('half').fontSize(6.5).fillColor(SOFT)
  doc.text(words.kicker.toUpperCase(), left, y + AT.kicker, { width, characterSpacing: 0.8, ...ONE_LINE })
  const name = { font: 'bold', sizes: [13, 11.5, 10, 9], lines: 2, color: INK }
  const unit = { font: 'plain', sizes: [8, 7], lines: 2, color: SOFT }
  const used = fitted(doc, clean(slip.name), { ...name, left, at: y + AT.name, width })
  fitted(doc, clean(slip.unit), { ...unit, left, at: y + AT.name + used + 2, width })
  drawCode(doc, slip.code, { x: left, y: y + AT.code, width })
  if (slip.link) drawQr(doc, slip.link, left + width + 12, y + AT.qr, words.scan)

  const foot = `${words.until} ${words.secret}`
  doc.font('half').fontSize(6.8).fillColor(INK)
  const footTop = y + HEIGHT - 12 - doc.heightOfString(foot, { width: inner })
  doc.text(foot, left, footTop, { width: inner })
  doc.font('plain').fontSize(7.4)
  const room = { width: inner, height: footTop - y - AT.how - 2, ellipsis: true, lineGap: 0.6 }
  doc.text(slip.link ? words.howWithPicture : words.how, left, y + AT.how, room)
}

function drawCode(doc: Doc, code: string, { x, y, width }: { x: number; y: number; width: number }): void {
  const wide = width > 200
  doc.roundedRect(x, y, width, CODE_HEIGHT, 5).fill(BOX)
  doc
    .font('bold')
    .fontSize(wide ? 19 : 16)
    .fillColor(INK)
  const line = { width, align: 'center' as const, characterSpacing: wide ? 2.5 : 1.1, lineBreak: false }
  doc.text(code, x, y + (wide ? 3 : 5), line)
}

interface Fit {
  font: string
  sizes: readonly number[]
  lines: number
  color: string
  left: number
  at: number
  width: number
}
/** The largest size in which it fits so many lines; the smallest is cut with an ellipsis. @returns its height */
function fitted(doc: Doc, said: string, { font: face, sizes, lines, color, left, at, width }: Fit): number {
  const heightOf = (size: number) => {
    doc.font(face).fontSize(size)
    return { all: doc.heightOfString(said, { width }), room: doc.currentLineHeight(true) * lines }
  }
  const size = sizes.find(one => heightOf(one).all <= heightOf(one).room + 0.5) ?? sizes.at(-1) ?? 8
  const { all, room } = heightOf(size)
  const height = Math.min(all, room)
  doc
    .font(face)
    .fontSize(size)
    .fillColor(color)
    .text(said, left, at, { width, height: height + 0.5, ellipsis: true })
  return height
}

function drawQr(doc: Doc, link: string, x: number, y: number, scan: string): void {
  const modules = qrModules(link)
  const cell = QR_SIZE / modules.length
  doc.fillColor('#000000')
  // A hair larger than its cell, so that no white seams show between them.
  for (const [row, line] of modules.entries())
    for (const [column, dark] of line.entries())
      if (dark) doc.rect(x + column * cell, y + row * cell, cell + 0.06, cell + 0.06)
  doc.fill()
  doc
    .font('half')
    .fontSize(6)
    .fillColor(SOFT)
    .text(scan, x - 4, y + QR_SIZE + 4, { width: QR_SIZE + 8, align: 'center' })
}

/** What the font cannot draw is left out. */
const clean = (said: string) =>
  said
    .replaceAll(/\p{Cc}|\p{Cf}|\p{Extended_Pictographic}|\p{Variation_Selector}/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
