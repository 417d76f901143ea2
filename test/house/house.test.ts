/** What linters cannot hold (ARCHITECTURE.md). A failure names the file and what to do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AGAIN } from '../../src/chat/secure-link.ts'
import { RUN } from '../../src/chat/ui/menu.ts'
import type { Ability } from '../../src/domain/abilities.ts'
import { abilities } from '../../src/domain/abilities.ts'
import { type Office, office } from '../support/office.ts'
import { read, SCHEMA, sources, withoutComments } from './sources.ts'

const code = sources('src', '.ts').map(({ path, text }) => ({ path, text: withoutComments(text) }))

describe('time, chance and the environment come in by one door', () => {
  const CLOCK = 'src/platform/clock.ts'
  it.each([
    ['new Date()', /new Date\(\s*\)/, [CLOCK]],
    ['Date()', /(?<!new )\bDate\(\s*\)/, []],
    ['Date.now', /\bDate\.now\b/, [CLOCK]],
    ['performance.now', /\bperformance\.now\b/, [CLOCK]],
    ['Math.random', /\bMath\.random\b/, []],
    ['randomUUID', /\brandomUUID\b/, []],
    ['process.env', /\bprocess\.env\b/, ['src/config.ts']],
  ])('%s', (_what, pattern, doors) => {
    const seen = code.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
    expect(seen.filter(path => !doors.some(door => door === path))).toEqual([])
  })

  it('also in the database: no time and no id is made by it', () => {
    const schema = withoutComments(SCHEMA)
    const defaults = [...schema.matchAll(/@default\((.*?\)?)\)|@updatedAt/g)].map(([whole]) => whole)
    expect(defaults.filter(one => one !== '@default(autoincrement())')).toEqual([])
    for (const { path, text } of sources('prisma/migrations', '.sql'))
      expect(text, path).not.toMatch(/now\(\)|current_timestamp|gen_random_uuid|DEFAULT/i)
  })
})

describe('files are small', () => {
  it('at most 250 lines', () => {
    const long = ['src', 'test', 'prisma']
      .flatMap(folder => sources(folder, '.ts'))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 250)
    expect(long, 'split these by what their parts are for').toEqual([])
  })
})

describe('a feature', () => {
  const features = sources('src/features', 'index.ts')
    .map(({ path }) => path.replace('/index.ts', ''))
    .filter(path => path.split('/').length === 4)
  const importers = (file: string) =>
    sources('src/features', '.ts').filter(
      ({ path, text }) => path.split('/').length > 4 && text.includes(`/${file}'`),
    )

  it.each(features)('%s is built in the index.ts of its area', feature => {
    const [, , area, name] = feature.split('/')
    expect(read(`src/features/${area}/index.ts`)).toContain(`'./${name}/index.ts'`)
  })

  it('is imported by others through its api.ts: its index.ts belongs to the area', () => {
    const names = features.map(feature => `${feature.split('/').at(-1)}/index.ts`)
    expect(names.flatMap(importers).map(({ path }) => path)).toEqual([])
  })

  it.each(['Object.assign(', '.ports.', 'extras.push'])('is never changed once it is built: %s', words => {
    expect(code.filter(({ text }) => text.includes(words)).map(({ path }) => path)).toEqual([])
  })
})

describe('object literals', () => {
  it('are plain: a spread of a literal switches off the check for unknown properties', () => {
    const all = ['src', 'test', 'prisma'].flatMap(folder => sources(folder, '.ts'))
    const spread = all.filter(({ text }) => /\.\.\.\{/.test(withoutComments(text)))
    expect(spread.map(({ path }) => path)).toEqual([])
  })
})

describe('look-ups by words from outside', () => {
  it('are maps: an object also knows “constructor” and “__proto__”', () => {
    const filled = code.filter(({ text }) =>
      /^(?:export )?const \w+: Record<string, [^=]*> = \{(?!\})/m.test(withoutComments(text)),
    )
    expect(filled.map(({ path }) => path)).toEqual([])
  })
})

describe('writes', () => {
  it('of features go through the unit of work', () => {
    const own = code.filter(
      ({ path, text }) => path.startsWith('src/features/') && /\.transaction\(/.test(text),
    )
    expect(own.map(({ path }) => path)).toEqual([])
  })
})

describe('what the app is made of', () => {
  let place: Office
  beforeAll(async () => {
    place = await office()
  })
  afterAll(() => place.close())

  const known = () => place.app.registry
  const wanted = () => {
    const { listed, officerMenu, actions, forms, receivers } = known()
    return [...listed, ...officerMenu, ...actions.values(), ...forms.values(), ...receivers].map(
      ({ can }) => can,
    )
  }
  const isListed = (can: Ability): can is keyof typeof abilities => Object.hasOwn(abilities, can)

  it('asks only for abilities that the table knows: put the others into src/domain/abilities.ts', () => {
    expect(wanted().filter(can => !isListed(can))).toEqual([])
  })

  it('has no ability that nothing asks for', () => {
    const asked = new Set<string>(wanted())
    const elsewhere = code
      .filter(({ path }) => !path.endsWith('/abilities.ts'))
      .map(({ text }) => text)
      .join('\n')
    const idle = Object.keys(abilities).filter(can => !asked.has(can) && !elsewhere.includes(`'${can}'`))
    expect(idle).toEqual([])
  })

  it('has verbs that fit a button, and of no other owner', () => {
    const verbs = [...known().actions.keys()]
    expect(verbs.filter(verb => Buffer.byteLength(verb) > 24 || !/^[a-z-]+\.[a-z-]+$/.test(verb))).toEqual([])
    expect(verbs.filter(verb => verb.startsWith('form.') || verb === RUN || verb === AGAIN)).toEqual([])
  })

  it('keeps every verb it ever had: add new ones to test/house/verbs.txt, never take one out', () => {
    // Old messages keep their buttons: whoever taps one gets an answer that fits.
    const listed = read('test/house/verbs.txt').trim().split('\n')
    expect(
      [...known().actions.keys()].filter(verb => !listed.includes(verb)),
      'add these to test/house/verbs.txt',
    ).toEqual([])
    expect(
      listed.filter(verb => !known().actions.has(verb)),
      'buttons that people still have, and no action answers',
    ).toEqual([])
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('has no command that test/house/commands.txt does not name', () => {
    const promised = [...read('test/house/commands.txt').trim().split('\n')]
    const listed: string[] = known().listed.map(({ name }) => name)
    expect(
      listed.filter(name => !promised.includes(name)),
      'add these to test/house/commands.txt',
    ).toEqual([])
    expect(listed.filter(name => !/^[a-z]{1,32}$/.test(name))).toEqual([])
  })

  it('gives every form an ability no weaker than the button that opens it', () => {
    const { actions, forms } = known()
    const opened = [...actions.values()].flatMap(({ verb, can }) => {
      const form = forms.get(verb)
      return form ? [{ verb, can, form: form.can }] : []
    })
    expect(opened.filter(({ can, form }) => can !== form)).toEqual([])
  })
})
