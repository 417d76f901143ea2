/** Finds words in another language than the reader's: what the other language would have said in that place. */
import { resources, type Tree } from '../../src/chat/i18n/locales.ts'

const flat = (tree: Tree, path: string): [key: string, said: string][] =>
  Object.entries(tree).flatMap(([name, value]) => {
    const own = path.endsWith(':') ? `${path}${name}` : `${path}.${name}`
    return typeof value === 'string' ? [[own, value] as [string, string]] : flat(value, own)
  })
const messages = (locale: 'id' | 'en') =>
  new Map(Object.entries(resources[locale]).flatMap(([name, tree]) => flat(tree, `${name}:`)))

const HOLE = /\{\{[^}]*\}\}/g
const literal = (said: string) => said.replaceAll(HOLE, ' ')
/** A message says too little to be known by: a name, a figure, an abbreviation. */
const isTelling = (said: string) => /\p{L}{4}/u.test(literal(said))
const pattern = (said: string) =>
  new RegExp(
    `^${said
      .split(HOLE)
      .map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
    'u',
  )

/** @returns keys whose words in `other` stand in what was said to a reader of `locale`, and keys never put into words */
export function foreignWords(locale: 'id' | 'en') {
  const [own, other] = [messages(locale), messages(locale === 'en' ? 'id' : 'en')]
  const same = new Set(own.values())
  const telling = [...other]
    .filter(([key, said]) => isTelling(said) && own.get(key) !== said && !same.has(said))
    .map(([key, said]) => ({ key, is: pattern(said), mine: pattern(own.get(key) ?? '') }))
  const bare = new RegExp(`\\b(${Object.keys(resources.id).join('|')}):[a-z][\\w.-]*|\\{\\{`)

  return (plain: string): string[] =>
    piecesOf(plain).flatMap(piece => [
      ...telling
        .filter(({ is, mine }) => is.test(piece) && !mine.test(piece))
        .map(({ key }) => `${key}: ${piece}`),
      ...(bare.test(piece) ? [piece] : []),
    ])
}

/** Lines, buttons, and both sides of a fact: what people wrote stands in “” and is theirs. */
const piecesOf = (plain: string): string[] => {
  const lines = plain.split('\n').filter(line => !line.startsWith('“'))
  const labels = lines.flatMap(line => [...line.matchAll(/\[([^\]]*)\]/g)].map(([, label = '']) => label))
  return [...new Set([...lines, ...labels, ...lines.flatMap(line => line.split(': '))])].map(one =>
    one.trim(),
  )
}
