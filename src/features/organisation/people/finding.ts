/** Finding people by what somebody types: the whole name first, then parts, titles, NIP and unit. */
import { type NameIndex, nameIndex } from '../../../domain/names.ts'
import type { Database } from '../../../platform/database/database.ts'
import { batch } from '../../../platform/jobs/batch.ts'

export interface Findable {
  id: string
  name: string
  nip: string
  unitId: string
  unitName: string
}
export interface Finder {
  /** People in office, the best first, at most `limit`. */
  find(typed: string, more: { unitId?: string | undefined; limit: number }): Promise<Findable[]>
}

interface Index {
  version: string
  people: Findable[]
  byName: NameIndex<Findable>
  /** By name and unit together: `dewi kesehatan`. */
  byPlace: NameIndex<{ name: string; person: Findable }>
}

/** Digits at the end of a NIP by which somebody is found; those in front tell birth date and sex. */
const LAST_DIGITS = { min: 4, max: 6 }
const WHOLE_NIP = 18

/** Names are made ready once, and again when anybody's have changed: a search costs a pass over short words. */
export function createFinder(db: Database): Finder {
  let kept: Index | undefined
  const current = batch(async (): Promise<Index> => {
    const version = await versionOf(db)
    if (kept?.version !== version) kept = indexOf(version, await everybody(db))
    return kept
  })
  return {
    find: async (typed, { unitId, limit }) => {
      const index = await current(null)
      const here = (person: Findable) => unitId === undefined || person.unitId === unitId
      const found = new Set(byNumber(index, typed).filter(here))
      const all = index.people.length
      if (found.size === 0)
        for (const person of index.byName.search(typed, all).filter(here)) found.add(person)
      if (found.size < limit)
        for (const { person } of index.byPlace.search(typed, all)) if (here(person)) found.add(person)
      return [...found].slice(0, limit)
    },
  }
}

function byNumber({ people }: Index, typed: string): Findable[] {
  const digits = typed.replaceAll(/[\s.•]/g, '')
  if (!/^\d+$/.test(digits)) return []
  if (digits.length === WHOLE_NIP) return people.filter(({ nip }) => nip === digits)
  const { min, max } = LAST_DIGITS
  return digits.length >= min && digits.length <= max ? people.filter(({ nip }) => nip.endsWith(digits)) : []
}

function indexOf(version: string, people: Findable[]): Index {
  const placed = people.map(person => ({ name: `${person.name.split(',')[0]} ${person.unitName}`, person }))
  return { version, people, byName: nameIndex(people), byPlace: nameIndex(placed) }
}

/** Changes whenever a name, number, unit or leaving does, whoever wrote it. */
async function versionOf(db: Database): Promise<string> {
  const [row] = await db.client.$queryRaw<{ version: string }[]>`
    SELECT concat_ws(' ', count(*), sum(hashtextextended(
      concat_ws('|', p."id", p."name", p."nip", u."id", u."name"), 0))) AS "version"
    FROM "Person" p JOIN "Unit" u ON u."id" = p."unitId" WHERE p."leftOn" IS NULL`
  return row?.version ?? ''
}

const everybody = (db: Database): Promise<Findable[]> => db.client.$queryRaw<Findable[]>`
  SELECT p."id", p."name", p."nip", p."unitId", u."name" AS "unitName"
  FROM "Person" p JOIN "Unit" u ON u."id" = p."unitId" WHERE p."leftOn" IS NULL ORDER BY p."id"`
