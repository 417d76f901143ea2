/** The people of a preview as rows: unit, post, appraiser, and what changes from what to what. */
import { type Key, text } from '../../../../chat/i18n/words.ts'
import type { Label } from '../../../../chat/model.ts'
import { beside, listed } from '../../../../chat/ui/lists.ts'
import { maskNip } from '../../../../domain/nip.ts'
import { rolesText } from '../officer-cards.ts'
import { statusText } from '../status.ts'
import type { Changed, KnownPerson, Plan, State } from './plan.ts'
import { unitKey } from './unit-nodes.ts'

/** Lists that can be looked through, by the letter a button carries. */
export const LISTS = { w: 'wrong', f: 'fresh', c: 'changed', g: 'gone' } as const
export type ListLetter = keyof typeof LISTS
export const isListLetter = (letter: string): letter is ListLetter => letter in LISTS

export type Row = [label: Label, value: Label]

const FIELD_KEYS = {
  name: 'people:import.field.name',
  position: 'people:import.field.position',
  status: 'people:import.field.status',
  unitId: 'people:import.field.unitId',
  appraiserId: 'people:import.field.appraiserId',
  roles: 'people:import.field.roles',
  email: 'people:import.field.email',
  birthDate: 'people:import.field.birthDate',
  startDate: 'people:import.field.startDate',
  returned: 'people:import.field.returned',
} as const satisfies Record<Changed, Key>

/** Names of units and people, before and after, by id. */
export interface Names {
  /** With the unit above where several have the name. */
  unit(id: string): string
  person(id: string | null): Label
}

export function namesOf({ units, people }: State, plan: Plan): Names {
  const all = new Map([...units, ...plan.newUnits, ...plan.movedUnits].map(unit => [unit.id, unit]))
  const shared = Map.groupBy(all.values(), ({ name }) => unitKey(name))
  const known = [...people, ...plan.fresh, ...plan.changed.map(({ after }) => after)]
  const names = new Map(known.map(({ id, name }) => [id, name]))
  return {
    unit: id => {
      const unit = all.get(id)
      const above = all.get(unit?.parentId ?? '')
      const twice = (shared.get(unitKey(unit?.name ?? ''))?.length ?? 0) > 1
      return twice && above ? `${unit?.name} · ${above.name}` : (unit?.name ?? '')
    },
    person: id => names.get(id ?? '') ?? text('people:import.line.none'),
  }
}

export const wrongRows = ({ problems }: Plan): Row[] =>
  problems.map(({ row, why }) => [text('people:import.row', { row }), why])

export function rowsOf(plan: Plan, names: Names, letter: ListLetter): Row[] {
  if (letter === 'w') return wrongRows(plan)
  if (letter === 'f') return plan.fresh.map(person => freshRow(person, names))
  if (letter === 'g') return plan.gone.map(person => goneRow(person, names))
  return plan.changed.map(one => changedRow(one, names))
}

export const freshRow = (person: KnownPerson, names: Names): Row => [
  person.name,
  beside(
    maskNip(person.nip),
    person.position,
    names.unit(person.unitId),
    text('people:import.line.appraiser', { appraiser: names.person(person.appraiserId) }),
  ),
]

export const goneRow = ({ name, nip, position, unitId }: KnownPerson, names: Names): Row => [
  name,
  beside(maskNip(nip), position, names.unit(unitId)),
]

export function changedRow({ before, after, fields }: Plan['changed'][number], names: Names): Row {
  const said = fieldsText(fields)
  const details = fields.flatMap((field): Label[] => {
    const [was, is] = [fieldLabel(before, field, names), fieldLabel(after, field, names)]
    return was === null || is === null ? [] : [text('people:import.line.from', { before: was, after: is })]
  })
  if (details.length === 0) return [after.name, said]
  return [after.name, text('people:import.line.changed', { fields: said, details: listed(details) })]
}

/** Names of fields, in one text. */
export const fieldsText = (fields: readonly Changed[]): Label =>
  listed(fields.map(field => text(FIELD_KEYS[field])))

/** @returns null for what is not shown in a chat: addresses and days of birth */
export function fieldLabel(person: KnownPerson, field: Changed, names: Names): Label | null {
  switch (field) {
    case 'name':
      return person.name
    case 'position':
      return person.position === '' ? text('people:import.line.none') : person.position
    case 'status':
      return statusText(person)
    case 'unitId':
      return names.unit(person.unitId)
    case 'appraiserId':
      return names.person(person.appraiserId)
    case 'roles':
      return rolesText(person.roles)
    default:
      return null
  }
}
