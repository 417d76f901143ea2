/** `/pujian @Siti Aminah terima kasih … #kolaboratif`: what one line says, as far as it is clear. */
import type { CommandInput } from '../../../../chat/model.ts'
import type { Berakhlak } from '../../../../domain/berakhlak.ts'
import { addressed, nameWords } from '../../../../domain/names.ts'
import { MAX_RECEIVERS, readValue } from '../rules.ts'

export interface Line {
  receivers: string[]
  /** Somebody was named whom we do not know for sure: the form has to ask who is meant. */
  unclear: boolean
  value: Berakhlak | null
  message: string
}

type Named = { id: string; name: string }
type Search = (words: readonly string[], limit: number) => Promise<Named[]>

/** As many people are looked at for one word; where there are more, the next words have to help. */
const CANDIDATES = 200
const MOST_WORDS = 4

/** Names that are not clear are left for the form to ask; the message is kept as it was written. */
export async function readLine({ rest, mentioned, strangers }: CommandInput, search: Search): Promise<Line> {
  const { value, rest: line } = readValue(rest)
  const heads = line.startsWith('@') ? line.split('@').slice(1, MAX_RECEIVERS + 2) : []
  const people = new Map<string, Named>()
  for (const head of heads) for (const one of await candidates(head, search)) people.set(one.id, one)
  const { denoted, message } = addressed(line, [...people.values()])
  const named = denoted.flatMap(found => (found.kind === 'unique' ? [found.person.id] : []))
  const unclear = strangers > 0 || named.length < denoted.length || message.startsWith('@')
  return { receivers: [...new Set([...mentioned, ...named])], unclear, value, message }
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
