/** An office in the middle of a quarter: who appraises whom, and how somebody fills in the form. */

import type { MemoryPerson } from './memory-channel.ts'
import type { Hired } from './office.ts'

/** Karta heads Budi and Ratna; Budi appraises Siti and Rahmat; Ratna appraises Dewi; Olga runs the quarter. */
export const DEPARTMENT = {
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'], appraiser: 'karta' },
  karta: { name: 'Karta Kepala', unit: 'Dinas Kominfo (contoh)' },
  budi: { name: 'Budi Misalnya', unit: 'Dinas Kominfo (contoh)', appraiser: 'karta' },
  ratna: { name: 'Ratna Seandainya', unit: 'Dinas Kominfo (contoh)', appraiser: 'karta' },
  siti: { name: 'Siti Contohwati', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  rahmat: { name: 'Rahmat Umpama', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  dewi: { name: 'Dewi Andaikata', unit: 'Dinas Kominfo (contoh)', appraiser: 'ratna' },
} satisfies Record<string, Hired>

/** Opening of 2026Q4 as it is suggested: Friday, 11 December 2026, 09.00 WIB; due on 11 January 2027. */
export const OPENING = new Date('2026-12-11T02:00:00Z')

export async function opens(officer: MemoryPerson, quarter = '2026Q4'): Promise<void> {
  await officer.presses('cycle.plan-usual', quarter)
  await officer.presses('cycle.open-yes', quarter)
}

export interface Filled {
  attendance: string
  quality: string
  initiative: string
  results: string
  behaviour: string
  good: string
  improve: string
  nextStep: string
  nextStepOn: string
}
export const USUAL: Filled = {
  attendance: '95',
  quality: '86',
  initiative: '80',
  results: 'Sesuai ekspektasi',
  behaviour: 'Di atas ekspektasi',
  good: 'Laporan bulanan selesai tepat waktu <b>&*_ 👏',
  improve: 'Koordinasi dengan bidang lain perlu lebih awal',
  nextStep: 'Menyusun jadwal koordinasi mingguan',
  nextStepOn: '01-02-2027',
}

/** Answers the open form up to the last look; a correction of an appraisal asks for its reason as well. */
export async function fills(
  appraiser: MemoryPerson,
  change: Partial<Filled> = {},
  correction?: string,
): Promise<void> {
  const said = { ...USUAL, ...change }
  await appraiser.fills({
    ...(correction !== undefined && { 'Mengapa penilaian ini diperbaiki?': correction }),
    'Nilai kehadiran': said.attendance,
    'Nilai kualitas kerja': said.quality,
    'Nilai inisiatif': said.initiative,
    'Rating hasil kerja': said.results,
    'Rating perilaku kerja': said.behaviour,
    'Yang sudah baik': said.good,
    'Yang perlu ditingkatkan': said.improve,
    'Tindak lanjut yang disepakati': said.nextStep,
    'Kapan tindak lanjut': said.nextStepOn,
  })
}

export async function appraises(appraiser: MemoryPerson, name: string, change: Partial<Filled> = {}) {
  await appraiser.commands('/nilai')
  await appraiser.taps(name)
  await fills(appraiser, change)
  await appraiser.taps('Kirim')
}
