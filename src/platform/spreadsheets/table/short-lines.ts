/** Lines of a CSV that end before the last column: cut off, or written so by Excel. */
import type { Grid, GridRow } from '../grid.ts'
import type { Header } from './header.ts'

/** Excel decides for every 16 rows together how many separators they need. */
const BLOCK = 16

/**
 * Whether a line lacks cells of columns that are read. Where all lines of one of Excel's blocks end alike, their last
 * cells are empty; a single line that ends early was cut.
 */
export function shortLines({ rows, ragged }: Grid, { places, at }: Header): (row: GridRow) => boolean {
  if (!ragged) return () => false
  const needed = Math.max(...places.values()) + 1
  const blocks = new Map<number, { least: number; most: number; lines: number }>()
  for (const { number, cells } of rows.slice(at)) {
    if (cells.length > needed) continue
    const block = blocks.get(blockOf(number)) ?? { least: cells.length, most: cells.length, lines: 0 }
    block.least = Math.min(block.least, cells.length)
    block.most = Math.max(block.most, cells.length)
    block.lines++
    blocks.set(blockOf(number), block)
  }
  return ({ number, cells }) => {
    if (cells.length >= needed) return false
    const block = blocks.get(blockOf(number))
    return !block || block.lines < 2 || block.least !== block.most
  }
}

const blockOf = (number: number) => Math.floor((number - 1) / BLOCK)
