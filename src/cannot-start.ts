/** Why Rekan cannot start, and what to do about it: lines for whoever stands at the console. */
import { ConfigProblems } from './config.ts'
import { DemoFolder, NotADemoFolder } from './demo-folder.ts'
import { DataFolderDamaged, DataFolderInUse, DiskFull } from './platform/database/data-lock.ts'
import { MigrationRefused } from './platform/database/migrate.ts'

/** What the system, PostgreSQL and Prisma call a server that is not there, or does not let us in. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'P1001',
  'P1002',
])
const NOT_LET_IN = new Set(['28P01', '28000', '3D000', '42501', 'P1000', 'P1003', 'P1010'])

export function cannotStart(error: unknown): string[] {
  if (error instanceof ConfigProblems)
    return [
      'Rekan cannot start: please mend these lines of the environment (see .env.example).',
      ...error.problems.map(problem => `  - ${problem}`),
    ]
  const [why, todo] = reason(error)
  return [`Rekan cannot start: ${why}.`, ...(todo ? [`  ${todo}`] : [])]
}

function reason(error: unknown): [why: string, todo?: string] {
  if (error instanceof DataFolderInUse)
    return [
      `the folder ${error.folder} is in use by another Rekan`,
      'Stop that one first, or set DATA_DIR to another folder, or use PostgreSQL through DATABASE_URL.',
    ]
  if (error instanceof DiskFull)
    return [
      `there is no room left on the disk of ${error.folder}`,
      'Free some room (100 MB or more) or set DATA_DIR to a folder on another disk. Nothing was lost.',
    ]
  if (error instanceof DataFolderDamaged)
    return [
      `the database in ${error.folder} is damaged and cannot be opened`,
      'Keep the folder as it is, set DATA_DIR to a new folder, and bring the last backup back: npm run restore -- FILE.',
    ]
  if (error instanceof NotADemoFolder)
    return [
      error.message,
      'A demonstration never touches other data. Delete the folder if an older demonstration made it, or set REKAN_DEMO_DIR to a new one.',
    ]
  if (error instanceof DemoFolder)
    return [
      `the folder ${error.folder} holds a demonstration`,
      'Set DATA_DIR to another folder, or start it with `npm run demo`.',
    ]
  if (error instanceof MigrationRefused) return [error.message.replace(/\.$/, '')]
  return fromSystem(error)
}

function fromSystem(error: unknown): [why: string, todo?: string] {
  const code = codeIn(error)
  const said = error instanceof Error ? lastLine(error.message) : String(error)
  if (code === 'EADDRINUSE')
    return [said, 'Another program listens there: stop it, or set PORT to another number.']
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return [
      said,
      'The user Rekan runs as must be allowed to write there: mend the permissions, or set DATA_DIR.',
    ]
  if (AWAY.has(code) || /timeout|terminated unexpectedly/i.test(said))
    return [
      `PostgreSQL does not answer (${code || said})`,
      'Start it, or mend DATABASE_URL; then start Rekan again.',
    ]
  if (NOT_LET_IN.has(code))
    return [`PostgreSQL does not let us in (${code})`, 'Mend the user, password or database in DATABASE_URL.']
  return [said]
}

const lastLine = (said: string) => said.trim().split('\n').at(-1) ?? ''

/** The code of an error, or of the one it was made from: Prisma wraps those of the driver. */
function codeIn(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 6) return ''
  for (const name of ['code', 'originalCode'] as const) {
    const code = name in error ? String((error as Record<string, unknown>)[name]) : ''
    if (AWAY.has(code) || NOT_LET_IN.has(code) || /^E[A-Z]+$/.test(code)) return code
  }
  const inner = ['cause', 'meta', 'driverAdapterError', 'errors', '0']
  for (const name of inner) {
    const found = name in error ? codeIn((error as Record<string, unknown>)[name], depth + 1) : ''
    if (found) return found
  }
  return ''
}
