/** A block for each person: name and number above, the days of the month below, a total at the end. Pure. */
import { cellText, columnKey } from '../../../../platform/spreadsheets/cells.ts'
import type { Cell, Grid, GridRow } from '../../../../platform/spreadsheets/grid.ts'

const LABEL = /^(nip(?:\s*\/\s*\w+)*|ni\s*pppk|pin|no\.?\s*id|ac-?no\.?|nik|user\s*id|id)\s*[:.]*\s*(.*)$/i
/** Digits of a number that is told above a block. */
const NUMBER = /\d[\d\s.'-]*\d|\d/

export interface Blocks {
  grid: Grid
  /** How the number above each block is called. */
  label: 'NIP' | 'PIN'
}

/**
 * The same file with the number of the person in a column of its own, before each day; null where no block has a
 * number above it. Names of the columns are written above each block, and stand once in what is returned.
 */
export function unblocked(grid: Grid): Blocks | null {
  const rows: GridRow[] = []
  let number = ''
  let label: 'NIP' | 'PIN' | null = null
  let names: string | null = null
  let blocks = 0
  for (const row of grid.rows) {
    const texts = row.cells.map(cellText)
    const found = numberAbove(texts)
    const key = texts.map(columnKey).join(' ')
    if (found) {
      // A NIP tells more than a PIN beside it.
      if (!(label === 'NIP' && found.label === 'PIN' && blocks === 0 && number !== '')) {
        number = found.number
        label = label === 'NIP' && found.label === 'PIN' ? label : found.label
      }
      blocks++
    } else if (isNames(texts)) {
      if (names === null) rows.push({ number: row.number, cells: [label ?? 'NIP', ...row.cells] })
      names ??= key
    } else if (names !== null && number !== '')
      rows.push({ number: row.number, cells: [forRow(texts, number), ...row.cells] })
  }
  if (label === null || names === null || blocks === 0) return null
  return { grid: { ...grid, rows, merges: [], ragged: false }, label }
}

/** Rows without a day, such as a total, are nobody's. */
const forRow = (texts: readonly string[], number: string): Cell =>
  texts.some(said => /\d{1,4}[-/. ](\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}/i.test(said) || /^\d{5}$/.test(said))
    ? number
    : null

/** `NIP : 1970…`, in one cell or in two or three beside each other. */
function numberAbove(texts: readonly string[]): { label: 'NIP' | 'PIN'; number: string } | null {
  for (const [at, said] of texts.entries()) {
    const [, label = '', rest = ''] = LABEL.exec(said) ?? []
    if (label === '') continue
    const beside = [rest, ...texts.slice(at + 1, at + 4)].find(one => /\d/.test(one) && NUMBER.test(one))
    const number = NUMBER.exec(beside?.replace(/^[:\s']+/, '') ?? '')?.[0]?.replaceAll(/\D/g, '') ?? ''
    if (number !== '')
      return { label: /^ni[p\s]/i.test(label) || number.length === 18 ? 'NIP' : 'PIN', number }
  }
  return null
}

const DAY_NAMES = new Set(['tanggal', 'tgl', 'date', 'haritanggal'])
const TIME_NAMES = /^(jam|scan|absen|check|clock)?(masuk|in|datang|pulang|keluar|out)$/

function isNames(texts: readonly string[]): boolean {
  const keys = texts.map(columnKey)
  return keys.some(key => DAY_NAMES.has(key)) && keys.some(key => TIME_NAMES.test(key))
}
