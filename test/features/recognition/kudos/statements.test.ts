import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Office, office } from '../../../support/office.ts'
import { countedDatabase, type Statements } from '../../../support/statements.ts'

/** From the inbound to the receipt; the later delivery, which is not part of it, is a job of the queue. */
const AT_MOST = 14

let place: Office
let statements: Statements
beforeEach(async () => {
  statements = await countedDatabase()
  place = await office({ database: statements.db })
})
afterEach(() => place.close())

it('a kudos in one line takes few statements', async () => {
  const { budi } = place.cast
  const heard = await statements.of(() =>
    budi.commands('/pujian @Rahmat Umpama terima kasih atas bantuannya #kolaboratif'),
  )
  expect(budi.last()).toContain('Untuk Rahmat Umpama.')
  expect(heard.length, heard.join('\n')).toBeLessThanOrEqual(AT_MOST)
})
