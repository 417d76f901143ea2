import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resources, type Tree } from '../../src/chat/i18n/locales.ts'
import { sources } from './sources.ts'

const FORMATS = [
  'day',
  'longDay',
  'shortDay',
  'month',
  'shortMonth',
  'clock',
  'time',
  'dayAndTime',
  'dayAndClock',
  'endOfDay',
  'shortDayAndTime',
  'weekday',
  'plain',
]

/** Every message of a language by its whole key. */
function messages(locale: 'id' | 'en'): Map<string, string> {
  const flat = (tree: Tree, path: string): [string, string][] =>
    Object.entries(tree).flatMap(([name, value]) => {
      const own = path.endsWith(':') ? `${path}${name}` : `${path}.${name}`
      return typeof value === 'string' ? [[own, value] as [string, string]] : flat(value, own)
    })
  const entries = Object.entries(resources[locale]).flatMap(([name, tree]) => flat(tree, `${name}:`))
  return new Map(entries)
}
/** English counts one and other, Indonesian does not. */
const base = (key: string) => key.replace(/_(one|other)$/, '')
const placeholders = (message: string) =>
  [...message.matchAll(/\{\{\s*([\w.]+)\s*(?:,\s*(\w+))?\s*\}\}/g)].map(([, name = '', format = '']) => ({
    name,
    format,
  }))
const namesIn = (message: string) => [...new Set(placeholders(message).map(({ name }) => name))].sort()

const escaped = (text: string) => text.replaceAll(/[.+-]/g, '\\$&')

const [id, en] = [messages('id'), messages('en')]

describe('the words', () => {
  it('are in both languages: every namespace is a file in both, and its keys are typed', () => {
    const files = (locale: string) =>
      sources(`locales/${locale}`, '.json').map(({ path }) => path.split('/').at(-1)?.replace('.json', ''))
    expect(files('en')).toEqual(files('id'))
    const typed = [
      ...readFileSync('src/chat/i18n/locales.ts', 'utf8').matchAll(/^ {2}(\w+): typeof import/gm),
    ]
    expect(
      typed.map(([, name]) => name),
      'a line each in Source of src/chat/i18n/locales.ts, in the order of the files',
    ).toEqual(files('id'))
  })

  it('have the same keys in both languages', () => {
    const keys = (words: Map<string, string>) => new Set([...words.keys()].map(base))
    expect(
      [...keys(id)].filter(key => !keys(en).has(key)),
      'missing in en',
    ).toEqual([])
    expect(
      [...keys(en)].filter(key => !keys(id).has(key)),
      'missing in id',
    ).toEqual([])
  })

  it('count as their language does: only other in Indonesian, one and other in English', () => {
    expect([...id.keys()].filter(key => key.endsWith('_one'))).toEqual([])
    const counted = [...en.keys()].filter(key => base(key) !== key).map(base)
    const whole = counted.filter(key => en.has(`${key}_one`) && en.has(`${key}_other`))
    expect(whole).toEqual(counted)
  })

  it('hold the same values in both languages', () => {
    const other = [...en].flatMap(([key, message]) => {
      const source = id.get(key) ?? id.get(`${base(key)}_other`) ?? id.get(base(key)) ?? ''
      const [there, here] = [namesIn(source), namesIn(message)]
      // "One person" need not say the number.
      const missing = there.filter(
        name => !here.includes(name) && !(key.endsWith('_one') && name === 'count'),
      )
      const added = here.filter(name => !there.includes(name))
      return missing.length + added.length > 0 ? [{ key, missing, added }] : []
    })
    expect(other).toEqual([])
  })

  it('use only formats that there are, and close every brace', () => {
    const bad = [...id, ...en].filter(([, message]) => {
      const left = message.replaceAll(/\{\{\s*[\w.]+\s*(,\s*\w+)?\s*\}\}/g, '')
      return (
        /[{}]/.test(left) ||
        placeholders(message).some(({ format }) => format !== '' && !FORMATS.includes(format))
      )
    })
    expect(bad).toEqual([])
  })

  it('hold no markup and no line that ends in a space', () => {
    const bad = [...id, ...en].filter(([, message]) =>
      /<\/?[a-z]|\*\*|__|\]\(|&[a-z]+;|^\s|\s$| {2}|\$t\(/i.test(message),
    )
    expect(bad).toEqual([])
  })

  it('are all used', () => {
    const code = sources('src', '.ts')
      .map(({ text }) => text)
      .join('\n')
    const literal = new Set([...code.matchAll(/['"`]([a-z]+:[\w.-]+)['"`]/g)].map(([, key]) => key ?? ''))
    // `kudos:problem.${problem}`, `people:${way}.title`: some of the name has to be there, and no second colon
    // (`kudos:${id}:hidden` is the key of a message).
    const made = [...code.matchAll(/`([a-z]+:[^`:]*\$\{[^`:]*)`/g)].map(([, key = '']) => key)
    const patterns = made
      .map(key => key.split(/\$\{[^}]*\}/))
      .filter(
        ([first = '', ...rest]) =>
          /[a-z]\.$|\w$/.test(first.replace(/^[a-z]+:/, '')) || rest.some(part => part.startsWith('.')),
      )
      .map(parts => new RegExp(`^${parts.map(escaped).join('[\\w.-]+')}$`))
    const used = (key: string) => literal.has(key) || patterns.some(pattern => pattern.test(key))
    expect(
      [...id.keys()].filter(key => !used(key) && !used(base(key))),
      'no code says these: take them out of both locales',
    ).toEqual([])
  })
})
