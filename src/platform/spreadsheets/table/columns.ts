/** Which column of a file is which of ours, by its heading. */
import { columnKey } from '../cells.ts'
import type { Column, ColumnNames } from '../model.ts'

/** What stands above one column of the file. */
export interface Heading {
  /** As it is told to people. */
  said: string
  /** As it is compared: all of it, and its last line alone where names stand in several rows. */
  full: string
  last: string
}

export interface Matched {
  /** Our name, and where it stands in the file. */
  places: Map<string, number>
  missing: string[]
  /** Ours for which several of the file's are equally good. */
  twice: string[]
}

export const heading = (parts: readonly string[]): Heading => {
  const said = [...new Set(parts)].join(' ')
  return { said, full: columnKey(said), last: columnKey(parts.at(-1) ?? '') }
}

/** The names of one column, the surest first: as this office says, then as the trade does. */
const namesOf = ({ name, also = [], best = [], weak = [] }: Column, names: ColumnNames): string[][] => {
  const own = names[name]
  return [own === undefined ? [] : [own], [...best], [name, ...also], [...weak]].map(said =>
    said.map(columnKey),
  )
}

/** Columns made ready to be looked for in many rows. */
export type Matcher = (headings: readonly (Heading | undefined)[]) => Matched

export function matcher(columns: readonly Column[], names: ColumnNames = {}): Matcher {
  const wanted = columns.map(column => ({ column, ranks: namesOf(column, names) }))
  const any = new Set(wanted.flatMap(({ ranks }) => ranks.flat()))
  return headings => {
    const left = new Map(
      headings.flatMap((one, place) =>
        one && (any.has(one.full) || any.has(one.last)) ? [[place, one] as const] : [],
      ),
    )
    const places = new Map<string, number>()
    const twice: string[] = []
    for (let rank = 0; rank < RANKS; rank++)
      for (const by of ['full', 'last'] as const)
        for (const { column, ranks } of wanted) {
          if (places.has(column.name)) continue
          const found = placesOf(left, ranks[rank] ?? [], by)
          const [place] = found
          if (place === undefined) continue
          if (found.length > 1) twice.push(column.name)
          places.set(column.name, place)
          left.delete(place)
        }
    for (const { column, ranks } of wanted)
      if (column.required && !places.has(column.name)) borrow(column, ranks, { headings, places, columns })
    const missing = columns
      .filter(({ name, required }) => required && !places.has(name))
      .map(({ name }) => name)
    return { places, missing, twice }
  }
}
const RANKS = 4

/** A file may give a column's name to each of two: both are told. Of several names the first in our order counts. */
function placesOf(
  left: ReadonlyMap<number, Heading>,
  names: readonly string[],
  by: 'full' | 'last',
): number[] {
  return [...left].flatMap(([place, one]) => (names.includes(one[by]) ? [place] : []))
}

/**
 * A column that has to be there may take one that another of ours, which need not be there, is called by: where a
 * list has Perangkat Daerah alone, it is the unit; beside Unit Kerja it is what stands above.
 */
function borrow(
  { name }: Column,
  ranks: readonly (readonly string[])[],
  {
    headings,
    places,
    columns,
  }: { headings: readonly (Heading | undefined)[]; places: Map<string, number>; columns: readonly Column[] },
): void {
  const optional = new Set(columns.filter(column => !column.required).map(column => column.name))
  for (const weak of ranks.at(-1) ?? []) {
    const [other, place] =
      [...places].find(([ours, at]) => optional.has(ours) && headings[at]?.full === weak) ?? []
    if (other === undefined || place === undefined) continue
    places.delete(other)
    places.set(name, place)
    return
  }
}
