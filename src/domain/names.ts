/** Finding people by part of a name, and names at the head of a line. */

/** Before a name, without dots: academic, religious, noble and polite ones. */
const BEFORE = new Set(
  'prof dr drs dra dr drg drh ir h hj kh ust ustaz tgk apt ns bapak ibu bpk pak bu sdr sdri plt plh'.split(
    ' ',
  ),
)
/** After a name, without dots; with dots they are known by their form. */
const AFTER = new Set(
  `se sh si st sp sag sap sik sikom sip skep skh skm skom skpm spd spdi spsi spt ssi ssos sst sstp stp str strkeb
  ns ners apt ak ca cpa md amd amak amdkeb amdkep amkeb amkl mm mh mt ma mba mag map mars mkes mkom mkep mpd mpdi
  mpsi msi mse msc msos mstr mtrip phd bba ba`.split(/\s+/),
)
/** `S.Sos`, `A.Md.`, `M.Kes`: letters on both sides of a dot. */
const DOTTED = /\p{L}\.\p{L}/u
/** `H.Abdul`: a title written onto the name. */
const WRITTEN_ON = /(?<!\S)(prof|dr[sagh]?|ir|hj?|kh)\.(?=\p{L}{2})/giu
const PLAIN = /^[A-Za-z]+$/

/** Small letters without marks, apostrophes and dots: Ma’ruf is found as maruf. */
function bare(said: string): string {
  if (PLAIN.test(said)) return said.toLowerCase()
  return said
    .normalize('NFD')
    .replaceAll(/[\p{M}\p{Lm}'’‘`´′.]/gu, '')
    .toLowerCase()
}

/** One token of a name (`Nur-Aini`) as the words it is compared by. */
function wordsIn(token: string): string[] {
  const plain = bare(token)
  return /^[a-z]+$/.test(plain) ? [plain] : plain.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '')
}

/** `A.R.`, `M.`: initials of names, each a word. */
const INITIALS = /^(?:\p{L}\.)+\p{L}?$/u
const initialsOf = (token: string): string[] =>
  INITIALS.test(token)
    ? token
        .split('.')
        .filter(letter => letter !== '')
        .map(bare)
    : []

/** A name taken apart: its words, and the titles (gelar) around them, which are seldom typed. */
interface Parts {
  words: string[]
  titles: string[]
}

function partsOf(name: string): Parts {
  const [called = '', ...after] = name.replaceAll(WRITTEN_ON, '$1. ').split(',')
  const tokens = called.split(/\s+/).filter(token => wordsIn(token).length > 0)
  const first = tokens.findIndex(token => !BEFORE.has(bare(token)))
  const from = first < 0 ? 0 : first
  const last = tokens.findLastIndex((token, at) => at <= from || !isTitleAfter(token))
  const own = tokens.slice(from, last + 1)
  const words = own.flatMap(token => {
    const initials = initialsOf(token)
    return initials.length > 1 ? initials : wordsIn(token)
  })
  const titles = [...tokens.slice(0, from), ...tokens.slice(last + 1), ...after.join(' ').split(/\s+/)]
  // `AR Siregar` is how A.R. Siregar is typed, too.
  const joined = own.filter(token => initialsOf(token).length > 1)
  return {
    words,
    titles: [...titles, ...joined].map(said => wordsIn(said).join('')).filter(said => said !== ''),
  }
}

const isTitleAfter = (token: string): boolean => DOTTED.test(token) || AFTER.has(bare(token))

/** Words of a name as they are compared: small letters, no marks, no titles (unless there is nothing else). */
export const nameWords = (name: string): string[] => partsOf(name).words

/** A list of people made ready, so that each search costs a pass over short words only. */
export interface NameIndex<P> {
  /**
   * Whose name has a word beginning with each word of the query, at most `limit`: whole names first, then those
   * that begin as the query does, then whole words, then the alphabet. Titles may be typed and need not match.
   */
  search(query: string, limit: number): P[]
}
interface Entry<P> extends Parts {
  person: P
  key: string
}

export function nameIndex<P extends { name: string }>(people: readonly P[]): NameIndex<P> {
  const entries = people.map((person): Entry<P> => {
    const parts = partsOf(person.name)
    return { person, key: parts.words.join(' '), ...parts }
  })
  entries.sort((a, b) => compare(a.key, b.key))
  return {
    search: (query, limit) => {
      const tokens = query.split(/\s+/)
      const wanted = { all: tokens.flatMap(wordsIn), named: nameWords(query) }
      const found: { entry: Entry<P>; score: number }[] = []
      for (const entry of entries) {
        // `siti ma` may be a Siti Mariam or a Siti with a master's degree: all words first, then without titles.
        const all = scoreOf(entry, wanted.all)
        const score = all > 0 ? all + ALL_WORDS : scoreOf(entry, wanted.named)
        if (score > 0) found.push({ entry, score })
      }
      // The sort is stable: entries of one score stay in the order of the alphabet.
      found.sort((a, b) => b.score - a.score)
      return found.slice(0, limit).map(({ entry }) => entry.person)
    },
  }
}

/** One search in a list that is not kept; see `NameIndex`. */
export const searchNames = <P extends { name: string }>(
  people: readonly P[],
  query: string,
  limit: number,
): P[] => nameIndex(people).search(query, limit)

/** More than any other score. */
const ALL_WORDS = 1000
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** 0: no match. Higher: the better one. */
function scoreOf({ words, titles, key }: Parts & { key: string }, wanted: readonly string[]): number {
  let whole = 0
  for (const word of wanted) {
    const best = beginning(words, word) || beginning(titles, word) / 2
    if (best === 0) return 0
    if (best === 2) whole++
  }
  if (wanted.length === 0) return 0
  const said = wanted.join(' ')
  const place = key === said ? 200 : key.startsWith(said) ? 100 : 0
  return 1 + place + whole * 10
}

/** 2: the word is among them, 1: one of them begins with it, 0: none does. */
function beginning(words: readonly string[], word: string): 0 | 1 | 2 {
  let best: 0 | 1 = 0
  for (const one of words) {
    if (one === word) return 2
    // `M. Rizki` is who is typed as Muhammad Rizki.
    if (one.startsWith(word) || (one.length === 1 && word.length > 2 && word.startsWith(one))) best = 1
  }
  return best
}

export type Denoted<P> =
  | { kind: 'unique'; person: P; words: number }
  | { kind: 'ambiguous'; people: P[]; words: number }
  | { kind: 'none' }

/**
 * Who the leading words of a line denote: `Siti Aminah, S.Sos. terima kasih atas …`. The longest run of whole
 * words that are all in one name, in its order, counts; titles may stand before and after. Where several people
 * are left, one whose whole name of two words or more was said is meant.
 * @returns `words`: how many words of the line belong to the name
 */
export function longestNamePrefix<P extends { name: string }>(
  line: readonly string[],
  people: readonly P[],
): Denoted<P> {
  const head = headOf(line)
  const candidates = people.map(person => ({ person, ...prefixOf(head, nameWords(person.name)) }))
  const words = Math.max(0, ...candidates.map(one => one.words))
  if (words === 0) return { kind: 'none' }
  const longest = candidates.filter(one => one.words === words)
  const entire = longest.filter(one => one.entire)
  const [meant, ...others] = longest.length > 1 && entire.length === 1 ? entire : longest
  if (!meant) return { kind: 'none' }
  if (others.length === 0) return { kind: 'unique', person: meant.person, words }
  return { kind: 'ambiguous', people: longest.map(one => one.person), words }
}

/** Longest name that is looked for at the head of a line (words, titles too). */
const LONGEST = 12

type Said = { words: string[]; title: boolean; ends: boolean }

/** The words that can belong to one name: up to the next `@`. `ends`: after its comma only titles follow. */
function headOf(line: readonly string[]): Said[] {
  const next = line.findIndex((token, at) => at > 0 && token.startsWith('@'))
  return line.slice(0, next < 0 ? LONGEST : Math.min(next, LONGEST)).map(token => ({
    words: wordsIn(token),
    title: DOTTED.test(token) || BEFORE.has(bare(token)) || isShouted(token),
    ends: /[,:;!?]$/.test(token),
  }))
}

/** `SE`, `S.H.`: in a message only capitals or dots make a title, for `si` and `ma` are words as well. */
const isShouted = (token: string): boolean =>
  token === token.toUpperCase() && AFTER.has(bare(token).replaceAll(/[^\p{L}]/gu, ''))

/** How many leading words are this name's own; whether they are the whole of it, and more than one. */
function prefixOf(head: readonly Said[], own: readonly string[]): { words: number; entire: boolean } {
  let [length, at, matched, ended] = [0, -1, 0, false]
  for (const { words, title, ends } of head) {
    const reached = ended ? -1 : follow(words, own, at)
    if (reached < 0 && !title) break
    if (reached >= 0) {
      at = reached
      matched += words.length
    }
    ended ||= ends && at >= 0
    length++
  }
  return at < 0
    ? { words: 0, entire: false }
    : { words: length, entire: matched > 1 && matched === own.length }
}

/** Where in the name the last of these words stands when all follow `after` in order; -1 when they do not. */
function follow(words: readonly string[], own: readonly string[], after: number): number {
  let at = after
  for (const word of words) {
    at = own.indexOf(word, at + 1)
    if (at < 0) return -1
  }
  return words.length === 0 ? -1 : at
}

/**
 * The people a line is addressed to, `@Siti Aminah @Budi terima kasih …`, and the message as it was written.
 * Reading stops at the first name that is nobody's; that one stays in the message.
 */
export function addressed<P extends { name: string }>(
  line: string,
  people: readonly P[],
): { denoted: Exclude<Denoted<P>, { kind: 'none' }>[]; message: string } {
  const denoted: Exclude<Denoted<P>, { kind: 'none' }>[] = []
  let message = line.trim()
  while (message.startsWith('@')) {
    const rest = message.slice(1).trimStart()
    const found = longestNamePrefix(rest.split(/\s+/), people)
    if (found.kind === 'none') break
    denoted.push(found)
    message = rest.replace(new RegExp(`^(\\S+\\s*){${found.words}}`), '')
  }
  return { denoted, message }
}
