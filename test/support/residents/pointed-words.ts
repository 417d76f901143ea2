/** What is written in the story of secure links: none of it may ever stand in a chat. */
import { USUAL } from '../quarter.ts'

export const SAID = {
  answer: 'Jadwal koordinasi mulai saya susun bersama bidang lain.',
  reply: 'Mari dibahas bersama pada hari Senin pukul sembilan.',
  reason: 'Dua usulan layanan pada bulan Oktober belum diperhitungkan sama sekali.',
  question: 'Apakah kedua usulan tersebut sudah diperhitungkan?',
  explained: 'Belum, karena kedua usulan itu saya terima kemudian.',
  why: 'Kedua usulan terbukti diajukan dan dipakai sehingga nilainya disesuaikan.',
  situation: 'Pada rapat persiapan pelayanan keliling hari Senin lalu di aula',
  behaviour: 'Daftar warga yang perlu didatangi lebih dahulu sudah disiapkan',
  impact: 'Warga lanjut usia dapat terlayani tanpa harus menunggu lama',
  topic: 'cara saya memimpin rapat mingguan',
  improve: 'Koordinasi antarbidang perlu dimulai lebih awal',
  good: 'Laporan bulanan selesai sebelum tenggat',
}
export const ANSWERS = { ...SAID, nextStep: USUAL.nextStep }
export const WORDS = {
  'Situasi: kapan': SAID.situation,
  'Perilaku: apa': SAID.behaviour,
  'Dampak, dan saran': SAID.impact,
}
