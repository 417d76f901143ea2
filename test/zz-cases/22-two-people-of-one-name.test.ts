import { afterAll, beforeAll, expect, it } from 'vitest'
import { office } from '../support/office.ts'

const PEOPLE = {
  siti: { name: 'Siti Contohwati', unit: 'Dinas Kominfo (contoh)' },
  dewi: { name: 'Dewi Andaikata', unit: 'Dinas Kesehatan (contoh)' },
  dewi2: { name: 'Dewi Andaikata', unit: 'Dinas Kesehatan (contoh)' },
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer', 'administrator'] },
}
let o: Awaited<ReturnType<typeof office<typeof PEOPLE>>>
beforeAll(async () => {
  o = await office({ people: PEOPLE })
  await o.db.client.person.update({ where: { id: 'dewi' }, data: { position: 'Bidan' } })
  await o.db.client.person.update({ where: { id: 'dewi2' }, data: { position: 'Bendahara' } })
})
afterAll(() => o.close())
const labels = (said: string) => [...said.matchAll(/\[([^\]]*Dewi[^\]]*)\]/g)].map(one => one[1])
it('the two can be told apart', async () => {
  await o.cast.siti.commands('/pujian')
  await o.cast.siti.writes('dewi')
  const found = labels(o.cast.siti.last())
  expect(found).toHaveLength(2)
  expect(new Set(found).size).toBe(2)
})
it('an ambiguous @name offers both at once', async () => {
  await o.cast.siti.writes('/batal').catch(() => {})
  await o.cast.siti.commands('/pujian @Dewi Andaikata terima kasih atas bantuannya menyiapkan rapat')
  expect(labels(o.cast.siti.last())).toHaveLength(2)
})
