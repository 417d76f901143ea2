/** What people do with targets, in the same words on every channel. */
import type { Settler } from '../three-channels.ts'
import type { File, Given, Resident } from './resident.ts'

export const KOMINFO = 'Dinas Kominfo (contoh)'
/** Budi appraises four: on Telegram, on Slack and in the browser. */
export const SIX = {
  olga: { lives: 'slack', name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer'] },
  budi: { lives: 'slack', name: 'Budi Misalnya', unit: KOMINFO },
  siti: { lives: 'telegram', name: 'Siti Contohwati', unit: KOMINFO, appraiser: 'budi' },
  rahmat: { lives: 'web', name: 'Rahmat Umpama', unit: KOMINFO, appraiser: 'budi' },
  hana: { lives: 'slack', name: 'Hana Barangkali', unit: KOMINFO, appraiser: 'budi' },
  eka: { lives: 'telegram', name: 'Eka Misalkan', unit: KOMINFO, appraiser: 'budi' },
} satisfies Record<string, Settler>

/** As somebody may write it. */
export const LETTERS = 'Surat <b>&*_ ditindaklanjuti 👏'
export const proof = (name: string): File => ({
  name,
  mime: 'application/pdf',
  bytes: new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n'),
})
export async function proposes(one: Resident, result: string, more: Given): Promise<void> {
  await one.taps('Usulkan target')
  await one.answers({ 'Rencana hasil kerja': result, Indikator: 'Jumlah yang selesai', ...more })
}
/** How much of a thing, measured by its number. */
export const much = (weight: string, value: string, unit = 'berkas', direction = 'Semakin tinggi') => ({
  'Bagaimana target ini diukur': direction,
  Bobot: weight,
  Target: value,
  Satuan: unit,
})
/** Reports progress, and waits until everybody concerned was notified. */
export async function reports(
  town: { rest(): Promise<unknown> },
  one: Resident,
  result: string,
  given: Given,
): Promise<void> {
  await one.commands('/target')
  await one.taps(result)
  await one.taps('Laporkan kemajuan')
  await one.answers(given)
  await town.rest()
}
/** Opens what the newest message is about, and the target. */
export async function looksAt(one: Resident, name: string, result: string): Promise<void> {
  await one.sees(`Target ${name}`, 'perlu dikonfirmasi: 1')
  await one.taps('Buka target')
  await one.taps(result)
}

/** For initiative, on Tuesday, 2 February 2027, with four seats. */
export async function plansTraining(olga: Resident): Promise<void> {
  await olga.commands('/kelola')
  await olga.taps('Pelatihan')
  await olga.taps('Buat pelatihan')
  await olga.answers({
    'Judul pelatihan': 'Inovasi Layanan',
    Topik: 'Inovasi',
    Penyelenggara: 'BKPSDM',
    'Berapa jam': '8',
    'Tanggal mulai': '2027-02-02',
    'Pukul berapa': '08.00–16.00',
    Tempat: 'Aula BKPSDM',
  })
  await olga.answers({
    'Kuota peserta': '4',
    'Batas pendaftaran': '2027-01-30',
    'Perlu persetujuan': 'Tidak',
    'Kriteria yang diperkuat': 'Inisiatif',
  })
  await olga.taps('Umumkan')
}

/** Closes the quarter that is on, and publishes it. */
export async function publishesQuarter(olga: Resident): Promise<void> {
  await olga.commands('/kelola')
  await olga.taps('Evaluasi triwulanan')
  await olga.taps('Tutup')
  await olga.taps('Ya, lanjutkan')
  await olga.taps('Terbitkan')
  await olga.taps('Ya, lanjutkan')
}

/** The six digits the room is shown. */
export async function showsCode(olga: Resident): Promise<string> {
  await olga.commands('/kelola')
  await olga.taps('Pelatihan')
  await olga.taps('Inovasi Layanan')
  await olga.taps('Kode kehadiran')
  const [, one = '', two = ''] = /Kode kehadiran (\d{3}) (\d{3})/.exec(await olga.last()) ?? []
  return one + two
}

export async function agrees(one: Resident, name: string): Promise<void> {
  await one.sees(`Target ${name}`, 'Usulan yang perlu dijawab: 1')
  await one.taps('Buka target')
  await one.taps('Setujui semua (1)')
}
export async function confirms(one: Resident, name: string, result: string): Promise<void> {
  await looksAt(one, name, result)
  await one.taps('Konfirmasi')
}
/** After the training, from what thanks them for coming. */
export async function saysWhatTheyThought(one: Resident): Promise<void> {
  await one.taps('Lihat rincian')
  await one.taps('Beri ulasan')
  const good = {
    'Bagaimana manfaat materi': 'Sangat baik',
    'Bagaimana penjelasan pengajar': 'Baik',
    'Bagaimana penyelenggaraan': 'Baik',
  }
  await one.answers({ ...good, 'Apa yang akan': 'Usulan layanan baru' })
  await one.sees('Terima kasih atas ulasan Bapak/Ibu')
}
