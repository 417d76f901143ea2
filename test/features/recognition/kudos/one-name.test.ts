/** Two people of one name, or a name written wrong: who may be meant is offered, and the message is kept. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { office } from '../../../support/office.ts'

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

it.each([
  ['two of one name', '@Dewi Andaikata terima kasih atas bantuannya menyiapkan rapat'],
  ['a name that is nobody’s', '@Dewi Andaikat terima kasih atas bantuannya menyiapkan rapat'],
])('%s: both are offered, told apart by their posts', async (_what, line) => {
  const { siti } = o.cast
  await siti.commands(`/pujian ${line}`)
  expect(siti.last()).toContain('[Dewi Andaikata · Bidan]')
  expect(siti.last()).toContain('[Dewi Andaikata · Bendahara]')
  await siti.taps('Dewi Andaikata · Bendahara')
  await siti.taps('Selesai')
  await siti.taps('Akuntabel')
  expect(siti.last()).toContain('terima kasih atas bantuannya menyiapkan rapat')
  expect(siti.last()).toContain('Dewi Andaikata · Bendahara')
  await siti.taps('Batal')
})
