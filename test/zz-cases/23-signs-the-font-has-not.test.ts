import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { layout } from '../../src/features/recognition/awards/certificate/layout.ts'
import { createMeasure, fontFile } from '../../src/platform/documents/picture.ts'

const require = createRequire(import.meta.url)
const fontkit = createRequire(require.resolve('pdfkit'))('fontkit')
const SHEET = {
  ...{ office: 'Kota Contoh', heading: 'Piagam Penghargaan', number: 'Nomor 001/PIAGAM/REKAN/2026' },
  ...{
    givenTo: 'diberikan kepada',
    name: 'H. Contoh Maʼruf Nurʿaini, S.Sos.',
    who: 'Penelaah',
    as: 'sebagai penerima',
  },
  ...{ award: 'Inovator', quarter: 'Triwulan III Tahun 2026', reason: 'Layanan non‑tunai ✓ جزاك الله' },
  ...{ date: '24 November 2026', signerPosition: 'Wali Kota', signerName: 'Bagus', signerNip: null },
  ...{ checkTitle: 'Periksa', checkBody: 'Pindai kode ini.', emblem: null, qr: [[true]] },
}
it('draws only what the font has', () => {
  for (const op of layout(SHEET, createMeasure())) {
    if (op.kind !== 'text') continue
    const font = fontkit.openSync(fontFile(op.weight))
    // U+2011 is drawn as a hyphen by both renderers.
    const missing = [...op.said].filter(
      sign => sign !== '\u2011' && !font.hasGlyphForCodePoint(sign.codePointAt(0)),
    )
    expect(missing, op.said).toEqual([])
  }
})
