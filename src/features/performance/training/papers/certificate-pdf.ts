/** The sheet for somebody who was there, drawn when it is asked for. */
import { createRequire } from 'node:module'
import { newPdf } from '../../../../platform/documents/pdf.ts'

/** Every line in words already: a picture knows no reader. */
export interface Sheet {
  heading: string
  number: string
  intro: string
  name: string
  body: string
  title: string
  facts: readonly string[]
}

const require = createRequire(import.meta.url)
const font = (weight: string) =>
  require.resolve(`@expo-google-fonts/plus-jakarta-sans/${weight}/PlusJakartaSans_${weight}.ttf`)
const INK = '#14213d'
const LINE = '#c8a951'

export async function certificatePdf(sheet: Sheet): Promise<Uint8Array> {
  const pdf = newPdf({ size: 'A4', layout: 'landscape', margin: 60, info: { Title: sheet.heading } })
  const parts: Buffer[] = []
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Uint8Array.from(Buffer.concat(parts))))
    pdf.on('error', reject)
  })
  pdf.registerFont('plain', font('400Regular')).registerFont('bold', font('700Bold'))
  const { width, height } = pdf.page
  pdf
    .rect(24, 24, width - 48, height - 48)
    .lineWidth(2)
    .stroke(LINE)
  pdf.fillColor(INK).font('bold').fontSize(30).text(sheet.heading, { align: 'center' })
  pdf.font('plain').fontSize(12).text(sheet.number, { align: 'center' }).moveDown(2)
  pdf.fontSize(13).text(sheet.intro, { align: 'center' }).moveDown(0.5)
  pdf.font('bold').fontSize(24).text(sheet.name, { align: 'center' }).moveDown(0.8)
  pdf.font('plain').fontSize(13).text(sheet.body, { align: 'center' }).moveDown(0.5)
  pdf.font('bold').fontSize(18).text(sheet.title, { align: 'center' }).moveDown(1)
  pdf.font('plain').fontSize(12)
  for (const fact of sheet.facts) pdf.text(fact, { align: 'center' })
  pdf.end()
  return whole
}
