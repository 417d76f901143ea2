import { expect, it } from 'vitest'
import { startQueue } from '../../src/platform/jobs/queue.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { freshDatabase } from '../support/database.ts'

const QUEUES = { beats: 'stately' } as const
const quiet = createLog('silent')

it('does not wait for what a dead process had begun under the same name, where there is one process only', async context => {
  const db = await freshDatabase()
  if (db.engine !== 'pglite') return context.skip()
  const begun = Promise.withResolvers<void>()
  const hangs = Promise.withResolvers<void>()
  const dead = await startQueue(db, QUEUES, quiet)
  await dead.work('beats', async () => {
    begun.resolve()
    await hangs.promise
  })
  await dead.nudge('beats', ['sweep'])
  await begun.promise

  const next = await startQueue(db, QUEUES, quiet)
  const ran = Promise.withResolvers<string>()
  await next.nudge('beats', ['sweep'])
  await next.work('beats', async id => ran.resolve(id))
  expect(await ran.promise).toBe('sweep')
  hangs.resolve()
  await Promise.all([dead.stop(), next.stop()])
  await db.close()
})
