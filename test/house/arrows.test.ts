/** Each arrow of .dependency-cruiser.cjs catches the sin planted against it, and lets its good twin pass. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './sources.ts'

const rules: { name: string }[] = createRequire(import.meta.url)(`${ROOT}.dependency-cruiser.cjs`).forbidden

/** rule, the file that sins, what it imports, and an import of the same file's twin that is right. */
const SINS = [
  ['domain-is-pure', 'src/domain/quarter.ts', '../platform/clock.ts', './day.ts'],
  ['domain-is-pure', 'src/domain/calendar/office.ts', '../../chat/model.ts', '../day.ts'],
  ['domain-is-pure', 'src/domain/seats.ts', 'node:fs', './day.ts'],
  ['rules-are-pure', 'src/features/x/a/rules.ts', './repository.ts', '../../../domain/day.ts'],
  ['rules-are-pure', 'src/features/x/b/rules.ts', 'node:fs', 'node:crypto'],
  ['rules-are-pure', 'src/features/x/b/sub/rules-more.ts', '../service.ts', '../../../../chat/model.ts'],
  [
    'features-know-no-platform',
    'src/features/x/a/service.ts',
    '../../../channels/web/index.ts',
    './rules.ts',
  ],
  ['features-know-no-platform', 'src/features/x/b/service.ts', '../../../app.ts', '../../../domain/day.ts'],
  ['features-meet-at-the-api', 'src/features/x/a/index.ts', '../b/repository.ts', '../b/api.ts'],
  ['features-meet-at-the-api', 'src/features/x/b/index.ts', '../a/index.ts', './service.ts'],
  ['features-meet-at-the-api', 'src/features/y/ab/service.ts', '../../x/a/rules.ts', './rules-more.ts'],
  [
    'features-meet-at-the-api',
    'src/features/y/c/sub/service.ts',
    '../../../x/a/service.ts',
    '../repository.ts',
  ],
  ['screens-do-not-query', 'src/features/x/a/screens.ts', './repository.ts', './service-more.ts'],
  ['screens-do-not-query', 'src/features/x/a/own-screens.ts', './repository-own.ts', './service-more.ts'],
  ['screens-do-not-query', 'src/features/x/a/sub/screens.ts', '../repository.ts', '../service-more.ts'],
  ['screens-do-not-query', 'src/features/x/a/sub/list-cards.ts', './repository-list.ts', './service.ts'],
  [
    'screens-do-not-query',
    'src/features/x/a/ask-forms.ts',
    '../../../platform/database.ts',
    './service-more.ts',
  ],
  ['channels-do-not-meet', 'src/channels/web/index.ts', '../slack/index.ts', './page.ts'],
  ['channels-do-not-meet', 'src/channels/web/acts.ts', '../../features/x/b/index.ts', '../../chat/model.ts'],
  ['channels-do-not-meet', 'src/channels/slack/index.ts', '../../app.ts', '../../platform/files.ts'],
  ['chat-knows-the-domain-only', 'src/chat/router.ts', '../platform/database.ts', './model.ts'],
  [
    'chat-knows-the-domain-only',
    'src/chat/forms/forms.ts',
    '../../features/x/b/api.ts',
    '../../domain/day.ts',
  ],
  ['platform-knows-no-feature', 'src/platform/http.ts', '../features/x/b/api.ts', '../chat/model.ts'],
  ['nothing-imports-main', 'src/commands/import.ts', '../main.ts', '../app.ts'],
] as const

describe('the arrows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekan-arrows-'))
  let broken: string[] = []

  function plant(path: string, ...imports: string[]): void {
    const lines = imports.map((from, nth) => `import { x as x${nth} } from '${from}'\nx${nth}()\n`)
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${lines.join('')}export const x = () => {}\n`)
  }

  beforeAll(() => {
    const planted = new Set<string>()
    const bare = (path: string) => planted.has(path) || plant(path)
    for (const [, path, sin, good] of SINS) {
      plant(path, sin, good)
      planted.add(path)
    }
    for (const [, path, ...imports] of SINS) {
      for (const from of imports.filter(one => one.startsWith('.'))) bare(join(dirname(path), from))
    }
    // A circle of two, and one that is only of types, which is none when it runs.
    plant('src/platform/one.ts', './two.ts')
    plant('src/platform/two.ts', './one.ts')
    mkdirSync(join(folder, 'src/domain/types'), { recursive: true })
    writeFileSync(
      join(folder, 'src/domain/types/a.ts'),
      `import type { B } from './b.ts'\nexport type A = B[]\n`,
    )
    writeFileSync(
      join(folder, 'src/domain/types/b.ts'),
      `import type { A } from './a.ts'\nexport type B = { a: A }\n`,
    )
    broken = cruise()
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** `rule file → file`, for each that is broken. */
  function cruise(): string[] {
    const bin = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
    const args = [bin, 'src', '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json']
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    const { summary }: { summary: { violations: { rule: { name: string }; from: string; to: string }[] } } =
      JSON.parse(stdout)
    return summary.violations.map(({ rule, from, to }) => `${rule.name} ${from} → ${to}`)
  }

  const target = (path: string, from: string) =>
    from.startsWith('.') ? join(dirname(path), from) : from.replace('node:', '')

  it.each(SINS)('%s catches %s importing %s, and lets %s pass', (rule, path, sin, good) => {
    expect(broken).toContain(`${rule} ${path} → ${target(path, sin)}`)
    expect(broken.filter(one => one.endsWith(` ${path} → ${target(path, good)}`))).toEqual([])
  })

  it('no-cycles catches two files that need each other, unless they only need types', () => {
    expect(broken.filter(one => one.startsWith('no-cycles src/platform/'))).not.toEqual([])
    expect(broken.filter(one => one.startsWith('no-cycles src/domain/types'))).toEqual([])
  })

  it('has a planted sin for every rule there is', () => {
    const sinned = new Set<string>([...SINS.map(([rule]) => rule), 'no-cycles'])
    expect(rules.map(({ name }) => name).filter(name => !sinned.has(name))).toEqual([])
  })
})
