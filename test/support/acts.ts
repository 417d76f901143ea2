/**
 * What everyday acts ask of the database, counted in statements from the update to the answer, without what workers
 * send afterwards. One home for `npm run bench -- statements` and the test that keeps the numbers from creeping up.
 */
import { buildApp } from '../../src/app.ts'
import { createWords } from '../../src/chat/i18n/words.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { memoryChannel } from './memory-channel.ts'
import { countedIds, fixedClock, hire } from './office.ts'
import { appraises, DEPARTMENT, fills, OPENING, opens } from './quarter.ts'
import type { Statements } from './statements.ts'

export interface ActCount {
  act: string
  statements: string[]
  /** On the code of 27 November 2026, counted by hand as statements outside transactions. */
  before: number
  /** What issue 13 asks for: at most this many. */
  goal: number | null
}

/** An office in an open quarter; nobody works on the queue, so that only the act itself is counted. */
async function stage({ db }: Statements) {
  const clock = fixedClock(OPENING)
  const config = readConfig({ LOG_LEVEL: 'silent' })
  const memory = memoryChannel(createWords(config.timeZone))
  await hire(db, DEPARTMENT, OPENING)
  await db.client.account.createMany({
    data: Object.keys(DEPARTMENT).map(id => ({
      channel: 'memory',
      address: id,
      personId: id,
      linkedAt: OPENING,
    })),
  })
  const platform = { config, db, clock, ids: countedIds(), log: createLog('silent') }
  const app = await buildApp(platform, [() => memory.channel])
  await memory.channel.start(app.host)
  const tick = async () => {
    for (const { run } of app.registry.ticks) await run(clock.now())
  }
  return { app, clock, tick, person: memory.person }
}

/** @returns each act with the statements it brought about, in order */
export async function countActs(counted: Statements): Promise<ActCount[]> {
  const { db, of } = counted
  const { app, clock, tick, person } = await stage(counted)
  const [budi, siti, rahmat, olga] = [person('budi'), person('siti'), person('rahmat'), person('olga')]
  const counts: ActCount[] = []
  const count = async (act: string, before: number, goal: number | null, run: () => Promise<unknown>) => {
    counts.push({ act, statements: await of(run), before, goal })
  }
  await opens(olga)
  await tick()
  // What is done once a day is done before the sending window opens.
  clock.to('2026-12-27T23:00:00Z')
  await tick()
  clock.to('2026-12-28T02:00:00Z')
  await count('a beat with one reminder', 66, 50, tick)
  await budi.commands('/nilai')
  await count('open the appraisal form', 31, 12, () => budi.taps('Siti'))
  await count('a typed answer', 5, 4, () => budi.writes('95'))
  await budi.taps('Batal')
  await budi.commands('/nilai')
  await budi.taps('Siti')
  await fills(budi)
  await count('send the appraisal', 0, null, () => budi.taps('Kirim'))
  await appraises(budi, 'Rahmat')
  await olga.presses('cycle.close-yes', '2026Q4')
  await olga.presses('cycle.publish-yes', '2026Q4')
  await tick()
  const { id } = await db.client.appraisal.findFirstOrThrow({ where: { personId: 'siti' } })
  await count('“Sudah saya baca”', 46, 15, () => siti.presses('feedback.read', id))
  await count('/pujian in one line', 26, 14, () =>
    rahmat.commands('/pujian Terima kasih atas bantuan Ibu kemarin sore #loyal', { mentions: ['siti'] }),
  )
  await app.queue.stop()
  return counts
}
