/** Looking for somebody, or a unit, in a preview. Pure. */
import { nameIndex } from '../../../../domain/names.ts'
import { changedRow, freshRow, goneRow, type Names, type Row } from './lines.ts'
import type { Plan } from './plan.ts'
import { unitKey } from './unit-nodes.ts'

/** People of the preview whose name, unit or number has these words: names first. */
export function searchPlan(plan: Plan, names: Names, words: string): Row[] {
  const all = [
    ...plan.fresh.map(person => ({ name: person.name, person, row: () => freshRow(person, names) })),
    ...plan.changed.map(one => ({
      name: one.after.name,
      person: one.after,
      row: () => changedRow(one, names),
    })),
    ...plan.gone.map(person => ({ name: person.name, person, row: () => goneRow(person, names) })),
  ]
  const digits = words.replaceAll(/[\s.]/g, '')
  const byNumber = /^\d{4,}$/.test(digits) ? all.filter(({ person }) => person.nip.includes(digits)) : []
  const key = unitKey(words)
  const byUnit = all.filter(({ person }) => unitKey(names.unit(person.unitId)).includes(key))
  const found = new Set([...byNumber, ...nameIndex(all).search(words, all.length), ...byUnit])
  return [...found].map(({ row }) => row())
}
