/**
 * npm run import -- people|attendance|pins FILE [--apply] [--confirm N] [--leave N] [--map "Datang=Masuk"] [--order dmy]
 *   [--month 2026-11] [--word "CB=C"] [--leave-out]
 * npm run import -- people --take-back
 * The preview a file sent to the bot gets, on the console; with --apply it is carried out. A change that concerns
 * many needs their number (--confirm), and so does recording as gone who is not in the file (--leave). What the bot
 * would ask is said by the other arguments; names of columns and meanings of remarks are kept for later files.
 */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createWords, text } from '../chat/i18n/words.ts'
import { type Card, Refusal, type Text } from '../chat/model.ts'
import { readConfig } from '../config.ts'
import { createOffice } from '../domain/calendar/office.ts'
import { createAudit } from '../features/organisation/audit/api.ts'
import { createNotify } from '../features/organisation/notify/api.ts'
import { type ConsoleImport, consolePeople } from '../features/organisation/people/api.ts'
import { consoleAttendance, consolePins } from '../features/performance/attendance/api.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { storedFiles } from '../platform/files/files.ts'
import { randomIds } from '../platform/ids.ts'
import { CSV_MIME, MAX_SHEET_BYTES } from '../platform/spreadsheets/files.ts'
import { createTransact } from '../platform/unit-of-work.ts'
import { COULD_NOT, type Console, overDatabase, placeOf, shell } from './database.ts'
import { readArguments } from './import-arguments.ts'
import { plainLines } from './plain-card.ts'

type Parts = ReturnType<typeof partsOf>
/** Every kind of list that can be imported: one line each. */
const KINDS: ReadonlyMap<string, (parts: Parts) => ConsoleImport> = new Map(
  Object.entries<(parts: Parts) => ConsoleImport>({
    people: consolePeople,
    attendance: consoleAttendance,
    pins: consolePins,
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
  const asked = readArguments(args)
  const make = asked && 'kind' in asked ? KINDS.get(asked.kind) : undefined
  if (!asked || !('kind' in asked) || !make) {
    const usage = text('command:import.usage', { kinds: [...KINDS.keys()].join('|') })
    console.warn(say(asked && 'key' in asked ? asked : usage))
    return COULD_NOT
  }
  const { path, answers, ...said } = asked
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
    const stranger = Object.keys(answers.names).find(ours => !kind.columns.includes(ours))
    if (stranger !== undefined) {
      const wrong = `${answers.names[stranger]}=${stranger}`
      console.warn(say(text('command:import.map', { said: wrong, columns: kind.columns.join(', ') })))
      return COULD_NOT
    }
    const file = { name: basename(path), mime: CSV_MIME, bytes: read }
    const preview = await kind.preview(file, now, answers)
    for (const line of plainLines(preview.card, words, LOCALE)) console.say(line)
    if (!preview.well || !preview.apply) {
      console.warn(`\n${say(preview.hint ?? text('command:import.mend'))}`)
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
