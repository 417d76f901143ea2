/** `/pujian @Siti Aminah terima kasih … #kolaboratif`: what one line says, as far as it is clear. */
import type { Said } from '../../chat/model.ts'
import { longestNamePrefix } from '../../lib/names.ts'
import { type Berakhlak, MAX_RECEIVERS, readValue } from './rules.ts'

export interface Line {
  receivers: string[]
  value: Berakhlak | null
  message: string
}

type Search = (words: readonly string[]) => Promise<{ id: string; name: string }[]>

/** Names that are not clear are left for the form to ask; the message is kept. */
export async function readLine({ rest, mentioned }: Said, search: Search): Promise<Line> {
  const { value, rest: line } = readValue(rest)
  const receivers = [...mentioned]
  let left = line
  while (left.startsWith('@') && receivers.length < MAX_RECEIVERS) {
    const words = left.slice(1).trimStart().split(/\s+/)
    const known = await search(words.slice(0, 1))
    const found = longestNamePrefix(words, known)
    if (found.kind !== 'unique') break
    receivers.push(found.person.id)
    left = words.slice(found.words).join(' ')
  }
  return { receivers: [...new Set(receivers)], value, message: left.replace(/^@\S+\s*/, '').trim() }
}
