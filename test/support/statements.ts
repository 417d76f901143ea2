/** Counts what an act asks of the database. */
import type { Database, OnStatement } from '../../src/platform/database/database.ts'

const CONTROL = /^(-- Implicit|\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION))/i

export interface Statements {
  db: Database
  /** The statements that this brings about, in order; transaction control and the queue's own are left out. */
  of(act: () => Promise<unknown>): Promise<string[]>
}

/** Opens a database that is listened to. It is the caller's to close. */
export async function listenTo(open: (onStatement: OnStatement) => Promise<Database>): Promise<Statements> {
  let heard: string[] = []
  const db = await open(sql => heard.push(sql))
  return {
    db,
    of: async act => {
      heard = []
      await act()
      return heard.filter(sql => !CONTROL.test(sql))
    },
  }
}
