/** What a people file would change, against what is known. Pure: the same file and state give the same plan. */
import { text } from '../../../../chat/i18n/words.ts'
import { isListed } from '../rules.ts'
import { checkAdministratorMail, checkAdministrators, checkCircles, checkEmails } from './checks.ts'
import { type Harms, harmsOf } from './harms.ts'
import { type Changed, fieldsChanged, merge, ownFields, withoutOwn } from './merge.ts'
import type { Entry, ReadRows, RowProblem } from './rows.ts'
import type { KnownUnit } from './unit-nodes.ts'
import { planUnits } from './units.ts'

export type { Changed } from './merge.ts'
export type { KnownUnit } from './unit-nodes.ts'
/** All of a person that a file can say. */
export interface Details {
  nip: string
  name: string
  position: string
  status: string | null
  /** PPPK Paruh Waktu. */
  partTime: boolean | null
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
  /** What the importer's own row would have changed and does not: that is for somebody else to do. */
  own: Changed[]
  harms: Harms
  problems: RowProblem[]
}

export interface Importer {
  /** Only an administrator makes, or unmakes, administrators. */
  administrator: boolean
  /** Who imports; null for the shell, which is the operator's. */
  personId: string | null
}

/** @param by who imports; `next` makes the id of somebody, or of a unit, that is new */
export function planImport(read: ReadRows, state: State, by: Importer & { next(): string }): Plan {
  const { next } = by
  const problems = [...read.problems]
  const once = withoutTwins(read.entries, problems)
  const byNip = new Map(state.people.map(person => [person.nip, person]))
  const units = planUnits(once, knownUnits(state, byNip), { next, problems })
  const rows = once.map(entry => {
    const before = byNip.get(entry.nip) ?? null
    return { entry, before, id: before?.id ?? next() }
  })
  const ids = new Map(rows.map(({ entry, id }) => [entry.nip, id]))
  const superior = superiors({ ids, byNip, nips: read.nips, problems })
  const wished = rows.map(({ entry, before, id }) => {
    const appraiserId = superior(entry, before)
    const more = { id, appraiserId, unitId: units.unitOf.get(entry) ?? '', by, problems }
    return { row: entry.row, before, after: merge(entry, before, more) }
  })
  const mine = wished.find(({ before }) => before !== null && before.id === by.personId)
  const own = mine?.before ? ownFields(mine.after, mine.before) : []
  const after = wished.map(one =>
    one === mine && one.before ? { ...one, after: withoutOwn(one.after, one.before) } : one,
  )
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
  checkAdministrators([...wished.map(one => one.after), ...gone], state.people, problems)
  return {
    fresh,
    changed,
    unchanged: compared.length - changed.length,
    gone,
    newUnits: units.newUnits,
    movedUnits: units.movedUnits,
    own,
    harms: harmsOf({ state, fresh, changed, gone, vague: units.vague, ids }),
    problems: problems.sort((a, b) => a.row - b.row),
  }
}

function knownUnits({ units, people }: State, byNip: ReadonlyMap<string, KnownPerson>) {
  const members = Map.groupBy(
    people.filter(({ leftOn }) => leftOn === null),
    ({ unitId }) => unitId,
  )
  return {
    units,
    presentUnit: (nip: string) => {
      const person = byNip.get(nip)
      return person?.leftOn === null ? person.unitId : null
    },
    members: (unitId: string) => members.get(unitId)?.length ?? 0,
  }
}

interface Superiors {
  /** Ids of the file's people, by NIP. */
  ids: ReadonlyMap<string, string>
  byNip: ReadonlyMap<string, KnownPerson>
  nips: ReadonlySet<string>
  problems: RowProblem[]
}

/** Who stands above a row's person: somebody of the file, or in office. */
function superiors({ ids, byNip, nips, problems }: Superiors) {
  return ({ superiorNip: nip, row }: Entry, before: KnownPerson | null): string | null => {
    if (nip === undefined) return before?.appraiserId ?? null
    if (nip === null) return null
    const known = byNip.get(nip)
    const id = ids.get(nip) ?? (known?.leftOn === null ? known.id : undefined)
    if (id === undefined && !nips.has(nip))
      problems.push({ row, why: text('people:import.wrong.superior', { nip: nip.slice(-4) }) })
    return id ?? null
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
