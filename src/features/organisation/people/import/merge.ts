/** What a row makes of a person. Pure. */
import { text } from '../../../../chat/i18n/words.ts'
import type { Details, Importer, KnownPerson } from './plan.ts'
import type { Entry, RowProblem } from './rows.ts'

const FIELDS = [
  'name',
  'position',
  'status', // with partTime
  'unitId',
  'appraiserId',
  'roles',
  'email',
  'birthDate',
  'startDate',
] as const satisfies (keyof Details)[]
export type Changed = (typeof FIELDS)[number] | 'returned'

export interface Merging {
  id: string
  appraiserId: string | null
  unitId: string
  by: Importer
  problems: RowProblem[]
}

/** Nobody decides these for oneself, whatever roles one holds (product.md 1). */
const OTHERS_DECIDE = ['roles', 'appraiserId', 'status'] as const

/** What the file says over what was known; a column that is not there changes nothing. */
export function merge(entry: Entry, before: KnownPerson | null, more: Merging): KnownPerson {
  return {
    id: more.id,
    nip: entry.nip,
    name: entry.name,
    position: entry.position ?? before?.position ?? '',
    status: kept(entry.status, before?.status),
    partTime: entry.partTime ?? before?.partTime ?? null,
    unitId: more.unitId,
    appraiserId: more.appraiserId,
    roles: mergedRoles(entry, before, more),
    email: kept(entry.email, before?.email),
    birthDate: kept(entry.birthDate, before?.birthDate ?? (before ? null : entry.born)),
    startDate: kept(entry.startDate, before?.startDate),
    leftOn: null,
  }
}

/** What the importer's own row changes of what others decide. */
export function ownFields(after: KnownPerson, before: KnownPerson): Changed[] {
  const wanted = fieldsChanged(before, after)
  return OTHERS_DECIDE.filter(field => wanted.includes(field))
}

/** The importer's own row, with what others decide as it was. */
export function withoutOwn(after: KnownPerson, before: KnownPerson): KnownPerson {
  const { roles, appraiserId, status, partTime } = before
  return { ...after, roles: [...roles].sort(), appraiserId, status, partTime }
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

export const fieldsChanged = (before: KnownPerson, after: KnownPerson): Changed[] => [
  ...(before.leftOn === null ? [] : (['returned'] as const)),
  ...FIELDS.filter(field => {
    if (field === 'roles') return [...before.roles].sort().join() !== after.roles.join()
    if (field === 'status' && Boolean(before.partTime) !== Boolean(after.partTime)) return true
    return (before[field] ?? '') !== (after[field] ?? '')
  }),
]
