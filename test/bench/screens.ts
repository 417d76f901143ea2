/** What people look at most, in a large office and in a small one: one person after the other, on PostgreSQL. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { type Bench, emptyOnServer, type Row, urlOf } from './bench.ts'
import { type Child, child, SECRET, TOKEN } from './child.ts'
import { command, percentile, post } from './drive.ts'
import { fill } from './office.ts'
import { standIn } from './stand-in.ts'

const SIZES = [
  { people: 1000, kudos: 10_000 },
  { people: 100_000, kudos: 1_000_000 },
]
const SCREENS = ['papan', 'rapor', 'nilai'] as const
const LOOKS = 300
/** Looks before the first that counts: a process that has just started is slower. */
const WARM = 100
/** Until the first round of ticks is over (milliseconds). */
const STARTED = 15_000

/** Kudos of the last 90 days, the boards they make, last quarter's published appraisals, and this quarter open. */
async function fillUp(db: Database, { people, kudos }: (typeof SIZES)[0]): Promise<void> {
  await fill(db, people)
  await db.script(`
    INSERT INTO "Kudos" ("id", "requestKey", "giverId", "value", "message", "createdAt")
      SELECT 'k' || n, 'k' || n, 'p' || lpad((n % ${people})::text, 8, '0'),
        (ARRAY['berorientasi_pelayanan','akuntabel','kompeten','harmonis','loyal','adaptif','kolaboratif'])[1 + n % 7],
        'Terima kasih atas bantuannya', now() - (n % 90) * interval '1 day' FROM generate_series(1, ${kudos}) n;
    INSERT INTO "KudosReceiver" ("kudosId", "personId", "unitId", "ranked", "createdAt")
      SELECT "id", 'p' || lpad(((substr("id", 2)::bigint * 7919) % ${people})::text, 8, '0'),
        'u' || ((substr("id", 2)::bigint * 7919) % ${people} % 100), true, "createdAt" FROM "Kudos";
    INSERT INTO "KudosStanding" ("period", "scope", "value", "personId", "received")
      SELECT x.period, y.scope, z.value, r."personId", count(*) FROM "KudosReceiver" r JOIN "Kudos" k ON k."id" = r."kudosId"
      CROSS JOIN LATERAL unnest(ARRAY[to_char(k."createdAt", 'YYYY-MM'), to_char(k."createdAt", 'YYYY"Q"Q')]) AS x(period)
      CROSS JOIN LATERAL unnest(ARRAY['office', r."unitId"]) AS y(scope)
      CROSS JOIN LATERAL unnest(ARRAY['any', k."value"]) AS z(value) GROUP BY 1, 2, 3, 4;
    INSERT INTO "Cycle" ("quarter", "stage", "opensOn", "deadline", "weightAttendance", "weightQuality",
      "weightInitiative", "publishing", "rubric", "newcomersFrom", "createdAt", "openedAt", "closedAt", "publishedAt")
      VALUES ('2026Q3', 'published', '2026-09-11', '2026-10-09', 30, 40, 30, 'officer', '{}', '2026-09-01',
        '2026-09-01', '2026-09-11', '2026-10-10', '2026-10-12'),
      ('2026Q4', 'open', '2026-11-11', '2027-01-11', 30, 40, 30, 'officer', '{}', '2026-12-01', '2026-11-01',
        '2026-11-11', NULL, NULL);
    INSERT INTO "Assignment" ("id", "quarter", "personId", "unitId", "appraiserId", "doneAt", "createdAt", "updatedAt")
      SELECT q || p."id", q, p."id", p."unitId", p."appraiserId",
        CASE q WHEN '2026Q3' THEN '2026-10-01'::timestamptz END, '2026-09-11', '2026-09-11'
      FROM "Person" p, unnest(ARRAY['2026Q3', '2026Q4']) AS q WHERE p."appraiserId" IS NOT NULL;
    INSERT INTO "Appraisal" ("id", "requestKey", "assignmentId", "quarter", "personId", "version", "byId",
      "attendance", "attendanceFacts", "quality", "initiative", "results", "behaviour", "good", "improve", "nextStep",
      "nextStepOn", "createdAt", "publishedAt")
      SELECT 'a' || a."id", 'a' || a."id", a."id", a."quarter", a."personId", 1, a."appraiserId", 90, '[]',
        60 + right(a."personId", 8)::int % 40, 80, 'as', 'as', 'Laporan selesai tepat waktu.', 'Berbagi informasi.',
        'Menyusun rencana kerja.', '2026-12-01', '2026-10-01', '2026-10-12'
      FROM "Assignment" a WHERE a."quarter" = '2026Q3';`)
  // What the filling left to write is written before the first look, not meanwhile.
  for (const one of ['VACUUM ANALYZE', 'CHECKPOINT']) await db.script(one)
}

/** @returns milliseconds until the screen had been sent, for people all over the office; every one appraises */
async function looks(rekan: Child, screen: string, people: number): Promise<number[]> {
  const times: number[] = []
  for (let look = -WARM; look < LOOKS; look++) {
    const person = 1 + ((Math.abs(look) * 7919) % (people / 10 - 1))
    const took = await post(`${rekan.url}/telegram/webhook`, command(person, screen))
    if (look >= 0) times.push(took)
  }
  return times
}

async function on(size: (typeof SIZES)[0]): Promise<Row[]> {
  const [db, server] = [await emptyOnServer(process.env.TEST_DATABASE_URL ?? ''), await standIn()]
  try {
    await migrate(db)
    await fillUp(db, size)
    const telegram = { TELEGRAM_API_ROOT: server.root, TELEGRAM_BOT_TOKEN: TOKEN }
    const hook = { TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'http://127.0.0.1', BENCH_FREE: '1' }
    const rekan = await child('program-rekan.ts', { ...telegram, ...hook, DATABASE_URL: await urlOf(db) })
    // A start works out what is owed to everybody; how long that takes is another question.
    await sleep(STARTED)
    const rows: Row[] = []
    for (const screen of SCREENS) {
      const times = await looks(rekan, screen, size.people)
      const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)]
      rows.push({ ...size, screen: `/${screen}`, 'p50 (ms)': p50.toFixed(1), 'p99 (ms)': p99.toFixed(1) })
    }
    await rekan.stop()
    return rows
  } finally {
    server.close()
    await db.close()
  }
}

export const screens: Bench = {
  name: 'screens',
  about: `${SCREENS.join(', ')} by webhook, ${LOOKS} looks each, small office and large (PostgreSQL)`,
  run: async () => {
    if (!process.env.TEST_DATABASE_URL) throw new Error('TEST_DATABASE_URL is needed')
    return [...(await on(SIZES[0] as (typeof SIZES)[0])), ...(await on(SIZES[1] as (typeof SIZES)[0]))]
  },
}
