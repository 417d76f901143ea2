/** What people do in a quarter, in the same words on every channel. */
import { type Filled, USUAL } from '../quarter.ts'
import type { Settler } from '../three-channels.ts'
import type { Resident } from './resident.ts'

const [KOMINFO, HEALTH] = ['Dinas Kominfo (contoh)', 'Dinas Kesehatan (contoh)']
/** Twelve people in three units, spread over the three channels. */
export const TWELVE = {
  olga: {
    lives: 'slack',
    name: 'Olga Pengelola',
    unit: 'BKPSDM (contoh)',
    roles: ['officer'],
    appraiser: 'sekar',
  },
  sekar: { lives: 'telegram', name: 'Sekar Sekretaris', unit: 'BKPSDM (contoh)' },
  karta: { lives: 'web', name: 'Karta Kepala', unit: KOMINFO, appraiser: 'sekar' },
  budi: { lives: 'telegram', name: 'Budi Misalnya', unit: KOMINFO, appraiser: 'karta' },
  siti: { lives: 'slack', name: 'Siti Contohwati', unit: KOMINFO, appraiser: 'budi' },
  rahmat: { lives: 'telegram', name: 'Rahmat Umpama', unit: KOMINFO, appraiser: 'budi' },
  fajar: { lives: 'web', name: 'Fajar Andaikan', unit: KOMINFO, appraiser: 'budi' },
  wulan: { lives: 'web', name: 'Wulan Kepala', unit: HEALTH, appraiser: 'sekar' },
  ratna: { lives: 'slack', name: 'Ratna Seandainya', unit: HEALTH, appraiser: 'wulan' },
  dewi: { lives: 'web', name: 'Dewi Andaikata', unit: HEALTH, appraiser: 'ratna' },
  eka: { lives: 'telegram', name: 'Eka Misalkan', unit: HEALTH, appraiser: 'ratna' },
  hana: { lives: 'slack', name: 'Hana Barangkali', unit: HEALTH, appraiser: 'ratna' },
} satisfies Record<string, Settler>

/** The officer plans the quarter that is on, as it is suggested, and opens it. */
export async function opensQuarter(officer: Resident): Promise<void> {
  await officer.commands('/kelola')
  await officer.taps('Evaluasi triwulanan')
  await officer.taps('Rencanakan sesuai usulan')
  await officer.taps('Buka sekarang')
  await officer.taps('Ya, lanjutkan')
}

export const asAsked = (change: Partial<Filled> = {}) => {
  const said = { ...USUAL, nextStepOn: '2027-02-01', ...change }
  return {
    'Nilai kehadiran': said.attendance,
    'Nilai kualitas kerja': said.quality,
    'Nilai inisiatif': said.initiative,
    'Rating hasil kerja': said.results,
    'Rating perilaku kerja': said.behaviour,
    'Yang sudah baik': said.good,
    'Yang perlu ditingkatkan': said.improve,
    'Tindak lanjut yang disepakati': said.nextStep,
    'Kapan tindak lanjut ditinjau kembali': said.nextStepOn,
  }
}

export async function appraisesOn(appraiser: Resident, name: string, change: Partial<Filled> = {}) {
  await appraiser.commands('/nilai')
  await appraiser.taps(name)
  await appraiser.answers(asAsked(change))
  await appraiser.sees(`Penilaian ${name} telah dikirim`)
}
