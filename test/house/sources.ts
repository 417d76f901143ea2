/** The repository's own text, as the house checks read it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface Source {
  /** From the root, with `/`. */
  path: string
  text: string
}

/** Every file below a folder whose name ends so, without what is generated. */
export function sources(folder: string, ending: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(path => !path.startsWith('src/platform/generated/'))
    .sort()
    .map(path => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

export const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** prisma/schema: a file a part, read as one. */
export const SCHEMA = sources('prisma/schema', '.prisma')
  .map(({ text }) => text)
  .join('\n')

/** Comments may name what code may not use. */
export const withoutComments = (text: string) =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
