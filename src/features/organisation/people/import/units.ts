/** Which units a file means, among those that are known: by name below the parent, never by name alone. Pure. */
import { text } from '../../../../chat/i18n/words.ts'
import { onCircles } from '../structure/reporting-cycles.ts'
import type { Entry, RowProblem } from './rows.ts'
import {
  addRoot,
  emptyTree,
  isGeneric,
  type KnownUnit,
  type NodeTree,
  type Said,
  saidBy,
  type UnitNode,
  unitKey,
  walk,
} from './unit-nodes.ts'

export interface UnitsPlan {
  /** Ids of the units of the rows; a row with a problem may have none. */
  unitOf: ReadonlyMap<Entry, string>
  newUnits: KnownUnit[]
  movedUnits: KnownUnit[]
  /** All units as they will be. */
  after: ReadonlyMap<string, KnownUnit>
  /** New units at the top whose name many agencies have, and the rows that are in them. */
  vague: { name: string; rows: Entry[] }[]
}

export interface UnitsKnown {
  units: readonly KnownUnit[]
  /** Where somebody in office is now, by NIP. */
  presentUnit(nip: string): string | null
  /** How many in office are in a unit. */
  members(unitId: string): number
}

interface Making {
  next: () => string
  problems: RowProblem[]
}

export function planUnits(
  entries: readonly Entry[],
  known: UnitsKnown,
  { next, problems }: Making,
): UnitsPlan {
  const said = entries.map(saidBy)
  const index = indexOf(known.units)
  const tree = emptyTree()
  const unsure = placeAll(tree, said, { index, known, problems })
  for (const root of tree.roots) matchBelow(root, { index, tree, known })
  for (const one of unsure) placeUnsure(tree, one, { index, known, problems })
  return settle(tree, known.units, { next, problems })
}

interface Index {
  byId: ReadonlyMap<string, KnownUnit>
  byKey: ReadonlyMap<string, KnownUnit[]>
  child(parentId: string, key: string): KnownUnit | null
  /** The unit itself and all above it. */
  above(unitId: string | null): KnownUnit[]
}
interface Placing {
  index: Index
  known: UnitsKnown
  problems: RowProblem[]
}

function indexOf(units: readonly KnownUnit[]): Index {
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const byKey = Map.groupBy(units, ({ name }) => unitKey(name))
  const children = new Map(units.map(unit => [`${unit.parentId}\n${unitKey(unit.name)}`, unit]))
  return {
    byId,
    byKey,
    child: (parentId, key) => children.get(`${parentId}\n${key}`) ?? null,
    above: unitId => {
      const way: KnownUnit[] = []
      let at = byId.get(unitId ?? '')
      while (at && !way.includes(at)) {
        way.push(at)
        at = byId.get(at.parentId ?? '')
      }
      return way
    },
  }
}

/** Places rows from the top down. @returns those whose highest name may be several of the file's own units */
function placeAll(tree: NodeTree, said: readonly Said[], placing: Placing): Said[] {
  const inner = new Set(said.flatMap(({ names }) => names.slice(1).map(unitKey)))
  const headKey = ({ names }: Said) => unitKey(names[0] ?? '')
  const unsure: Said[] = []
  let waiting: Said[] = []
  for (const one of said) {
    if (one.top || !inner.has(headKey(one))) placeAtRoot(tree, one, placing)
    else waiting.push(one)
  }
  while (waiting.length > 0) {
    // A name can be looked up once all rows that put it below another are placed.
    const open = new Set(waiting.flatMap(({ names }) => names.slice(1).map(unitKey)))
    const ready = waiting.filter(one => !open.has(headKey(one)))
    if (ready.length === 0) {
      reportCircles(waiting, placing.problems)
      for (const one of waiting) placeAtRoot(tree, one, placing)
      return unsure
    }
    for (const one of ready) {
      const [only, ...others] = tree.byKey.get(headKey(one)) ?? []
      if (only && others.length === 0) put(tree, only, one)
      else unsure.push(one)
    }
    waiting = waiting.filter(one => open.has(headKey(one)))
  }
  return unsure
}

function put(
  tree: NodeTree,
  from: UnitNode,
  { entry, names }: Said,
  find?: Parameters<typeof walk>[3]['find'],
) {
  const more = find ? { row: entry.row, find } : { row: entry.row }
  walk(tree, from, names.slice(1), more).entries.push(entry)
}

/** The highest name of a row is no other row's lower one: it is found among the known units, or new. */
function placeAtRoot(tree: NodeTree, said: Said, { index, known, problems }: Placing): void {
  const { entry, names, top } = said
  const head = names[0] ?? ''
  const candidates = index.byKey.get(unitKey(head)) ?? []
  const meant = meantBy(candidates, index.above(known.presentUnit(entry.nip)), said)
  if (meant === undefined) {
    const options = candidates.slice(0, 3).map(unit => index.above(unit.parentId)[0]?.name ?? unit.name)
    problems.push({ row: entry.row, why: which(head, options) })
    return
  }
  const same = (node: UnitNode) => node.key === unitKey(head) && node.unit === meant
  const root = tree.roots.find(same) ?? addRoot(tree, head, entry.row, meant)
  root.top ||= top
  put(tree, root, said)
}

/** @returns null for a new one, undefined where it cannot be told */
function meantBy(
  candidates: readonly KnownUnit[],
  around: readonly KnownUnit[],
  { names, top }: Said,
): KnownUnit | null | undefined {
  const [first, ...others] = candidates
  if (!first) return null
  const highest = candidates.find(({ parentId }) => parentId === null)
  if (top && (highest || others.length > 0)) return highest ?? null
  if (others.length === 0) return first
  // Whoever is in one of them already is meant to stay there.
  const near = candidates.filter(unit => around.includes(unit) && (names.length > 1 || around[0] === unit))
  return near.length === 1 ? near[0] : (highest ?? undefined)
}

const which = (unit: string, options: readonly string[]) =>
  text('people:import.wrong.whichUnit', { unit, options: options.join('; ') })

/** Finds the known units below a node whose own is known, and those that were moved here. */
function matchBelow(node: UnitNode, more: { index: Index; tree: NodeTree; known: UnitsKnown }): void {
  for (const child of node.children.values()) {
    child.unit ??= (node.unit && more.index.child(node.unit.id, child.key)) ?? movedHere(child, more)
    matchBelow(child, more)
  }
}

/**
 * A unit that stands elsewhere today and is meant by a name of the file: the only one of that name on both sides.
 * A name that many agencies have is another agency's, unless most of its people come along.
 */
function movedHere(
  node: UnitNode,
  { index, tree, known }: { index: Index; tree: NodeTree; known: UnitsKnown },
): KnownUnit | null {
  const [unit, ...others] = index.byKey.get(node.key) ?? []
  if (!unit || others.length > 0 || (tree.byKey.get(node.key)?.length ?? 0) > 1) return null
  if (!isGeneric(node.key)) return unit
  const along = node.entries.filter(({ nip }) => known.presentUnit(nip) === unit.id).length
  return along > 0 && along * 2 > known.members(unit.id) ? unit : null
}

/** The highest name stands in several places of the file: where the person is today says which, or the row is wrong. */
function placeUnsure(tree: NodeTree, said: Said, { index, known, problems }: Placing): void {
  const { entry, names } = said
  const candidates = tree.byKey.get(unitKey(names[0] ?? '')) ?? []
  const around = index.above(known.presentUnit(entry.nip))
  const near = candidates.filter(
    ({ unit }) => unit && around.includes(unit) && (names.length > 1 || around[0] === unit),
  )
  const [only] = near
  if (!only || near.length > 1) {
    const options = candidates.slice(0, 3).map(({ parent, name }) => parent?.name ?? name)
    problems.push({ row: entry.row, why: which(names[0] ?? '', options) })
    return
  }
  put(tree, only, said, (parent, key) => parent.unit && index.child(parent.unit.id, key))
}

function reportCircles(said: readonly Said[], problems: RowProblem[]): void {
  const above = new Map<string, string>()
  for (const { names } of said)
    for (const [at, name] of names.slice(1).entries()) above.set(unitKey(name), unitKey(names[at] ?? ''))
  const told = new Set<string>()
  const circles = onCircles(above)
  for (const { entry, names } of said) {
    const key = unitKey(names.at(-1) ?? '')
    if (!circles.has(key) || told.has(key)) continue
    told.add(key)
    problems.push({
      row: entry.row,
      why: text('people:import.wrong.unitCircle', { unit: names.at(-1) ?? '' }),
    })
  }
}

/** Gives ids to what is new, and says what stands elsewhere than before. */
function settle(tree: NodeTree, units: readonly KnownUnit[], { next, problems }: Making): UnitsPlan {
  const after = new Map(units.map(unit => [unit.id, unit]))
  const unitOf = new Map<Entry, string>()
  const newUnits: KnownUnit[] = []
  const movedUnits: KnownUnit[] = []
  const vague: UnitsPlan['vague'] = []
  const rowOf = new Map<string, number>()
  const take = (node: UnitNode, parentId: string | null) => {
    const stays = node.parent === null && !node.top ? (node.unit?.parentId ?? null) : parentId
    const unit = { id: node.unit?.id ?? next(), name: node.unit?.name ?? node.name, parentId: stays }
    if (!node.unit) newUnits.push(unit)
    else if (node.unit.parentId !== stays) movedUnits.push(unit)
    if (!node.unit && stays === null && isGeneric(node.key))
      vague.push({ name: node.name, rows: node.entries })
    after.set(unit.id, unit)
    rowOf.set(unit.id, node.row)
    for (const entry of node.entries) unitOf.set(entry, unit.id)
    for (const child of node.children.values()) take(child, unit.id)
  }
  for (const root of tree.roots) take(root, null)
  for (const id of onCircles(new Map([...after.values()].map(({ id: own, parentId }) => [own, parentId])))) {
    const [unit, row] = [after.get(id), rowOf.get(id)]
    if (unit && row !== undefined)
      problems.push({ row, why: text('people:import.wrong.unitCircle', { unit: unit.name }) })
  }
  return { unitOf, newUnits, movedUnits, after, vague }
}
