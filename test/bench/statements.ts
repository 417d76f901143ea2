import { openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { countActs } from '../support/acts.ts'
import { listenTo } from '../support/statements.ts'
import type { Bench } from './bench.ts'

export const statements: Bench = {
  name: 'statements',
  about: 'how many statements everyday acts ask of the database, from the update to the answer (PGlite)',
  run: async () => {
    const counted = await listenTo(onStatement => openDatabase({ kind: 'memory' }, onStatement))
    await migrate(counted.db)
    const counts = await countActs(counted)
    await counted.db.close()
    return counts.map(({ act, statements: { length }, before, goal }) => ({
      act,
      '27 Nov 2026': before || '?',
      goal: goal ?? '',
      now: length,
    }))
  },
}
