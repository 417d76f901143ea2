import { setTimeout as sleep } from 'node:timers/promises'
import { fromPrisma, PgBoss } from 'pg-boss'
import { elapsed } from '../clock.ts'
import type { Database, Tx } from '../database/database.ts'
import type { Logger } from '../observability/log.ts'

/**
 * The outbox: a job sent inside a transaction exists only if that transaction commits.
 * Jobs carry ids, never content, and every handler may be run twice for the same id.
 */
export interface Queue {
  /** @param delaySeconds wait at least this long (real time). @param once not where one of this id waits already */
  send(
    tx: Tx,
    name: string,
    ids: string[],
    options?: { priority?: number; delaySeconds?: number; once?: true },
  ): Promise<void>
  /** Sends jobs that each stand in the queue at most once under their id, in one statement. */
  nudge(name: string, ids: readonly string[]): Promise<void>
  /** Starts working on a queue. `handle` gets one id and must not throw for what it expects. */
  work(name: string, handle: (id: string) => Promise<void>, pollSeconds?: number): Promise<void>
  /** The same, a batch of ids at a time, and `side` batches side by side. */
  workTogether(
    name: string,
    handle: (ids: string[]) => Promise<void>,
    size: { batch: number; side: number },
  ): Promise<void>
  /** How many jobs of this name are ready and not begun. */
  waiting(name: string): Promise<number>
  /**
   * Nothing queued that is ready, nothing running: for tests and for an orderly stop.
   * @param waited queues in which what waits for its time counts too
   */
  idle(waited?: readonly string[]): Promise<boolean>
  stop(): Promise<void>
}

/** Of a `stately` queue one job a name waits and one is worked on. */
type Queues = Record<string, 'standard' | 'stately'>

const BATCH = 20
/** Rounds that are not full begin so far apart at least (milliseconds): each is some ten statements, for one or for many. */
const APART = 40
/** How often a queue is looked at besides being told (seconds): what waited for its time comes so much later. */
const POLL_SECONDS = 5

export async function startQueue(db: Database, queues: Queues, log: Logger): Promise<Queue> {
  const boss = await startBoss(db, queues, log)
  let running = 0

  async function counted(work: () => Promise<void>): Promise<void> {
    running++
    try {
      await work()
    } finally {
      running--
    }
  }

  async function work(
    name: string,
    handle: (ids: string[]) => Promise<void>,
    { batch, side, pollSeconds }: { batch: number; side: number; pollSeconds: number },
  ): Promise<void> {
    const options = {
      batchSize: batch,
      localConcurrency: side,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: pollSeconds,
    }
    const rest = breather(batch)
    await boss.work<{ id: string }>(name, options, async jobs => {
      const gathered = rest(jobs.length)
      await counted(() => handle(jobs.map(({ data }) => data.id)))
      await gathered
    })
  }

  return {
    send: async (tx, name, ids, { priority = 0, delaySeconds = 0, once } = {}) => {
      if (ids.length === 0) return
      const jobs = ids.map(id => ({
        data: { id },
        priority,
        ...(delaySeconds > 0 && { startAfter: delaySeconds }),
        ...(once && { singletonKey: id }),
      }))
      await boss.insert(name, jobs, { db: fromPrisma(tx) })
    },
    nudge: async (name, ids) => {
      await boss.insert(
        name,
        ids.map(id => ({ data: { id }, singletonKey: id })),
      )
    },
    work: (name, handle, pollSeconds = POLL_SECONDS) =>
      work(name, ids => each(ids, handle), { batch: BATCH, side: 1, pollSeconds }),
    workTogether: (name, handle, size) => work(name, handle, { ...size, pollSeconds: POLL_SECONDS }),
    waiting: name => waiting(db, name),
    idle: async (waited = []) => running === 0 && (await ready(db, waited)) === 0,
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

/**
 * Where rounds follow each other, the next waits a moment for company. What comes after a rest is worked on at once.
 * @returns asked at the beginning of a round, resolves when the next may begin
 */
function breather(batch: number): (size: number) => Promise<void> {
  let last = Number.NEGATIVE_INFINITY
  return async size => {
    const began = elapsed()
    const busy = began - last < APART
    last = began
    if (busy && size < batch) await sleep(APART)
  }
}

async function each(ids: string[], handle: (id: string) => Promise<void>): Promise<void> {
  const done = await Promise.allSettled(ids.map(handle))
  const failed = done.find(result => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function waiting(db: Database, name: string): Promise<number> {
  const [row] = await db.client.$queryRaw<{ waiting: bigint }[]>`
    SELECT count(*) AS waiting FROM queue.job
    WHERE name = ${name} AND state IN ('created', 'retry') AND "start_after" <= now()`
  return Number(row?.waiting ?? 0)
}

async function ready(db: Database, waited: readonly string[]): Promise<number> {
  const [row] = await db.client.$queryRaw<{ ready: bigint }[]>`
    SELECT count(*) AS ready FROM queue.job 
    WHERE state IN ('created', 'retry', 'active')
      AND ("start_after" <= now() OR name = ANY(${[...waited]}::text[]))`
  return Number(row?.ready ?? 0)
}

async function startBoss(db: Database, queues: Queues, log: Logger): Promise<PgBoss> {
  const boss = new PgBoss({
    ...db.boss,
    schema: 'queue',
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', err => log.error({ err }, 'queue error'))
  await boss.start()
  for (const [name, policy] of Object.entries(queues)) {
    await boss.createQueue(name, {
      policy,
      notify: true,
      retryLimit: 5,
      retryDelay: 1,
      retryBackoff: true,
      expireInSeconds: 60,
      deleteAfterSeconds: 3600,
    })
  }
  if (db.engine === 'pglite') await freeNames(db, boss, queues)
  return boss
}

/**
 * PGlite belongs to one process: what the last one had begun when it died is not under way, and must not keep the
 * next of its name waiting until it counts as expired.
 */
async function freeNames(db: Database, boss: PgBoss, queues: Queues): Promise<void> {
  const stately = Object.keys(queues).filter(name => queues[name] === 'stately')
  const begun = await db.client.$queryRaw<{ name: string; id: string }[]>`
    SELECT name, id::text FROM queue.job WHERE name = ANY (${stately}::text[]) AND state = 'active'`
  for (const { name, id } of begun) await boss.cancel(name, id)
}
