/** An XLSX is a zip of XML: looked at before anything reads it, so that no file can fill the memory. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { bad, type Checked } from './model.ts'

/** Bytes of XML an honest workbook of a whole city's month may unpack to. */
const MAX_UNPACKED = 100_000_000
const MAX_ENTRIES = 2_000
export const MAX_COLUMNS = 200
const PAGE = /^xl\/worksheets\/[^/]+\.xml$/
/** Cells and rows that hold nothing, which some programs write by the million. */
const EMPTY_CELLS = /<(?:\w+:)?c\b[^<>]*\/>/g
const EMPTY_ROWS = /<(?:\w+:)?row\b[^<>]*(?:\/>|>\s*<\/(?:\w+:)?row>)/g
const PLACE = /<(?:\w+:)?c\b[^<>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["']/g
const ROW_PLACE = /<(?:\w+:)?row\b[^<>]*?\br\s*=\s*["'](\d+)["']/g

/**
 * The workbook's XML alone, packed anew without compression: what was measured is what will be read.
 * Sizes in a zip's directory may lie; the unpacker writes no more than they say.
 */
export function checkXlsx(bytes: Uint8Array, maxRows: number): Checked<Uint8Array<ArrayBuffer>> {
  let unpacked = 0
  let entries = 0
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1
        if (entries > MAX_ENTRIES) return false
        if (!name.endsWith('.xml') && !name.endsWith('.rels')) return false
        unpacked += originalSize
        return unpacked <= MAX_UNPACKED
      },
    })
    if (unpacked > MAX_UNPACKED || entries > MAX_ENTRIES) return bad({ problem: 'too-much-inside' })
    if (!files['xl/workbook.xml']) return bad({ problem: 'not-a-sheet' })
    return slim(files, maxRows)
  } catch {
    return bad({ problem: 'damaged' })
  }
}

function slim(files: Record<string, Uint8Array>, maxRows: number): Checked<Uint8Array<ArrayBuffer>> {
  const kept: Record<string, Uint8Array> = {}
  for (const [name, bytes] of Object.entries(files)) {
    if (!PAGE.test(name)) {
      kept[name] = bytes
      continue
    }
    const xml = strFromU8(bytes).replaceAll(EMPTY_CELLS, '').replaceAll(EMPTY_ROWS, '')
    const { row, column } = farthest(xml)
    // A single letter in the last corner of a sheet would otherwise be read as millions of empty cells.
    if (row > maxRows * 2 + 100) return bad({ problem: 'too-many-rows', max: maxRows })
    if (column > MAX_COLUMNS) return bad({ problem: 'too-many-columns', max: MAX_COLUMNS })
    kept[name] = strToU8(xml)
  }
  return { ok: true, value: Uint8Array.from(zipSync(kept, { level: 0 })) }
}

function farthest(xml: string): { row: number; column: number } {
  let row = 0
  let column = 0
  for (const [, letters = '', digits = ''] of xml.matchAll(PLACE)) {
    row = Math.max(row, Number(digits))
    column = Math.max(column, columnNumber(letters))
  }
  for (const [, digits = ''] of xml.matchAll(ROW_PLACE)) row = Math.max(row, Number(digits))
  return { row, column }
}

/** A is 1, Z is 26, AA is 27. */
const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
