/**
 * npm run audit:verify [-- SEQ:SEAL ...]
 * Says how many entries of the audit log stand, and the first that does not. A SEQ:SEAL it printed earlier, kept
 * outside the database, also shows a log that was made anew or cut off by somebody who may change the database.
 */
import { createAudit, printedHead, readHead, type Verdict } from '../features/organisation/audit/api.ts'
import { COULD_NOT, type Console, overDatabase, placeOf, shell } from './database.ts'

const WHY = {
  changed: 'is not what was written: it, or its seal, was changed',
  removed: 'does not follow the entry before it: entries were removed',
  'end-missing': 'and those after it were once written, and are gone',
} as const

/** @returns the exit code: 0 the log stands, 1 it does not, 2 it could not be checked */
export async function auditVerify(
  args: readonly string[],
  place: Parameters<typeof overDatabase>[0],
  console: Console,
): Promise<number> {
  const kept = args.map(readHead)
  if (kept.includes(null)) {
    console.warn('A seal is written as it was printed: SEQ:SEAL, such as 120:ab12…')
    return COULD_NOT
  }
  return overDatabase(place, console, async db => {
    const verdict = await createAudit(db).verify(kept.filter(head => head !== null))
    for (const line of said(verdict)) console.say(line)
    return verdict.broken ? 1 : 0
  })
}

function said({ entries, head, broken }: Verdict): string[] {
  if (broken) return [`Entry ${broken.seq} ${WHY[broken.why]}. ${entries} entries before it stand.`]
  return [
    `The audit log stands: ${entries} entries.`,
    `Keep this outside the database, and give it to the next check: ${printedHead(head)}`,
  ]
}

if (import.meta.main) {
  const place = placeOf(shell)
  process.exit(place ? await auditVerify(process.argv.slice(2), place, shell) : COULD_NOT)
}
