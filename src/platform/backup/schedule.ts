/** Backups by themselves: one each so many hours, into a folder that keeps the newest of them. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Clock, elapsed } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { readSetting, writeSetting } from '../database/settings.ts'
import { makePrivate } from '../files/private-folder.ts'
import type { Logger } from '../observability/log.ts'
import { packInto, UNFINISHED, type Write, writeWhole } from './file.ts'
import type { Written } from './write.ts'

export interface BackupPlan {
  folder: string
  everyHours: number
  /** How many stay in the folder. */
  keep: number
}

const HOUR = 60 * 60 * 1000
const MINUTE = 60 * 1000
/** After one that failed (milliseconds): a full disk is not freed within a minute. */
const AGAIN = 10 * MINUTE
/** When the last one was finished: in the database, for any process may make the next one. */
const LAST = 'backup.last'
const Last = z.object({ at: z.coerce.date(), rows: z.number() })

const nameAt = (now: Date) => `rekan-${now.toISOString().slice(0, 16).replace(':', '')}Z.backup.gz`
const OURS = /^rekan-\d{4}-\d\d-\d\dT\d{4}Z\.backup\.gz(\.unfinished)?$/

export const lastBackup = async (db: Database): Promise<Date | null> =>
  (await readSetting(db.client, LAST, Last))?.at ?? null

export interface Schedule {
  /** Makes a backup if one is due. @returns the file it wrote */
  check(): Promise<string | null>
  begin(): Promise<void>
  /** Breaks off what is being written. */
  end(): Promise<void>
}

export function createSchedule(
  { folder, everyHours, keep }: BackupPlan,
  deps: { db: Database; clock: Clock; log: Logger; backUp(write: Write): Promise<Written> },
): Schedule {
  const { db, clock, log, backUp } = deps
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let ending = new AbortController()
  let notBefore = elapsed()

  async function check(): Promise<string | null> {
    const now = clock.now()
    const last = await lastBackup(db)
    if (last && now.getTime() - last.getTime() < everyHours * HOUR) return null
    makePrivate(folder)
    const file = join(folder, nameAt(now))
    const { rows, files, missing } = await writeWhole(file, target =>
      packInto(target, write =>
        backUp(async piece => {
          ending.signal.throwIfAborted()
          await write(piece)
        }),
      ),
    )
    await writeSetting(db.client, LAST, { at: now.toISOString(), rows })
    await rotate(folder, keep)
    log.info({ file, rows, files }, 'a backup was written')
    if (missing.length > 0) log.error({ missing }, 'files that the database names lie nowhere')
    return file
  }

  /** One at a time: a large office's takes longer than a minute. */
  function turn(): void {
    running = running.then(async () => {
      if (ending.signal.aborted || elapsed() < notBefore) return
      await check().catch((err: unknown) => {
        if (ending.signal.aborted) return
        notBefore = elapsed() + AGAIN
        log.error({ err, folder }, 'a backup could not be written; tried again in 10 minutes')
      })
    })
  }

  return {
    check,
    begin: async () => {
      ending = new AbortController()
      turn()
      timer = setInterval(turn, MINUTE)
    },
    end: async () => {
      clearInterval(timer)
      ending.abort()
      await running
    },
  }
}

/** The newest stay; other files in the folder are none of ours. */
async function rotate(folder: string, keep: number): Promise<void> {
  const ours = (await readdir(folder)).filter(name => OURS.test(name))
  const whole = ours.filter(name => !name.endsWith(UNFINISHED)).toSorted()
  const gone = [...whole.slice(0, -keep), ...ours.filter(name => name.endsWith(UNFINISHED))]
  for (const name of gone) await rm(join(folder, name), { force: true })
}
