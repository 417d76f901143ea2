/** The sample office of the demonstration: 40 invented people in 5 units, each name clearly made up. */
import type { Database } from '../src/platform/database/database.ts'
import type { Ids } from '../src/platform/ids.ts'

const UNITS = [
  'Sekretariat Daerah (contoh)',
  'Dinas Kominfo (contoh)',
  'Dinas Kesehatan (contoh)',
  'Dinas Dukcapil (contoh)',
  'Kecamatan Contoh Hulu',
]
const FIRST = [
  'Andai',
  'Bintang',
  'Cahya',
  'Dewi',
  'Eka',
  'Fajar',
  'Gita',
  'Hana',
  'Indra',
  'Joko',
  'Kartika',
  'Laras',
  'Melati',
  'Nanda',
  'Oka',
  'Putri',
  'Raka',
  'Sekar',
  'Tirta',
  'Umar',
]
const LAST = ['Contohwati', 'Misalnya']
const POSITIONS = [
  'Penelaah Teknis Kebijakan',
  'Pranata Komputer',
  'Pengadministrasi',
  'Analis Kepegawaian',
  'Arsiparis',
  'Penata Layanan',
  'Pengolah Data',
]
const PER_UNIT = 8

/** Adds the sample office to an empty database; does nothing to one with people in it. */
export async function seed({ db, ids }: { db: Database; ids: Ids }, now: Date): Promise<void> {
  if ((await db.client.person.count()) > 0) return
  const units = UNITS.map(name => ({ id: ids.next(), name }))
  await db.client.unit.createMany({ data: units })
  const people = units.flatMap((unit, u) =>
    Array.from({ length: PER_UNIT }, (_, n) =>
      person(u * PER_UNIT + n, n === 0, { id: ids.next(), unitId: unit.id, now }),
    ),
  )
  await db.client.person.createMany({ data: people })
  const heads = people.filter((_, index) => index % PER_UNIT === 0)
  for (const [u, head] of heads.entries()) {
    const staff = people.slice(u * PER_UNIT + 1, (u + 1) * PER_UNIT)
    // The first is the superior of the other heads, so that objections have somebody who decides them.
    const reports = (u === 0 ? [...staff, ...heads.slice(1)] : staff).map(({ id }) => id)
    await db.client.person.updateMany({ where: { id: { in: reports } }, data: { appraiserId: head.id } })
  }
  await db.client.account.createMany({ data: people.map(({ id }) => webAccount(id, now)) })
}

/** Where a sample person's conversation is: theirs from the start, so that messages reach it before anybody looks. */
export const webAccount = (personId: string, now: Date) => ({
  channel: 'web',
  address: `demo-${personId}`,
  personId,
  linkedAt: now,
})

function person(
  index: number,
  isHead: boolean,
  { id, unitId, now }: { id: string; unitId: string; now: Date },
) {
  const name = `${FIRST[index % FIRST.length]} ${LAST[Math.floor(index / FIRST.length) % LAST.length]}`
  const [year, serial] = [1975 + (index % 20), String(index + 1).padStart(3, '0')]
  return {
    id,
    // Valid in form, and nobody's: all of them were born on 1 January.
    nip: `${year}0101${year + 25}01${(index % 2) + 1}${serial}`,
    name,
    position:
      index === 0 ? 'Sekretaris Daerah' : isHead ? 'Kepala' : (POSITIONS[index % POSITIONS.length] ?? ''),
    unitId,
    status: index % 5 === 4 ? ('PPPK' as const) : ('PNS' as const),
    roles: index === 0 ? ['leader'] : index === 1 ? ['officer', 'administrator'] : [],
    noticeSeen: now,
    createdAt: now,
    updatedAt: now,
  }
}
