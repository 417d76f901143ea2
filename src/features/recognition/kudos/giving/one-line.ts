/** `/pujian @Siti Aminah terima kasih … #kolaboratif`: what one line says, as far as it is clear. */
import type { CommandInput } from '../../../../chat/model.ts'
import type { Berakhlak } from '../../../../domain/berakhlak.ts'
import { addressed, nameWords } from '../../../../domain/names.ts'
import { MAX_RECEIVERS, readValue } from '../rules.ts'

export interface Line {
  receivers: string[]
  /** Somebody was named whom we do not know for sure: the form has to ask who is meant. */
  unclear: boolean
  /** Ids of those who may be meant by the names that are not clear. */
  candidates?: string[]
  value: Berakhlak | null
  message: string
}

type Named = { id: string; name: string }
type Search = (words: readonly string[], limit: number) => Promise<Named[]>

/** As many people are looked at for one word; where there are more, the next words have to help. */
const CANDIDATES = 200
const MOST_WORDS = 4
/** As many are offered where a name is not clear. */
const OFFERED = 8

/** Names that are not clear are left for the form to ask; the message is kept as it was written. */
export async function readLine({ rest, mentioned, strangers }: CommandInput, search: Search): Promise<Line> {
  const { value, rest: line } = readValue(rest)
  const heads = line.startsWith('@') ? line.split('@').slice(1, MAX_RECEIVERS + 2) : []
  const people = new Map<string, Named>()
  for (const head of heads) for (const one of await candidates(head, search)) people.set(one.id, one)
  const { denoted, message } = addressed(line, [...people.values()])
  const named = denoted.flatMap(found => (found.kind === 'unique' ? [found.person.id] : []))
  const unclear = strangers > 0 || named.length < denoted.length || message.startsWith('@')
  const may = denoted.flatMap(found => (found.kind === 'ambiguous' ? found.people.map(({ id }) => id) : []))
  const unknown = message.startsWith('@') ? await alike(message, search) : []
  const receivers = [...new Set([...mentioned, ...named])]
  const meant = [...new Set([...may, ...unknown])].slice(0, OFFERED)
  const read = { receivers, unclear, value, message }
  return meant.length > 0 ? { ...read, candidates: meant } : read
}

/** Who may be meant by a name that is nobody's as it was written: of its first words, as many as somebody has. */
async function alike(message: string, search: Search): Promise<string[]> {
  const words = message.slice(1).trim().split(/\s+/).slice(0, MOST_WORDS)
  for (let count = words.length; count > 0; count--) {
    const found = await search(words.slice(0, count), OFFERED)
    if (found.length > 0) return found.map(({ id }) => id)
  }
  return []
}

/** Everybody who may be meant at the head of these words. */
async function candidates(head: string, search: Search): Promise<Named[]> {
  const tokens = head.trim().split(/\s+/).slice(0, 12)
  const [first] = nameWords(tokens.join(' '))
  const from = tokens.findIndex(token => first !== undefined && nameWords(token).includes(first))
  const words = tokens
    .slice(Math.max(0, from))
    .map(token => token.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
  if (!words[0]) return []
  const found = await search(words.slice(0, 1), CANDIDATES)
  let narrower = found
  for (let count = 2; count <= MOST_WORDS && narrower.length === CANDIDATES; count++) {
    narrower = await search(words.slice(0, count), CANDIDATES)
    found.push(...narrower)
  }
  return found
}
