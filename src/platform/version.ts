import { readFileSync } from 'node:fs'

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)
/** The version of this code, from package.json: databases and backups name it. */
export const REKAN_VERSION = version
