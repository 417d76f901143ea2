/** parse_mode=HTML as the Bot API documents it, with no mercy for what Telegram would silently drop. */

import { sin } from './errors.ts'
import { linkProblem } from './links.ts'
import type { Entity, User } from './shapes.ts'

export interface Worded {
  plain: string
  entities: Entity[]
}
interface Open {
  tag: string
  entity: Omit<Entity, 'length'>
}
type FindUser = (id: number) => User | undefined

const SIMPLE: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  pre: 'pre',
}
const UNNESTED = ['a', 'blockquote', 'code', 'pre']
const NAMED: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }
const REFERENCE = /&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});/gi
const TOKEN = new RegExp(
  `<(/?)([a-zA-Z][\\w-]*)((?:\\s+[\\w-]+(?:=(?:"[^"<>]*"|'[^'<>]*'))?)*)\\s*>|${REFERENCE.source}|[<>&]|[^<>&]+`,
  'gi',
)
const unparsable = (why: string) => sin(`can't parse entities: ${why}`)

export function parseHtml(html: string, findUser: FindUser = () => undefined): Worded {
  const open: Open[] = []
  const entities: Entity[] = []
  let plain = ''
  for (const token of html.matchAll(TOKEN)) {
    const [text, slash, name, attributes = ''] = token
    const tag = name?.toLowerCase()
    if (tag === undefined) plain += literal(text, token.index)
    else if (slash === '') open.push(opened(tag, attributes, plain.length, open, findUser))
    else entities.push(closed(tag, open.pop(), plain.length))
  }
  const left = open.at(-1)
  if (left) throw unparsable(`can't find end tag corresponding to start tag "${left.tag}"`)
  return trimmed(plain, entities.filter(worthy).map(merged(entities)))
}

function literal(text: string, at: number): string {
  if (text === '<') throw unparsable(`unescaped or malformed "<" at character ${at}`)
  if (text === '>') throw unparsable(`unescaped ">" at character ${at}`)
  if (text === '&') throw unparsable(`bare "&" at character ${at} is no known entity`)
  return text.startsWith('&') ? dereferenced(text) : text
}

function dereferenced(reference: string): string {
  const named = NAMED[reference]
  if (named !== undefined) return named
  const digits = /^&#(x?)([0-9a-f]+);$/i.exec(reference)
  const code = Number.parseInt(digits?.[2] ?? '', digits?.[1] ? 16 : 10)
  if (!(code > 0 && code <= 0x10ffff)) throw unparsable(`unknown entity ${reference}`)
  return String.fromCodePoint(code)
}

function opened(tag: string, attributes: string, offset: number, open: Open[], findUser: FindUser): Open {
  const parents = open.map(each => each.tag)
  if (UNNESTED.includes(tag) && parents.includes(tag)) throw unparsable(`"${tag}" is nested in itself`)
  const inCode =
    parents.includes('code') || (parents.includes('pre') && !(tag === 'code' && parents.at(-1) === 'pre'))
  if (inCode) throw unparsable(`"${tag}" within code or pre, which hold nothing but text`)
  return { tag, entity: { offset, ...described(tag, attributesOf(attributes), parents, findUser) } }
}

type Attributes = Map<string, string | undefined>
type Kind = Omit<Entity, 'offset' | 'length'>

function described(tag: string, attributes: Attributes, parents: string[], findUser: FindUser): Kind {
  const simple = SIMPLE[tag]
  const kind = simple ? { type: simple } : special(tag, attributes, parents, findUser)
  const stray = [...attributes.keys()][0]
  if (stray !== undefined) throw unparsable(`tag "${tag}" takes no attribute "${stray}" here`)
  return kind
}

/** Takes the attributes it knows out of the map, so that strays are left. */
function special(tag: string, attributes: Attributes, parents: string[], findUser: FindUser): Kind {
  const take = (name: string) => {
    const value = attributes.get(name)
    attributes.delete(name)
    return value
  }
  switch (tag) {
    case 'a':
      return link(take('href'), findUser)
    case 'span':
      if (take('class') !== 'tg-spoiler') throw unparsable('tag "span" must have class "tg-spoiler"')
      return { type: 'spoiler' }
    case 'code':
      return { type: 'code', language: parents.includes('pre') ? languageOf(take('class')) : undefined }
    case 'blockquote': {
      const expandable = attributes.has('expandable')
      take('expandable')
      return { type: expandable ? 'expandable_blockquote' : 'blockquote' }
    }
    case 'tg-emoji':
      return { type: 'custom_emoji', custom_emoji_id: emojiOf(take('emoji-id')) }
    default:
      throw unparsable(`unsupported start tag "${tag}"`)
  }
}

function link(href: string | undefined, findUser: FindUser): Kind {
  if (!href) throw unparsable('tag "a" without href')
  const user = findUser(Number(/^tg:\/\/user\?id=(\d+)$/.exec(href)?.[1]))
  if (user) return { type: 'text_mention', user }
  const problem = linkProblem(href)
  if (problem) throw unparsable(`href ${problem}, Telegram would drop the link`)
  return { type: 'text_link', url: href }
}

function languageOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  if (!name.startsWith('language-')) throw unparsable('class of "code" must begin with "language-"')
  return name.slice(9)
}

function emojiOf(id: string | undefined): string {
  if (!id || !/^\d+$/.test(id)) throw unparsable('tag "tg-emoji" must have a numeric "emoji-id"')
  return id
}

function attributesOf(text: string): Attributes {
  const pairs = text.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'))?/g)
  return new Map(
    [...pairs].map(([, name = '', double, single]) => [name.toLowerCase(), unescaped(double ?? single)]),
  )
}

function unescaped(value: string | undefined): string | undefined {
  if (value?.replace(REFERENCE, '').includes('&')) throw unparsable(`bare "&" in the attribute "${value}"`)
  return value?.replace(REFERENCE, dereferenced)
}

function closed(tag: string, last: Open | undefined, end: number): Entity {
  if (!last) throw unparsable(`unexpected end tag "${tag}"`)
  if (last.tag !== tag) throw unparsable(`unmatched end tag, expected "</${last.tag}>", found "</${tag}>"`)
  return { ...last.entity, length: end - last.entity.offset }
}

const worthy = (entity: Entity, _: number, all: Entity[]) =>
  entity.length > 0 && !(entity.type === 'code' && all.some(pre => pre.type === 'pre' && covers(pre, entity)))

/** `<pre><code class="language-x">` is one pre entity with a language. */
const merged = (all: Entity[]) => (entity: Entity) =>
  entity.type === 'pre'
    ? { ...entity, language: all.find(code => code.type === 'code' && covers(entity, code))?.language }
    : entity

const covers = (outer: Entity, inner: Entity) =>
  outer.offset <= inner.offset && inner.offset + inner.length <= outer.offset + outer.length

/** Telegram cuts the white space around a text and moves the entities along. */
function trimmed(text: string, entities: Entity[]): Worded {
  const plain = text.trim()
  const lead = text.length - text.trimStart().length
  const moved = entities.flatMap(entity => {
    const start = Math.max(entity.offset - lead, 0)
    const end = Math.min(entity.offset + entity.length - lead, plain.length)
    return end > start ? [{ ...entity, offset: start, length: end - start }] : []
  })
  return { plain, entities: moved.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}

/** A text or caption as it was sent, made into what is shown. */
export interface Wording {
  text: string
  mode?: string | undefined
  entities?: Entity[] | undefined
}

export function worded({ text, mode, entities }: Wording, findUser?: FindUser): Worded {
  if (mode !== undefined && entities !== undefined) throw sin('parse_mode and entities exclude each other')
  if (mode !== undefined && mode !== 'HTML') throw sin(`parse_mode ${mode} is refused here: only HTML`)
  const result = mode === 'HTML' ? parseHtml(text, findUser) : trimmed(text, entities ?? [])
  if (result.entities.length > 100) throw sin('more than 100 entities: Telegram drops the rest')
  return result
}
