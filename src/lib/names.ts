/** Finding people by part of a name, and names at the head of a line. */

/** Academic and religious titles, without dots: they stand before and after names and are seldom typed. */
const TITLES = new Set(
  'dr drs dra drg ir h hj kh prof s se sh si sos st stp skom spd sag spsi sip skm skep ners mm mkes msi mpd mh map mt ak apt amd md'.split(
    ' ',
  ),
)

/** Words of a name as they are compared: small letters, no marks, no titles. */
export function nameWords(name: string): string[] {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain
    .replaceAll('.', '')
    .split(/[^\p{L}\p{N}']+/u)
    .filter(word => word !== '')
  const named = words.filter(word => !TITLES.has(word))
  return named.length > 0 ? named : words
}

export type Denoted<P> =
  | { kind: 'unique'; person: P; words: number }
  | { kind: 'ambiguous'; people: P[] }
  | { kind: 'none' }

/**
 * Who the leading words of a line denote: `Siti Aminah terima kasih atas …`. The longest run of words that are
 * all in one name counts; titles with their dots and commas may be among them.
 * @returns `words`: how many words of the line belong to the name
 */
export function longestNamePrefix<P extends { name: string }>(
  line: readonly string[],
  people: readonly P[],
): Denoted<P> {
  let best: { words: number; people: P[] } = { words: 0, people: [] }
  for (const person of people) {
    const length = prefixLength(line, person.name)
    if (length > best.words) best = { words: length, people: [person] }
    else if (length === best.words && length > 0) best.people.push(person)
  }
  const [person, ...others] = best.people
  if (!person) return { kind: 'none' }
  return others.length > 0
    ? { kind: 'ambiguous', people: best.people }
    : { kind: 'unique', person, words: best.words }
}

/** How many leading words are this name's own, in its order; the first must be one of its words. */
function prefixLength(line: readonly string[], name: string): number {
  const own = nameWords(name)
  let length = 0
  let at = -1
  for (const said of line) {
    const [word = ''] = nameWords(said)
    const isTitle = length > 0 && (TITLES.has(word) || /^[A-Z]\.|\.[A-Z]/.test(said))
    const found = own.findIndex((one, index) => index > at && one === word)
    if (found < 0 && !isTitle) break
    if (found >= 0) at = found
    length++
  }
  return at < 0 ? 0 : length
}
