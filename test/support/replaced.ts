import type { Registry } from '../../src/chat/registry.ts'

/**
 * Puts something else in place of what the features brought under a name, in this office only.
 * @returns puts back what was there
 */
export function replaced<Kind extends 'commands' | 'actions' | 'forms' | 'notifications'>(
  registry: Registry,
  kind: Kind,
  name: string,
  change: Partial<Registry[Kind] extends ReadonlyMap<string, infer One> ? One : never>,
): () => void {
  const map = registry[kind] as Map<string, object>
  const before = map.get(name)
  if (!before) throw new Error(`no feature brought ${name}`)
  map.set(name, { ...before, ...change })
  return () => void map.set(name, before)
}
