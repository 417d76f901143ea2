/** Cells put together over several rows count for every row they cover. */
import type { Cell, Grid, GridRow, Merge } from '../grid.ts'
import type { Header } from './header.ts'

/** @returns for each row in turn: what stands in a place, also where the cell was put together with one above */
export function filler(
  { merges, rows }: Grid,
  { at, depth }: Header,
): (row: GridRow) => (place: number) => Cell {
  const first = rows[at + depth - 1]?.number ?? 0
  const tall = merges.filter(({ top, bottom }) => bottom > top && top > first)
  if (tall.length === 0) return row => place => row.cells[place] ?? null
  const begun = Map.groupBy(tall, ({ top }) => top)
  const held = new Map<number, { until: number; cell: Cell }>()
  return row => {
    for (const { left, bottom } of begun.get(row.number) ?? ([] as Merge[]))
      held.set(left, { until: bottom, cell: row.cells[left] ?? null })
    return place => {
      const own = row.cells[place] ?? null
      const above = held.get(place)
      return own === null && above && above.until >= row.number ? above.cell : own
    }
  }
}
