import { Resvg } from '@resvg/resvg-js'
import decodeQR from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import {
  certificatePdf,
  certificatePng,
  type Sheet,
} from '../../../../src/features/recognition/awards/certificate/certificate.ts'
import { layout } from '../../../../src/features/recognition/awards/certificate/layout.ts'
import { SHEET } from '../../../../src/features/recognition/awards/certificate/ops.ts'
import { createMeasure, png } from '../../../../src/platform/documents/picture.ts'
import { qrModules } from '../../../../src/platform/documents/qr.ts'
import { document, svg } from '../../../../src/platform/documents/svg.ts'

const ADDRESS = 'https://rekan.kabupaten-contoh.go.id/piagam/abcdefghijklabcdefghijkl'
const SHORT: Sheet = {
  office: 'Kota Contoh',
  heading: 'Piagam Penghargaan',
  number: 'Nomor 001/PIAGAM/REKAN/2026',
  givenTo: 'diberikan kepada',
  name: 'Siti',
  who: 'Penelaah, Dinas Contoh',
  as: 'sebagai penerima',
  award: 'Inovator',
  quarter: 'Triwulan III Tahun 2026',
  reason: 'Antrean singkat',
  date: '24 November 2026',
  signerPosition: 'Bupati',
  signerName: 'Bagus',
  signerNip: null,
  checkTitle: 'Periksa keasliannya',
  checkBody: 'Pindai kode ini.',
  emblem: null,
  qr: qrModules(ADDRESS),
}
/** As long as the forms let names be. */
const LONG: Sheet = {
  ...SHORT,
  office:
    'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Pemerintah Kabupaten Administrasi Kepulauan Contoh Raya',
  name: 'Prof. Dr. Ir. Raden Ajeng Siti Contohwati Kusumaningrum Binti Abdurrahman Al-Misalnya, S.Sos., M.A.P., Ph.D.',
  who: 'Analis Kebijakan Ahli Madya pada Bidang Pengembangan Kompetensi Aparatur, Badan Kepegawaian dan Pengembangan Sumber Daya Manusia',
  award:
    'Penghargaan Inovasi Pelayanan Publik Berbasis Elektronik Terbaik Tingkat Kabupaten bagi Pegawai Aparatur Sipil Negara',
  reason:
    'Memimpin pembenahan antrean layanan yang menurunkan waktu tunggu warga dari tiga jam menjadi dua puluh menit, dan melatih dua puluh tujuh rekan dari enam kecamatan di seluruh wilayah kepulauan.',
  signerPosition: 'Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Contoh',
  signerName: 'Dr. H. Bagus Pimpinan Kusumo Hadiningrat, S.H., M.Hum.',
}

/** What a camera would have: the picture's pixels. */
function pixelsOf(bytes: Uint8Array) {
  const size = new Resvg(document(SHEET, svg``)).render()
  const data = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
  const { width, height, pixels } = new Resvg(
    document(
      { width: size.width, height: size.height },
      svg`<image width="${size.width}" height="${size.height}" href="${data}"/>`,
    ),
  ).render()
  return { width, height, data: Uint8Array.from(pixels) }
}

describe('a certificate', () => {
  const measure = createMeasure()
  const linesOf = (sheet: Sheet) => layout(sheet, measure).flatMap(op => (op.kind === 'text' ? [op] : []))

  it.each([
    ['short names', SHORT],
    ['long names', LONG],
  ])(
    'with %s leads whoever scans it to its own page, as another library reads the code',
    async (_n, sheet) => {
      const emblem = {
        bytes: await png(document({ width: 480, height: 192 }, svg`<path d="M0 0h480v192z"/>`)),
      }
      expect(decodeQR(pixelsOf(await certificatePng({ ...sheet, emblem })))).toBe(ADDRESS)
      expect(
        Buffer.from(await certificatePdf({ ...sheet, emblem }, 'x'))
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    },
  )

  it('cuts no name that the forms take, and keeps everything within its frame', () => {
    for (const { said, x, size, weight, align, spread = 0 } of linesOf(LONG)) {
      expect(said).not.toContain('…')
      const wide = measure(said, { size, weight }) + spread * said.length
      const left = align === 'center' ? x - wide / 2 : x
      expect(left).toBeGreaterThan(52)
      expect(left + wide).toBeLessThan(SHEET.width - 52)
    }
  })

  it('sets two lines evenly: no word stands alone below the others', () => {
    const said = linesOf(LONG).map(({ said: line }) => line)
    for (const whole of [LONG.name, LONG.who, LONG.award]) {
      const [first = '', second = '', ...more] = said.filter(line => whole.includes(line))
      expect(more).toEqual([])
      expect(`${first} ${second}`).toBe(whole)
      expect(second.length / first.length).toBeGreaterThan(0.6)
    }
  })

  it('stands no line upon another', () => {
    const lines = linesOf(LONG).filter(({ align, x }) => align === 'center' && x === SHEET.width / 2)
    for (const [n, { y, size }] of lines.entries()) {
      const before = lines[n - 1]
      if (before) expect(y - before.y).toBeGreaterThan(size * 0.72)
    }
  })
})
