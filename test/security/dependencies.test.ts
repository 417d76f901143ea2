/** What others wrote and we run: none given up by its makers, all from the registry and sealed, none that runs at install. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  deprecated?: string
  hasInstallScript?: boolean
  link?: boolean
}
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const { allowScripts, dependencies } = read('package.json') as {
  allowScripts: Record<string, boolean>
  dependencies: Record<string, string>
}
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const locked = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)
/** Where a package comes from when the lock names no other place. */
const REGISTRY = 'https://registry.npmjs.org/'
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? path

describe('dependencies', () => {
  it('are all looked at', () => {
    expect(locked.length).toBeGreaterThan(Object.keys(dependencies).length)
  })

  it('none is deprecated', () => {
    expect(locked.filter(([, { deprecated }]) => deprecated).map(([path]) => path)).toEqual([])
  })

  it('each comes from the registry and is what it was', () => {
    const odd = locked.filter(
      ([, { resolved = REGISTRY, integrity = '' }]) =>
        !resolved.startsWith(REGISTRY) || !integrity.startsWith('sha512-'),
    )
    expect(odd.map(([path]) => path)).toEqual([])
  })

  it('whatever runs something when it is installed has been looked at', () => {
    const runs = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path))
    expect(runs.filter(name => !(name in allowScripts))).toEqual([])
  })
})
