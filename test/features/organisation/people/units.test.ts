/** A unit is its name below its parent: what a file means by a name, and what it does to many at once. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planImport, type State } from '../../../../src/features/organisation/people/import/plan.ts'
import type { Entry, ReadRows } from '../../../../src/features/organisation/people/import/rows.ts'

const nip = (n: number) => `199001012015011${String(n).padStart(3, '0')}`
const NOTHING = {
  position: undefined,
  superiorNip: undefined,
  roles: undefined,
  email: undefined,
  birthDate: undefined,
  startDate: undefined,
  status: undefined,
  partTime: undefined,
}
type Place = Pick<Entry, 'unit' | 'parent' | 'path'>
const row = (n: number, place: Place, more: Partial<Entry> = {}): Entry => ({
  ...NOTHING,
  row: n + 1,
  nip: nip(n),
  born: '1990-01-01' as Entry['born'],
  name: `Orang ${n}`,
  ...place,
  ...more,
})
const read = (entries: Entry[]): ReadRows => ({
  entries,
  problems: [],
  nips: new Set(entries.map(entry => entry.nip)),
})
function plan(entries: Entry[], state: State = { units: [], people: [] }) {
  let serial = 0
  const next = () => `new${++serial}`
  return planImport(read(entries), state, { administrator: true, personId: null, next })
}

/** The state after a plan without problems. */
function applied(state: State, made: ReturnType<typeof plan>): State {
  const moved = new Map(made.movedUnits.map(unit => [unit.id, unit]))
  const changed = new Map(made.changed.map(({ after }) => [after.id, after]))
  return {
    units: [...state.units.map(unit => moved.get(unit.id) ?? unit), ...made.newUnits],
    people: [...state.people.map(person => changed.get(person.id) ?? person), ...made.fresh],
  }
}
function pathOf({ units, people }: State, n: number): string {
  const byId = new Map(units.map(unit => [unit.id, unit]))
  const names: string[] = []
  let at = byId.get(people.find(person => person.nip === nip(n))?.unitId ?? '')
  while (at) {
    names.unshift(at.name)
    at = byId.get(at.parentId ?? '')
  }
  return names.join(' > ')
}
const problems = (made: ReturnType<typeof plan>) => made.problems.map(({ row: at, why }) => [at, why.key])

/** Two agencies, each with a Sekretariat of three people: 1 to 3, and 4 to 6. */
function twoAgencies(): State {
  const of = (n: number) => ({ unit: 'Sekretariat', parent: n <= 3 ? 'Dinas A' : 'Dinas B' })
  const rows = [1, 2, 3, 4, 5, 6].map(n => row(n, of(n)))
  return applied({ units: [], people: [] }, plan(rows))
}

describe('a unit', () => {
  it('is its name below its parent: two agencies have a Sekretariat each', () => {
    const state = twoAgencies()
    expect([1, 6].map(n => pathOf(state, n))).toEqual(['Dinas A > Sekretariat', 'Dinas B > Sekretariat'])
    expect(state.units).toHaveLength(4)
  })

  it('is found again by a later file, also by one without the column for those who are in it', () => {
    const state = twoAgencies()
    const same = plan([row(1, { unit: 'sekretariat ', parent: 'DINAS A' })], state)
    expect(same).toMatchObject({ changed: [], newUnits: [], movedUnits: [], problems: [] })
    const without = plan([row(6, { unit: 'Sekretariat', parent: undefined })], state)
    expect(without).toMatchObject({ changed: [], newUnits: [], problems: [] })
    const blank = plan([row(6, { unit: 'Sekretariat', parent: null })], state)
    expect(blank).toMatchObject({ changed: [], newUnits: [], movedUnits: [], problems: [] })
  })

  it('of several of one name is asked for where nothing says which', () => {
    const made = plan([row(9, { unit: 'Sekretariat', parent: undefined })], twoAgencies())
    expect(problems(made)).toEqual([[10, 'people:import.wrong.whichUnit']])
    expect(made.problems[0]?.why.vars).toMatchObject({ unit: 'Sekretariat', options: 'Dinas A; Dinas B' })
  })

  it('at a third level says its path, in the cell or by levels of the file', () => {
    const rows = [
      row(1, { unit: 'Subbagian Umum', parent: 'Dinas A > Sekretariat' }),
      row(2, { unit: 'Subbagian Umum', parent: 'Dinas B > Sekretariat' }),
      row(3, { unit: 'Subbagian Umum', parent: undefined, path: ['Dinas C', 'Sekretariat'] }),
      row(4, { unit: 'Sekretariat', parent: 'Dinas A' }),
    ]
    const state = applied({ units: [], people: [] }, plan(rows))
    expect([1, 2, 3].map(n => pathOf(state, n))).toEqual(
      ['A', 'B', 'C'].map(name => `Dinas ${name} > Sekretariat > Subbagian Umum`),
    )
    expect(state.units.filter(({ name }) => name === 'Sekretariat')).toHaveLength(3)
    const unsure = plan([row(9, { unit: 'Subbagian Umum', parent: 'Sekretariat' })], state)
    expect(problems(unsure)).toEqual([[10, 'people:import.wrong.whichUnit']])
    const known = plan([row(2, { unit: 'Subbagian Umum', parent: 'Sekretariat' })], state)
    expect(known).toMatchObject({ changed: [], newUnits: [], problems: [] })
  })

  it('that moves below another keeps its identity; another agency’s unit of a common name does not', () => {
    const one = applied({ units: [], people: [] }, plan([row(1, { unit: 'Dinas A', parent: null })]))
    const moved = plan([row(1, { unit: 'Dinas A', parent: 'Kota' })], one)
    expect(moved.movedUnits.map(({ id }) => id)).toEqual([one.units[0]?.id])
    const sekretariat = plan([row(9, { unit: 'Sekretariat', parent: 'Dinas C' })], {
      ...twoAgencies(),
      units: twoAgencies().units.filter(({ name }) => name !== 'Dinas B'),
    })
    expect(sekretariat.newUnits.map(({ name }) => name)).toEqual(['Dinas C', 'Sekretariat'])
  })

  it('comes out as the file says it, whatever its order', () => {
    const agencies = ['Dinas A', 'Dinas B', 'Dinas C']
    const places = agencies.flatMap(agency => [
      { unit: agency, parent: null },
      { unit: 'Sekretariat', parent: agency },
      { unit: 'Subbagian Umum', parent: `${agency} > Sekretariat` },
      { unit: 'Bidang Data', parent: agency },
    ])
    const whole = (place: (typeof places)[number]) =>
      place.parent ? `${place.parent} > ${place.unit}` : place.unit
    const rows = places.map((place, at) => row(at + 1, place))
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), shuffled => {
        const made = plan(shuffled)
        expect(made.problems).toEqual([])
        const state = applied({ units: [], people: [] }, made)
        expect(places.map((_, at) => pathOf(state, at + 1))).toEqual(places.map(whole))
        expect(plan(shuffled, state)).toMatchObject({ changed: [], newUnits: [], movedUnits: [] })
      }),
      { numRuns: 50 },
    )
  })
})

describe('a change that concerns many is said with numbers', () => {
  it('units that would become one', () => {
    const rows = [1, 2, 3, 4, 5, 6].map(n => row(n, { unit: 'Sekretariat', parent: 'Dinas A' }))
    const { harms } = plan(rows, twoAgencies())
    expect(harms.merging).toMatchObject([{ from: 'Sekretariat', people: { length: 3 } }])
    expect(harms.affected).toHaveLength(3)
  })

  it('units of a common name without an agency', () => {
    const { harms } = plan([1, 2].map(n => row(n, { unit: 'Sekretariat', parent: undefined })))
    expect(harms.vague).toMatchObject([{ name: 'Sekretariat', people: { length: 2 } }])
  })

  it('superiors that would be gone, by a blank or because they are not in the file', () => {
    const at = { unit: 'Dinas A', parent: null }
    const before = applied(
      { units: [], people: [] },
      plan([row(1, at), row(2, at, { superiorNip: nip(1) }), row(3, at, { superiorNip: nip(1) })]),
    )
    expect(plan([row(1, at), row(2, at, { superiorNip: null }), row(3, at)], before).harms).toMatchObject({
      superless: { length: 1 },
      orphaned: 0,
    })
    expect(plan([row(2, at), row(3, at)], before).harms).toMatchObject({ orphaned: 2, office: 3 })
  })
})
