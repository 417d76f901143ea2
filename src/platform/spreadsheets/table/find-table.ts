/** The sheet of a file that holds the table looked for. */
import type { Grid } from '../grid.ts'
import { bad, type ReadSheet, type TableSpec } from '../model.ts'
import { matcher } from './columns.ts'
import { findHeader, type Header } from './header.ts'
import { readTable } from './table.ts'

interface Found {
  grid: Grid
  header: Header
}

/** The first sheet that has all the columns, hidden ones left out; else what is missing in the likeliest. */
export async function findTable(grids: readonly Grid[], spec: TableSpec): Promise<ReadSheet> {
  const match = matcher(spec.columns, spec.names)
  const candidates = grids
    .filter(({ hidden, rows }) => !hidden && rows.length > 0)
    .flatMap((grid): Found[] => {
      const header = findHeader(grid, match)
      return header ? [{ grid, header }] : []
    })
  const whole = candidates.filter(({ header }) => header.missing.length === 0)
  const [first] = whole
  if (!first) return missing(candidates)
  const { twice } = first.header
  if (twice.length > 0) return bad({ problem: 'columns-twice', columns: twice, found: foundIn(first.header) })
  const several = grids.filter(({ hidden, rows }) => !hidden && rows.length > 0).length > 1
  const others = whole.slice(1).map(({ grid }) => grid.name)
  return readTable(first.grid, first.header, spec, several ? { name: first.grid.name, others } : null)
}

function missing(candidates: readonly Found[]): ReadSheet {
  const [likeliest] = candidates.toSorted((one, other) => other.header.places.size - one.header.places.size)
  if (!likeliest) return bad({ problem: 'empty' })
  const { header } = likeliest
  return bad({ problem: 'columns-missing', columns: header.missing, found: foundIn(header) })
}

const foundIn = ({ headings }: Header): string[] =>
  headings.flatMap(one => (one && one.said !== '' ? [one.said] : []))
