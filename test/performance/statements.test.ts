/** Reading things twice creeps in unseen: these numbers may only go down (`npm run bench -- statements` prints them). */
import { expect, it } from 'vitest'
import { countActs } from '../support/acts.ts'
import { freshDatabase } from '../support/database.ts'
import { listenTo } from '../support/statements.ts'

const AT_MOST: Record<string, number> = {
  'a beat with one reminder': 47,
  'open the appraisal form': 9,
  'a typed answer': 4,
  'send the appraisal': 18,
  '“Sudah saya baca”': 15,
  '/pujian in one line': 13,
}

it('asks no more of the database than it did', async () => {
  const counted = await listenTo(freshDatabase)
  const counts = await countActs(counted)
  const now = Object.fromEntries(counts.map(({ act, statements }) => [act, statements.length]))
  for (const [act, most] of Object.entries(AT_MOST))
    expect(
      now[act],
      `${act}: something new asks the database here (npm run bench -- statements prints what): where it has to, raise AT_MOST and say why`,
    ).toBeLessThanOrEqual(most)
  await counted.db.close()
}, 60_000)
