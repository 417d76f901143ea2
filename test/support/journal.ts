/** The journal of a process that goes by this name. */
import { storedJournal } from '../../src/platform/conversation/journal.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { fixedClock } from './office.ts'

export const journalOver = (db: Database, name = 'this') =>
  storedJournal({ db, clock: fixedClock(), heartbeat: { id: () => name }, log: createLog('silent') })
