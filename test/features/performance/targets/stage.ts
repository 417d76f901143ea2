import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MakeChannel } from '../../../../src/app.ts'
import type { MemoryPerson } from '../../../support/memory-channel.ts'
import { type Hired, office } from '../../../support/office.ts'

export const PEOPLE = {
  karta: { name: 'Karta Kepala', unit: 'Dinas Kominfo (contoh)' },
  budi: { name: 'Budi Misalnya', unit: 'Dinas Kominfo (contoh)', appraiser: 'karta' },
  siti: { name: 'Siti Contohwati', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  rahmat: { name: 'Rahmat Umpama', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  dewi: { name: 'Dewi Andaikata', unit: 'Dinas Kesehatan (contoh)' },
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] },
} satisfies Record<string, Hired>

export async function bureau(channels: MakeChannel[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'rekan-'))
  const place = await office({ people: PEOPLE, env: { DATA_DIR: folder }, channels })
  const beat = async () => {
    // What is still at work takes no second nudge: the beat at the start has to be over first.
    await place.settled()
    await place.app.beat()
    await place.settled()
  }
  const target = (personId: string, result: string) =>
    place.db.client.target.findFirstOrThrow({ where: { personId, result } })
  return {
    ...place,
    beat,
    target,
    folder,
    close: async () => {
      await place.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type Bureau = Awaited<ReturnType<typeof bureau>>

/** Fills in the form that is open, for a target of so many files. */
export async function describes(
  who: MemoryPerson,
  result: string,
  weight: string,
  value = '20',
): Promise<void> {
  await who.answers({
    'Rencana hasil kerja': result,
    Indikator: 'Jumlah berkas yang selesai',
    'Bagaimana target ini diukur?': 'Semakin tinggi',
    Target: value,
    Satuan: 'berkas',
    Bobot: weight,
  })
}

export async function agreed(place: Bureau, rows: [result: string, weight: string][]): Promise<void> {
  const { siti, budi } = place.cast
  for (const [result, weight] of rows) {
    await siti.presses('target.propose', 'siti', '2026Q4')
    await describes(siti, result, weight)
  }
  await budi.presses('target.agree-all', 'siti', '2026Q4')
}

export async function reports(place: Bureau, who: MemoryPerson, id: string, value: string): Promise<void> {
  await who.presses('target.report', id)
  const { result, unit } = await place.db.client.target.findUniqueOrThrow({ where: { id } })
  await who.answers({ [`${result}: berapa ${unit} sampai hari ini?`]: value })
}
