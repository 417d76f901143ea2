/** A superior with five people of their own, and how somebody writes feedback. */
import type { office } from './office.ts'

const UNIT = 'Dinas Kominfo (contoh)'
export const TEAM = {
  budi: { name: 'Budi Misalnya', unit: UNIT },
  siti: { name: 'Siti Contohwati', unit: UNIT, appraiser: 'budi' },
  rahmat: { name: 'Rahmat Umpama', unit: UNIT, appraiser: 'budi' },
  dewi: { name: 'Dewi Andaikata', unit: UNIT, appraiser: 'budi' },
  eka: { name: 'Eka Misalkan', unit: UNIT, appraiser: 'budi' },
  fajar: { name: 'Fajar Andaikan', unit: UNIT, appraiser: 'budi' },
  gita: { name: 'Gita Seumpama', unit: UNIT, appraiser: 'siti' },
}
export type Place = Awaited<ReturnType<typeof office<typeof TEAM>>>
export type Person = Place['cast']['siti']
export const SITUATION = 'Pada rapat persiapan pelayanan keliling hari Senin <b>&*_ 👏'
export const BEHAVIOUR = 'Daftar warga yang perlu didatangi lebih dahulu sudah disiapkan'
export const IMPACT = 'Warga lanjut usia dapat terlayani tanpa harus menunggu lama'

export async function writes(person: Person, parts: readonly string[], kind = 'Saran perbaikan') {
  const [situation = '', behaviour = '', impact = ''] = parts
  await person.fills({
    'Apa yang ingin Bapak/Ibu sampaikan?': kind,
    'Situasi: kapan dan di mana?': situation,
    'Perilaku: apa yang dilakukan?': behaviour,
    'Dampak, dan saran apabila ada': impact,
  })
}
