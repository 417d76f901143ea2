/**
 * npm run import -- people|attendance FILE [--apply] [--confirm N] [--leave N]
 * npm run import -- people --take-back
 * The preview a file sent to the bot gets, on the console; with --apply it is carried out. A change that concerns
 * many needs their number (--confirm), and so does recording as gone who is not in the file (--leave).
 */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { createWords, text } from '../chat/i18n/words.ts'
import { type Card, Refusal, type Text } from '../chat/model.ts'
import { readConfig } from '../config.ts'
import { createOffice } from '../domain/calendar/office.ts'
import { createAudit } from '../features/organisation/audit/api.ts'
import { createNotify } from '../features/organisation/notify/api.ts'
import { type ConsoleImport, consolePeople } from '../features/organisation/people/api.ts'
import { consoleAttendance } from '../features/performance/attendance/api.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { storedFiles } from '../platform/files/files.ts'
import { randomIds } from '../platform/ids.ts'
import { CSV_MIME, MAX_SHEET_BYTES } from '../platform/spreadsheets/files.ts'
import { createTransact } from '../platform/unit-of-work.ts'
import { COULD_NOT, type Console, overDatabase, placeOf, shell } from './database.ts'
import { plainLines } from './plain-card.ts'

type Parts = ReturnType<typeof partsOf>
/** Every kind of list that can be imported: one line each. */
const KINDS: ReadonlyMap<string, (parts: Parts) => ConsoleImport> = new Map(
  Object.entries<(parts: Parts) => ConsoleImport>({
    people: consolePeople,
    attendance: consoleAttendance,
  }),
)

/** The console is the office's own: in its language. */
const LOCALE = 'id' as const
const MEGABYTE = 1_000_000

/**
 * A command has no queue: the messages it causes stand in the outbox, and the running office sends them with its next
 * sweep, within a minute.
 */
const NO_QUEUE = { send: async () => {} }

function partsOf(db: Database, timeZone: string) {
  const [clock, ids] = [systemClock, randomIds]
  const office = createOffice({ zone: timeZone })
  const outbox = createNotify({ db, queue: NO_QUEUE, ids, office, clock })
  const transact = createTransact({ db, outbox, audit: createAudit(db) })
  return { db, clock, ids, office, transact, files: storedFiles({ db, clock, ids }) }
}

/** @returns the exit code: 0 well, 1 rows are wrong, 2 it could not be done */
export async function runImport(
  args: readonly string[],
  { place, timeZone }: { place: Parameters<typeof overDatabase>[0]; timeZone: string },
  console: Console,
): Promise<number> {
  const words = createWords(timeZone)
  const say = (said: Text) => words.say(said, LOCALE)
  const asked = readArgs(args)
  if (!asked) {
    console.warn(say(text('command:import.usage', { kinds: [...KINDS.keys()].join('|') })))
    return COULD_NOT
  }
  const { make, path, ...said } = asked
  const read = path === undefined ? null : await readBytes(path)
  if (read && !(read instanceof Uint8Array)) {
    console.warn(say(read))
    return COULD_NOT
  }
  return overDatabase(place, console, async db => {
    await migrate(db)
    const kind = make(partsOf(db, timeZone))
    const now = systemClock.now()
    if (!path || !read) return carryOut(() => kind.takeBack?.(now))
    const preview = await kind.preview({ name: basename(path), mime: CSV_MIME, bytes: read }, now)
    for (const line of plainLines(preview.card, words, LOCALE)) console.say(line)
    if (!preview.well || !preview.apply) {
      console.warn(`\n${say(text('command:import.mend'))}`)
      return 1
    }
    if (!said.apply) {
      console.say(`\n${say(text('command:import.hint'))}`)
      return 0
    }
    return carryOut(() => preview.apply?.(said))
  })

  async function carryOut(act: () => Promise<Card> | undefined) {
    try {
      const card = await act()
      for (const line of card ? ['', ...plainLines(card, words, LOCALE)] : []) console.say(line)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      console.warn(say(error.text))
      return 1
    }
  }
}

const OPTIONS = {
  apply: { type: 'boolean' },
  confirm: { type: 'string' },
  leave: { type: 'string' },
  'take-back': { type: 'boolean' },
} as const

/** @returns null for anything that is no use of this command */
function readArgs(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const [kind = '', path, ...more] = positionals
    const make = KINDS.get(kind)
    const [confirm, leave] = [numberOf(values.confirm), numberOf(values.leave)]
    const takesBack = values['take-back'] === true
    if (!make || more.length > 0 || takesBack === (path !== undefined)) return null
    if (takesBack && kind !== 'people') return null
    return { make, path, apply: values.apply === true, confirm, leave }
  } catch {
    return null
  }
}

/** @throws when it is no number */
function numberOf(said: string | undefined): number | undefined {
  if (said !== undefined && !/^\d{1,7}$/.test(said)) throw new Error(said)
  return said === undefined ? undefined : Number(said)
}

async function readBytes(path: string): Promise<Uint8Array | Text> {
  try {
    if ((await stat(path)).size > MAX_SHEET_BYTES)
      return text('command:import.tooLarge', { file: path, megabytes: MAX_SHEET_BYTES / MEGABYTE })
    return await readFile(path)
  } catch {
    return text('command:import.noFile', { file: path })
  }
}

if (import.meta.main) {
  const place = placeOf(shell)
  const timeZone = place ? readConfig().timeZone : ''
  process.exit(place ? await runImport(process.argv.slice(2), { place, timeZone }, shell) : COULD_NOT)
}
