/** Finding people: the whole name first, then parts, titles, unit and the end of the NIP; always as they are now. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFinder } from '../../../../src/features/organisation/people/finding.ts'
import { lentDatabase } from '../../../support/lent-database.ts'
import { hire, START } from '../../../support/office.ts'

let db: Awaited<ReturnType<typeof lentDatabase>>
beforeAll(async () => {
  db = await lentDatabase()
  const people = {
    dewi1: { name: 'Dewi Andaikata Putri', unit: 'Dinas Kesehatan (contoh)' },
    dewi2: { name: 'Dewi Andaikata, S.Pd.', unit: 'Dinas Pendidikan (contoh)' },
    maruf: { name: 'H. Maʼruf Contoh, S.Sos.', unit: 'Dinas Kesehatan (contoh)' },
  }
  await hire(db, people, START)
})
afterAll(() => db.close())

it('finds whole names first, then parts; with unit, title, apostrophe or the end of a NIP', async () => {
  const finder = createFinder(db)
  const ids = async (typed: string, limit = 5) => (await finder.find(typed, { limit })).map(({ id }) => id)
  expect(await ids('dewi andaikata')).toEqual(['dewi2', 'dewi1'])
  expect(await ids('dewi kesehatan')).toEqual(['dewi1'])
  expect(await ids('dinas pendidikan')).toEqual(['dewi2'])
  expect(await ids("Ma'ruf")).toEqual(['maruf'])
  expect(await ids('dewi S.Pd.')).toEqual(['dewi2', 'dewi1'])
  const { nip } = await db.client.person.findUniqueOrThrow({ where: { id: 'maruf' } })
  expect(await ids(nip)).toEqual(['maruf'])
  expect(await ids(nip.slice(-4))).toEqual(['maruf'])
  // The first digits are a date of birth: nobody is found by it.
  expect(await ids(nip.slice(0, 8))).toEqual([])
})

it('knows at once of a new name, a move and a leaving, whoever wrote it', async () => {
  const finder = createFinder(db)
  expect(await finder.find('maruf', { limit: 5 })).toHaveLength(1)
  await db.client.person.update({ where: { id: 'maruf' }, data: { name: 'Jaʿfar Contoh' } })
  expect(await finder.find('maruf', { limit: 5 })).toHaveLength(0)
  expect(await finder.find("ja'far", { limit: 5 })).toHaveLength(1)
  await db.client.person.update({ where: { id: 'maruf' }, data: { leftOn: '2026-11-24' } })
  expect(await finder.find("ja'far", { limit: 5 })).toHaveLength(0)
})
