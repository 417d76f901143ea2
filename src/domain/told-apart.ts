/** Names on buttons: people of one name are told apart by what differs, and nobody by more than is needed. */

/** What tells people of one name apart. */
export interface Told {
  name: string
  position: string
  unitName: string
  nip: string
}

/** Whether these are all there, and no two are alike. */
const distinct = (said: readonly string[]) =>
  said.every(one => one !== '') && new Set(said).size === said.length
/** As many digits of a NIP as are shown elsewhere: the rest tells birth date and sex (UU 27/2022). */
const lastDigits = ({ nip }: Told) => `••${nip.slice(-4)}`
/** From the most telling on. */
const WAYS: ((person: Told) => string)[] = [
  person => person.position,
  person => person.unitName,
  lastDigits,
  person => `${person.unitName} · ${lastDigits(person)}`,
  person => `${person.position} · ${person.unitName} · ${lastDigits(person)}`,
]

/** A label for each, in their order: a name that is alone stands with its unit. */
export function toldApart(people: readonly Told[]): string[] {
  const same = Map.groupBy(people, ({ name }) => name.toLowerCase().trim())
  return people.map(person => {
    const alike = same.get(person.name.toLowerCase().trim()) ?? []
    const way =
      alike.length < 2
        ? (one: Told) => one.unitName
        : (WAYS.find(of => distinct(alike.map(of))) ?? WAYS.at(-1) ?? lastDigits)
    return `${person.name} · ${way(person)}`
  })
}
