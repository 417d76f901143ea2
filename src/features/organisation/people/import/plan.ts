/** What a people file would change, against what is known. Pure: the same file and state give the same plan. */
import { text } from '../../../../chat/i18n/words.ts'
import { isListed } from '../rules.ts'
import { onCircles } from '../structure/reporting-cycles.ts'
import { checkAdministratorMail, checkAdministrators, checkCircles, checkEmails } from './checks.ts'
import type { Entry, ReadRows, RowProblem } from './rows.ts'

export interface KnownUnit {
  id: string
  name: string
  parentId: string | null
}
/** All of a person that a file can say. */
export interface Details {
  nip: string
  name: string
  position: string
  status: string | null
  unitId: string
  appraiserId: string | null
  roles: string[]
  email: string | null
  birthDate: string | null
  startDate: string | null
}
export interface KnownPerson extends Details {
  id: string
  leftOn: string | null
}
export interface State {
  units: KnownUnit[]
  people: KnownPerson[]
}

export const FIELDS = [
  'name',
  'position',
  'status',
  'unitId',
  'appraiserId',
  'roles',
  'email',
  'birthDate',
  'startDate',
] as const satisfies (keyof Details)[]
export type Changed = (typeof FIELDS)[number] | 'returned'

export interface Change {
  before: KnownPerson
  after: KnownPerson
  fields: Changed[]
}
export interface Plan {
  fresh: KnownPerson[]
  changed: Change[]
  unchanged: number
  /** In office, but not in the file. */
  gone: KnownPerson[]
  newUnits: KnownUnit[]
  movedUnits: KnownUnit[]
  problems: RowProblem[]
}

export interface Importer {
  /** Only an administrator makes, or unmakes, administrators. */
  administrator: boolean
}

export const unitKey = (name: string) => name.toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** @param by who imports; `next` makes the id of somebody, or of a unit, that is new */
export function planImport(read: ReadRows, state: State, by: Importer & { next(): string }): Plan {
  const { next } = by
  const problems = [...read.problems]
  const once = withoutTwins(read.entries, problems)
  const { units, newUnits, movedUnits } = planUnits(once, state.units, { next, problems })
  const byNip = new Map(state.people.map(person => [person.nip, person]))
  const rows = once.map(entry => {
    const before = byNip.get(entry.nip) ?? null
    return { entry, before, id: before?.id ?? next() }
  })
  const idOf = new Map(rows.map(({ entry, id }) => [entry.nip, id]))
  const superior = (nip: string, row: number) => {
    const known = byNip.get(nip)
    const id = idOf.get(nip) ?? (known?.leftOn === null ? known.id : undefined)
    if (id === undefined && !read.nips.has(nip))
      problems.push({ row, why: text('people:import.wrong.superior', { nip: nip.slice(-4) }) })
    return id ?? null
  }
  const after = rows.map(({ entry, before, id }) => {
    const appraiserId =
      entry.superiorNip === undefined
        ? (before?.appraiserId ?? null)
        : entry.superiorNip && superior(entry.superiorNip, entry.row)
    return { row: entry.row, before, after: merge(entry, before, { id, appraiserId, units, by, problems }) }
  })
  checkCircles(after, state.people, problems)
  checkEmails(after, state.people, problems)
  if (!by.administrator) checkAdministratorMail(after, problems)

  const fresh = after.flatMap(({ before, after: person }) => (before ? [] : [person]))
  const compared = after.flatMap(({ before, after: person }) =>
    before ? [{ before, after: person, fields: fieldsChanged(before, person) }] : [],
  )
  const changed = compared.filter(({ fields }) => fields.length > 0)
  const gone = state.people.filter(
    person => person.leftOn === null && isListed(person) && !read.nips.has(person.nip),
  )
  checkAdministrators([...after.map(one => one.after), ...gone], state.people, problems)
  return {
    fresh,
    changed,
    unchanged: compared.length - changed.length,
    gone,
    newUnits,
    movedUnits,
    problems: problems.sort((a, b) => a.row - b.row),
  }
}

function withoutTwins(entries: readonly Entry[], problems: RowProblem[]): Entry[] {
  const first = new Map<string, number>()
  return entries.filter(({ nip, row }) => {
    const known = first.get(nip)
    if (known === undefined) first.set(nip, row)
    else problems.push({ row, why: text('people:import.wrong.twice', { row: known }) })
    return known === undefined
  })
}

interface Making {
  next: () => string
  problems: RowProblem[]
}

function planUnits(entries: readonly Entry[], known: readonly KnownUnit[], { next, problems }: Making) {
  const units = new Map(known.map(unit => [unitKey(unit.name), { ...unit }]))
  const newUnits: KnownUnit[] = []
  const unitOf = (name: string): KnownUnit => {
    const found = units.get(unitKey(name))
    if (found) return found
    const unit = { id: next(), name, parentId: null }
    units.set(unitKey(name), unit)
    newUnits.push(unit)
    return unit
  }
  /** Where the file first says what stands above a unit. */
  const said = new Map<string, { parentId: string | null; row: number }>()
  for (const { unit: name, parent, row } of entries) {
    const unit = unitOf(name)
    if (parent === undefined) continue
    // A unit that names itself as the one above stands at the top, as many lists write it.
    const above = parent === null || unitKey(parent) === unitKey(name) ? null : unitOf(parent).id
    const before = said.get(unit.id)
    if (!before || before.parentId === null) said.set(unit.id, { parentId: above, row: before?.row ?? row })
    else if (above !== null && above !== before.parentId)
      problems.push({ row, why: text('people:import.wrong.parents', { unit: name, row: before.row }) })
  }
  const all = [...units.values()]
  const parents = new Map(all.map(unit => [unit.id, said.get(unit.id)?.parentId ?? unit.parentId]))
  for (const [id, { parentId }] of said) parents.set(id, parentId)
  for (const id of onCircles(parents)) {
    const unit = all.find(one => one.id === id)
    const row = said.get(id)?.row
    if (unit && row !== undefined)
      problems.push({ row, why: text('people:import.wrong.unitCircle', { unit: unit.name }) })
  }
  const fresh = new Set(newUnits)
  const movedUnits = all.flatMap(unit => {
    const parentId = parents.get(unit.id) ?? null
    const moved = !fresh.has(unit) && parentId !== unit.parentId
    unit.parentId = parentId
    return moved ? [unit] : []
  })
  return { units, newUnits, movedUnits }
}

interface Merging {
  id: string
  appraiserId: string | null
  units: ReadonlyMap<string, KnownUnit>
  by: Importer
  problems: RowProblem[]
}

/** What the file says over what was known; a column that is not there changes nothing. */
function merge(entry: Entry, before: KnownPerson | null, more: Merging): KnownPerson {
  const { id, appraiserId, units } = more
  return {
    id,
    nip: entry.nip,
    name: entry.name,
    position: entry.position ?? before?.position ?? '',
    status: kept(entry.status, before?.status),
    unitId: units.get(unitKey(entry.unit))?.id ?? '',
    appraiserId,
    roles: mergedRoles(entry, before, more),
    email: kept(entry.email, before?.email),
    birthDate: kept(entry.birthDate, before?.birthDate ?? (before ? null : entry.born)),
    startDate: kept(entry.startDate, before?.startDate),
    leftOn: null,
  }
}

const kept = (said: string | null | undefined, before: string | null | undefined) =>
  said === undefined ? (before ?? null) : said

function mergedRoles({ roles, row }: Entry, before: KnownPerson | null, { by, problems }: Merging): string[] {
  const held = before?.leftOn === null ? [...before.roles].sort() : []
  if (!roles) return held
  if (by.administrator) return roles
  const was = held.includes('administrator')
  if (roles.includes('administrator') && !was)
    problems.push({ row, why: text('people:import.wrong.administrator') })
  // What an officer may not give, an officer's list does not take away either.
  return was ? [...new Set([...roles, 'administrator'])].sort() : roles
}

const fieldsChanged = (before: KnownPerson, after: KnownPerson): Changed[] => [
  ...(before.leftOn === null ? [] : (['returned'] as const)),
  ...FIELDS.filter(field =>
    field === 'roles'
      ? [...before.roles].sort().join() !== after.roles.join()
      : (before[field] ?? '') !== (after[field] ?? ''),
  ),
]
