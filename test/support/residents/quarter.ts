/** What people do in a quarter, in the same words on every channel. */
import { type Filled, USUAL } from '../quarter.ts'
import type { Resident } from './resident.ts'

/** The officer plans the quarter that is on, as it is suggested, and opens it. */
export async function opensQuarter(officer: Resident): Promise<void> {
  await officer.commands('/kelola')
  await officer.taps('Triwulan')
  await officer.taps('Rencanakan sesuai usulan')
  await officer.taps('Buka sekarang')
  await officer.taps('Ya, lanjutkan')
}

export const asAsked = (change: Partial<Filled> = {}) => {
  const said = { ...USUAL, nextStepOn: '2027-02-01', ...change }
  return {
    ...{ 'Nilai kehadiran': said.attendance, 'Nilai kualitas kerja': said.quality },
    ...{ 'Nilai inisiatif': said.initiative, 'Rating hasil kerja': said.results },
    ...{ 'Rating perilaku kerja': said.behaviour, 'Yang sudah baik': said.good },
    ...{ 'Yang perlu ditingkatkan': said.improve, 'Tindak lanjut yang disepakati': said.nextStep },
    'Kapan tindak lanjut ditinjau kembali': said.nextStepOn,
  }
}

export async function appraisesOn(appraiser: Resident, name: string, change: Partial<Filled> = {}) {
  await appraiser.commands('/nilai')
  await appraiser.taps(name)
  await appraiser.answers(asAsked(change))
  await appraiser.sees(`Penilaian ${name} telah dikirim`)
}
