/**
 * One day's reminders for a large office: worked out and put in the outbox and the queue, on both databases,
 * against one bare SQL insert-select of the very same rows into the same tables.
 */

import { createOffice } from '../../src/domain/calendar/office.ts'
import { createAudit } from '../../src/features/organisation/audit/api.ts'
import { createNotify, DELIVER, REFRESH, REFRESH_LATER } from '../../src/features/organisation/notify/api.ts'
import { createLinking, createPeopleService } from '../../src/features/organisation/people/api.ts'
import { createReminders } from '../../src/features/performance/appraisal/api.ts'
import { createCycle } from '../../src/features/performance/cycle/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { startQueue } from '../../src/platform/jobs/queue.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { createTransact } from '../../src/platform/unit-of-work.ts'
import { type Bench, emptyOnServer, engineOf, measured, median, type Row } from './bench.ts'

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 100_000)
const REPORTS = 10
const ROUNDS = 5
const QUARTER = '2026Q4'
const OPENED = new Date('2026-12-11T02:00:00Z')
/** H-7, at nine in the morning. */
const NOW = new Date('2027-01-04T02:00:00Z')

/** An office of `PEOPLE`, every tenth of whom appraises ten; the quarter open, nobody appraised yet. */
async function fill(db: Database): Promise<void> {
  await db.script(`
    INSERT INTO "Unit" ("id", "name") SELECT 'u' || n, 'Unit ' || n FROM generate_series(0, 99) n;
    INSERT INTO "Person" ("id", "nip", "name", "position", "unitId", "roles", "createdAt", "updatedAt")
      SELECT 'p' || lpad(n::text, 8, '0'), lpad(n::text, 18, '0'), 'Contoh ' || n, 'Penelaah', 'u' || (n % 100),
        '{}', '2026-01-01', '2026-01-01' FROM generate_series(0, ${PEOPLE - 1}) n;
    UPDATE "Person" SET "appraiserId" = 'p' || lpad((right("id", 8)::int / ${REPORTS})::text, 8, '0')
      WHERE right("id", 8)::int > 0;
    ANALYZE;`)
}

async function measure(db: Database): Promise<Row[]> {
  await migrate(db)
  await fill(db)
  const queue = await startQueue(
    db,
    { [DELIVER]: 'standard', [REFRESH]: 'standard', [REFRESH_LATER]: 'stately' },
    createLog('silent'),
  )
  const office = createOffice({ zone: 'Asia/Jakarta' })
  const [ids, audit] = [randomIds, createAudit(db)]
  const notify = createNotify({ db, queue, ids, office, clock: systemClock })
  const transact = createTransact({ db, outbox: notify, audit })
  const linking = createLinking({ db, ids, transact })
  const people = createPeopleService({ db, office, transact, linking })
  const cycle = createCycle({
    db,
    ids,
    people,
    office,
    transact,
  })
  await db.script(`
    INSERT INTO "Cycle" ("quarter", "stage", "opensOn", "deadline", "weightAttendance", "weightQuality",
      "weightInitiative", "publishing", "rubric", "newcomersFrom", "createdAt")
    VALUES ('${QUARTER}', 'planned', '2026-12-11', '2027-01-11', 30, 40, 30, 'officer', '{}', '2026-12-01', '2026-12-01')`)
  const opening = await measured(async () => {
    for (const tick of cycle.ticks ?? []) await tick.run(OPENED)
  })
  await db.script('ANALYZE')
  const reminders = createReminders({ transact, notify, cycle: cycle.api, people, office })
  const open = await cycle.api.cycleOf(QUARTER)
  if (!open) throw new Error('the quarter did not open')

  const plan = () => measured(() => transact({ now: NOW }, work => reminders.plan(work, open)))
  const clear = async () => {
    await db.script(`DELETE FROM "Delivery"; DELETE FROM queue.job`)
    for (const one of ['VACUUM ANALYZE "Delivery"', 'VACUUM ANALYZE queue.job']) await db.script(one)
  }
  const first = await plan()
  await db.script(`
    CREATE TABLE bench_delivery AS SELECT * FROM "Delivery";
    CREATE TABLE bench_job AS SELECT * FROM queue.job WHERE name = '${DELIVER}'`)
  const bare = () =>
    measured(() =>
      db.transaction(async tx => {
        await tx.$executeRaw`INSERT INTO "Delivery" SELECT * FROM bench_delivery`
        await tx.$executeRaw`INSERT INTO queue.job SELECT * FROM bench_job`
      }),
    )
  const [ours, theirs, again]: [number[], number[], number[]] = [[], [], []]
  let peak = first.peakMb
  for (let round = 0; round < ROUNDS; round++) {
    await clear()
    theirs.push((await bare()).milliseconds)
    await clear()
    const made = await plan()
    ours.push(made.milliseconds)
    peak = Math.max(peak, made.peakMb)
    again.push((await plan()).milliseconds)
  }
  await queue.stop()
  const engine = await engineOf(db)
  return [
    {
      engine,
      people: PEOPLE,
      reminders: first.value,
      'opening (ms)': Math.round(opening.milliseconds),
      'plan and queue (ms)': Math.round(median(ours)),
      'bare insert-select (ms)': Math.round(median(theirs)),
      times: (median(ours) / median(theirs)).toFixed(1),
      'plan again, nothing due (ms)': Math.round(median(again)),
      'peak memory (MB)': peak,
    },
  ]
}

export const reminders: Bench = {
  name: 'reminders',
  about: 'one day of reminders for 100,000 people, against a bare insert-select of the same rows',
  run: async () => {
    const rows: Row[] = []
    const url = process.env.TEST_DATABASE_URL
    if (url) rows.push(...(await within(await emptyOnServer(url))))
    rows.push(...(await within(await openDatabase({ kind: 'memory' }))))
    return rows
  },
}

async function within(db: Database): Promise<Row[]> {
  try {
    return await measure(db)
  } finally {
    await db.close()
  }
}
