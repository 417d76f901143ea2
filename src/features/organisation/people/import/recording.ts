/** What an applied import leaves in the audit log: for each person which fields changed, in ids and codes. */
import type { Work } from '../../../../platform/unit-of-work.ts'
import { rolesAlert } from '../accounts/alerts.ts'
import type { Changed, KnownPerson, Plan } from './plan.ts'

/** Fields whose values are ids or codes: these are written down, of all others only that they changed. */
const CODED = ['unitId', 'appraiserId', 'status'] as const

/** What changed of a person, as the audit log keeps it. */
export function changedDetail(before: KnownPerson, after: KnownPerson, fields: readonly Changed[]) {
  const coded = CODED.filter(field => fields.includes(field))
  return {
    fields: [...fields],
    before: Object.fromEntries(coded.map(field => [field, before[field]])),
    after: Object.fromEntries(coded.map(field => [field, after[field]])),
  }
}

/** Everybody whose roles the file changes stands in the audit log, and is told, but for newcomers. */
export function recordApplied(work: Work, id: string, made: Plan): void {
  for (const { id: person, roles, unitId, appraiserId } of made.fresh) {
    work.record({ action: 'people.added', subject: person, detail: { import: id, unitId, appraiserId } })
    recordRoles(work, person, { before: [], after: roles })
  }
  for (const { before, after, fields } of made.changed) {
    const detail = { import: id, ...changedDetail(before, after, fields) }
    work.record({ action: 'people.changed', subject: after.id, detail })
    const held = before.leftOn === null ? before.roles : []
    if (recordRoles(work, after.id, { before: held, after: after.roles }))
      work.notify(rolesAlert(after.id, work.now))
  }
  for (const { id: unit, parentId } of [...made.newUnits, ...made.movedUnits])
    work.record({ action: 'people.unit-placed', subject: unit, detail: { import: id, parentId } })
  work.record({
    action: 'people.imported',
    subject: id,
    detail: {
      fresh: made.fresh.length,
      changed: made.changed.length,
      unchanged: made.unchanged,
      newUnits: made.newUnits.length,
      movedUnits: made.movedUnits.length,
    },
  })
}

function recordRoles(
  work: Work,
  subject: string,
  { before, after }: Record<'before' | 'after', string[]>,
): boolean {
  const changed = [...before].sort().join() !== [...after].sort().join()
  if (changed)
    work.record({ action: 'people.roles-changed', subject, detail: { before: [...before], after } })
  return changed
}
