/** What several columns of a people file say together: a name with its titles, a unit with those above it. Pure. */

/** `dr. H.` + `Contoh Satu` + `Sp.PD., M.Kes.`; titles that the name has already are not written twice. */
export function withTitles(name: string, before: string, after: string): string {
  const plain = (said: string) => said.toLowerCase().replaceAll(/[^\p{L}]/gu, '')
  const has = (title: string) => title === '' || plain(name).includes(plain(title))
  const front = name === '' || (has(before) && plain(name).startsWith(plain(before))) ? '' : before
  const back = name === '' || (has(after) && plain(name).endsWith(plain(after))) ? '' : after
  return `${front === '' ? '' : `${front} `}${name}${back === '' ? '' : `, ${back}`}`
}

export interface UnitLevels {
  unit: string
  /** `undefined`: the file does not say; `null`: it says that there is none. */
  parent: string | null | undefined
  /** Units above, from the highest down, where there are levels beyond unit and parent. */
  path?: string[]
}

/** A path in one cell: `Dinas Kesehatan > Sekretariat > Subbagian Umum`. */
const LEVELS = /\s+[>»›]\s+/

/** @param parent as its column says; `undefined` where there is no such column */
export function unitLevels(unit: string, below: string, parent: string | null | undefined): UnitLevels {
  const said = [...(parent ?? '').split(LEVELS), ...unit.split(LEVELS), ...below.split(LEVELS)]
  const levels = said.map(one => one.trim()).filter(one => one !== '')
  const named = levels.filter((one, at) => one.toLowerCase() !== levels[at - 1]?.toLowerCase())
  // Unit and parent alone, as most files have them, also where both are the same: the unit at the top.
  if (below === '' && !LEVELS.test(unit) && !LEVELS.test(parent ?? '')) return { unit, parent }
  const path = named.slice(0, -1)
  return { unit: named.at(-1) ?? '', parent: path.at(-1) ?? parent, ...(path.length > 0 && { path }) }
}
