/** People files as an office would send them. */
import type { Database } from '../../../../src/platform/database/database.ts'
import { type Office, office, START } from '../../../support/office.ts'

export const HEAD = 'NIP;Nama;Unit;Unit Induk;Jabatan;NIP Atasan;Peran;Email;Tanggal Lahir;TMT;Status'
let serial = 0
/** Puts a file where a channel would: rows under the usual head, or a text as it is. */
export async function putFile(db: Database, lines: string[] | string, name = 'pegawai.csv') {
  const id = `f${++serial}`
  const text = typeof lines === 'string' ? lines : [HEAD, ...lines].join('\n')
  await db.client.storedFile.create({
    data: { id, name, mime: 'text/csv', bytes: new TextEncoder().encode(text), createdAt: START },
  })
  return { id, name, mime: 'text/csv' }
}
export const nip = (n: number) => `199001012015011${String(n).padStart(3, '0')}`
/** The five of the office as the file would have them. */
export async function knownRows(db: Database): Promise<string[]> {
  const rows = await db.client.person.findMany({
    include: { unit: true, appraiser: true },
    orderBy: { id: 'asc' },
  })
  const words: Record<string, string> = { officer: 'pengelola', administrator: 'administrator' }
  return rows.map(({ nip: own, name, unit, position, appraiser, roles }) =>
    [
      own,
      `"${name}"`,
      unit.name,
      '',
      position,
      appraiser?.nip ?? '',
      roles.map(r => words[r]).join('+'),
      '',
      '',
      '',
      '',
    ].join(';'),
  )
}

/** An office with an officer who is no administrator (Dewi), beside Olga who is both. */
export async function officeWithOfficer(): Promise<Office> {
  const place = (await office()) as Office
  await place.db.client.person.update({ where: { id: 'dewi' }, data: { roles: ['officer'] } })
  return place
}
