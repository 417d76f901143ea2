/** Counts what an act asks of the database. */
import type { Database } from '../../src/platform/database/database.ts'
import { freshDatabase } from './database.ts'

const CONTROL = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)/i

export interface Statements {
  db: Database
  /** The statements that this brings about, in order; transaction control and the queue's own are left out. */
  of(act: () => Promise<unknown>): Promise<string[]>
}

/** A database that is listened to. It is the caller's to close. */
export async function countedDatabase(): Promise<Statements> {
  let heard: string[] = []
  const db = await freshDatabase(sql => heard.push(sql))
  return {
    db,
    of: async act => {
      heard = []
      await act()
      return heard.filter(sql => !CONTROL.test(sql))
    },
  }
}
