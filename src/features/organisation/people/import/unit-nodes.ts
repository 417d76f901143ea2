/** The units a file names, as a tree of its own: each by its name below its parent. Pure. */
import type { Entry } from './rows.ts'

/** A unit as it is known. */
export interface KnownUnit {
  id: string
  name: string
  parentId: string | null
}

/** Names of units are the same whatever their capitals and blanks. */
export const unitKey = (name: string) => name.toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** Names that every agency has: alone they say nothing of which agency is meant. */
const GENERIC =
  /^(sekretariat(?! (daerah|dprd|dewan|kota))|sub ?bag|sub ?bid|bidang|seksi|bagian|tata usaha|tu$|uptd?$|kelompok jabatan|jabatan fungsional|umum|keuangan|kepegawaian)/
export const isGeneric = (key: string) => GENERIC.test(key)

/** Between the levels of a path in one cell: `Dinas A > Sekretariat`. */
const LEVELS = /\s*>\s*/

/** A unit of the file, and the known one it is found to be. */
export interface UnitNode {
  name: string
  key: string
  /** null: at the top of the file's own tree, wherever the known unit stands. */
  parent: UnitNode | null
  /** The file says that nothing is above it. */
  top: boolean
  /** First row that names it. */
  row: number
  /** Rows whose people are in this very unit. */
  entries: Entry[]
  children: Map<string, UnitNode>
  unit: KnownUnit | null
}

/** What a row says of where its unit stands. */
export interface Said {
  entry: Entry
  /** From the highest level that is named down to the unit. */
  names: string[]
  top: boolean
}

/** A unit that names itself as the one above stands at the top, as many lists write it. */
export function saidBy(entry: Entry): Said {
  const above = entry.path ?? (entry.parent ? entry.parent.split(LEVELS) : [])
  const all = [...(above.length > 0 ? above : []), ...entry.unit.split(LEVELS)].filter(name => name !== '')
  const names = all.filter((name, at) => at === 0 || unitKey(name) !== unitKey(all[at - 1] ?? ''))
  return { entry, names, top: names.length === 1 && all.length > 1 }
}

export interface NodeTree {
  /** Units nothing is said about above, by key; several where known units of one name are told apart. */
  roots: UnitNode[]
  byKey: Map<string, UnitNode[]>
}

export const emptyTree = (): NodeTree => ({ roots: [], byKey: new Map() })

export function addRoot(tree: NodeTree, name: string, row: number, unit: KnownUnit | null): UnitNode {
  const node = made(tree, { name, parent: null, row, unit })
  tree.roots.push(node)
  return node
}

/** The unit at the end of these names below a node; what is not there yet is made. */
export function walk(
  tree: NodeTree,
  from: UnitNode,
  names: readonly string[],
  more: { row: number; find?: (parent: UnitNode, key: string) => KnownUnit | null },
): UnitNode {
  let at = from
  for (const name of names) {
    const key = unitKey(name)
    let child = at.children.get(key)
    if (!child) {
      child = made(tree, { name, parent: at, row: more.row, unit: more.find?.(at, key) ?? null })
      at.children.set(key, child)
    }
    at = child
  }
  return at
}

function made(
  { byKey }: NodeTree,
  { name, parent, row, unit }: Pick<UnitNode, 'name' | 'parent' | 'row' | 'unit'>,
): UnitNode {
  const key = unitKey(name)
  const node: UnitNode = {
    name,
    key,
    parent,
    top: false,
    row,
    entries: [],
    children: new Map(),
    unit,
  }
  byKey.set(key, [...(byKey.get(key) ?? []), node])
  return node
}
