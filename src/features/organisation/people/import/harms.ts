/** What a file would do to many at once, in numbers: who would lose a superior, and whose units would become one. Pure. */
import type { Change, KnownPerson, State } from './plan.ts'
import type { Entry } from './rows.ts'

export interface Harms {
  /** Ids of those who have an appraiser, and would have none. */
  superless: string[]
  /** A unit whose people would all be in another one, with others. */
  merging: { from: string; into: string; people: string[] }[]
  /** Units that several agencies have and whose agency is not said: people of several would be in one. */
  vague: { name: string; people: string[] }[]
  /** Ids of all of these, once each. */
  affected: string[]
  /** In office whose appraiser is not in the file: once those are recorded as gone, they have none. */
  orphaned: number
  /** In office as the file leaves it. */
  office: number
}

/** Above so many people, or this part of the office, a number has to be typed. */
const MANY = { people: 10, part: 0.05 }

/** Whether so many are a mass change, for which a tap is not enough. One person is none, in the smallest office. */
export const isMass = (count: number, office: number): boolean =>
  count > 1 && (count > MANY.people || count > office * MANY.part)

export interface Planned {
  state: State
  fresh: readonly KnownPerson[]
  changed: readonly Change[]
  gone: readonly KnownPerson[]
  vague: readonly { name: string; rows: readonly Entry[] }[]
  /** Ids by NIP. */
  ids: ReadonlyMap<string, string>
}

export function harmsOf(planned: Planned): Harms {
  const { state, fresh, changed, gone, ids } = planned
  const superless = changed.flatMap(({ before, after }) =>
    before.leftOn === null && before.appraiserId !== null && after.appraiserId === null ? [after.id] : [],
  )
  const merging = mergingUnits(planned)
  const vague = planned.vague
    .filter(({ rows }) => rows.length > 1)
    .map(({ name, rows }) => ({ name, people: rows.flatMap(({ nip }) => ids.get(nip) ?? []) }))
  const affected = new Set([
    ...superless,
    ...merging.flatMap(({ people }) => people),
    ...vague.flatMap(({ people }) => people),
  ])
  const after = new Map(changed.map(one => [one.after.id, one.after]))
  const leaving = new Set(gone.map(({ id }) => id))
  const inOffice = state.people.filter(({ leftOn, id }) => leftOn === null || after.has(id))
  const orphaned = [...inOffice.map(person => after.get(person.id) ?? person), ...fresh].filter(
    ({ id, appraiserId }) => appraiserId !== null && leaving.has(appraiserId) && !leaving.has(id),
  )
  return {
    superless,
    merging,
    vague,
    affected: [...affected],
    orphaned: orphaned.length,
    office: inOffice.length + fresh.length,
  }
}

/** Units that would be empty because their people come together with others. */
function mergingUnits({ state, fresh, changed }: Planned): Harms['merging'] {
  const after = new Map(changed.map(one => [one.after.id, one.after]))
  const unitAfter = (person: KnownPerson) => after.get(person.id)?.unitId ?? person.unitId
  const before = state.people.filter(({ leftOn }) => leftOn === null)
  const membersAfter = Map.groupBy([...before.map(unitAfter), ...fresh.map(({ unitId }) => unitId)], id => id)
  const names = new Map(state.units.map(({ id, name }) => [id, name]))
  const emptied = [...Map.groupBy(before, ({ unitId }) => unitId)].filter(([id]) => !membersAfter.has(id))
  return emptied.flatMap(([from, people]) => {
    const [into, moved] = most(Map.groupBy(people, unitAfter))
    const alone = (membersAfter.get(into)?.length ?? 0) === moved.length
    return alone ? [] : [{ from: names.get(from) ?? '', into, people: moved.map(({ id }) => id) }]
  })
}

/** The largest group; there is at least one. */
function most(groups: ReadonlyMap<string, KnownPerson[]>): [string, KnownPerson[]] {
  return [...groups].reduce((one, other) => (other[1].length > one[1].length ? other : one))
}
