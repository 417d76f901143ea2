/** A quarter of targets on three channels, from agreed to an award's candidate and a training out of a weak criterion. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { asAsked, opensQuarter } from '../support/residents/quarter.ts'
import {
  agrees,
  confirms,
  KOMINFO,
  LETTERS,
  looksAt,
  much,
  plansTraining,
  proof,
  proposes,
  publishesQuarter,
  reports,
  SIX,
  saysWhatTheyThought,
  showsCode,
} from '../support/residents/targets.ts'
import { story } from '../support/story.ts'
import { type Town, threeChannels } from '../support/three-channels.ts'

type Name = keyof typeof SIX
const folder = mkdtempSync(join(tmpdir(), 'rekan-'))
let town: Town<typeof SIX>
beforeAll(async () => {
  // Wednesday: two days before the quarter's appraisals begin.
  const start = new Date('2026-12-09T02:00:00Z')
  town = await threeChannels({ people: SIX, start, env: { DATA_DIR: folder } })
})
afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

const test = story({ timeout: 180_000 })
test.step('Siti proposes on Telegram; Budi asks for more on Slack; she agrees', async () => {
  const { siti, budi } = town.cast
  await siti.commands('/target')
  await proposes(siti, LETTERS, much('70', '30'))
  await proposes(siti, 'Arsip tertata', much('30', '10', 'boks'))
  await town.rest()
  await budi.taps('Buka target')
  await budi.taps(LETTERS)
  await budi.taps('Usulkan perubahan')
  await budi.answers({ Target: '40' })
  await budi.sees('40 berkas', 'diusulkan penilai, menunggu persetujuan pegawai')
  await town.rest()
  await siti.sees('menunggu persetujuan Bapak/Ibu')
  await siti.taps('Buka target')
  await siti.taps('Setujui semua (1)')
  await town.rest()
  await budi.taps('Kembali')
  await budi.taps('Setujui semua (1)')
  await town.rest()
  await siti.commands('/target')
  await siti.sees(`${LETTERS} (bobot 70%): ░░░░░░░░░░ belum dilaporkan · target 40 berkas`)
  await siti.taps(LETTERS)
  await siti.taps('Riwayat')
  await siti.sees('Budi Misalnya · usulan: target 40 berkas', 'usulan: target 30 berkas', 'tidak disetujui')
})

test.step('Budi proposes to Rahmat in the browser, who knows better; Hana has one that is done or not', async () => {
  const { rahmat, budi, hana } = town.cast
  await budi.commands('/target')
  await budi.taps('Target pegawai saya')
  await budi.taps('Rahmat Umpama')
  await proposes(budi, 'Keluhan berkurang', much('100', '2', 'keluhan', 'Semakin rendah'))
  await town.rest()
  await rahmat.taps('Buka target')
  await rahmat.taps('Keluhan berkurang')
  await rahmat.taps('Usulkan perubahan')
  await rahmat.answers({ Target: '5' })
  await rahmat.sees('paling banyak 5 keluhan', 'menunggu persetujuan penilai')
  await town.rest()
  await agrees(budi, 'Rahmat Umpama')
  await hana.commands('/target')
  await proposes(hana, 'Layanan daring dibuka', {
    'Bagaimana target': 'Terlaksana atau tidak',
    Bobot: '100',
  })
  await town.rest()
  await agrees(budi, 'Hana Barangkali')
  await town.rest()
  await hana.sees('telah disepakati')
  expect(await town.db.client.target.count({ where: { state: 'agreed', version: 1 } })).toBe(4)
})

test.step('progress comes with evidence, is asked back and confirmed, and all reached is told to each alone', async () => {
  const { siti, rahmat, hana, budi } = town.cast
  await town.at('2026-12-22')
  const many = `${LETTERS}: berapa`
  const proven = { Keterangan: 'Termasuk <i>lama</i>', Bukti: proof('surat.pdf') }
  await reports(town, siti, LETTERS, { [many]: '42', ...proven })
  await siti.sees('▓▓▓▓▓▓▓▓▓▓ 105%', 'menunggu konfirmasi penilai')
  await looksAt(budi, 'Siti Contohwati', LETTERS)
  await budi.taps('Lihat bukti')
  expect(await budi.last()).toContain('surat.pdf')
  await budi.taps('Minta penjelasan')
  await budi.answers({ 'Apa yang perlu dijelaskan': 'Berapa yang dari tahun lalu?' })
  await town.rest()
  await siti.sees('perlu penjelasan', 'Berapa yang dari tahun lalu?')
  await reports(town, siti, LETTERS, { [many]: '41', Keterangan: 'Tanpa yang lama' })
  await confirms(budi, 'Siti Contohwati', LETTERS)
  for (const [who, result, ask, value] of [
    ['siti', 'Arsip tertata', 'berapa', '10'],
    ['rahmat', 'Keluhan berkurang', 'berapa', '4'],
    ['hana', 'Layanan daring dibuka', 'apakah', 'Sudah terlaksana'],
  ] as const) {
    const given = { [`${result}: ${ask}`]: value, Bukti: proof('bukti.pdf') }
    await reports(town, town.cast[who], result, given)
    await confirms(budi, SIX[who].name, result)
  }
  await town.rest()
  for (const one of [siti, rahmat, hana]) {
    await one.sees('Selamat, seluruh target tercapai')
    expect((await one.messages()).filter(said => said.includes('seluruh target tercapai'))).toHaveLength(1)
  }
})

test.step('nobody else opens the evidence by guessing what its button says', async () => {
  const { eka, hana } = town.cast
  const { id } = await town.db.client.targetProgress.findFirstOrThrow({
    where: { evidenceId: { not: null }, target: { personId: 'siti' } },
  })
  const [first] = eka.telegram?.chat.messages ?? []
  if (first) await eka.telegram?.tapsData(`target.proof~${id}`, first)
  await town.app.host.route({
    key: 'tebakan',
    from: { channel: 'slack', id: hana.address() },
    place: { kind: 'direct' },
    act: { kind: 'press', press: { verb: 'target.proof', args: [id] } },
  })
  await town.rest()
  expect(eka.toasts().at(-1)).toContain('hanya dapat dibuka oleh')
  for (const one of [eka, hana]) expect(await one.last()).not.toContain('surat.pdf')
  const denied = await town.db.client.auditEntry.findMany({ where: { action: 'target.denied' } })
  expect(denied.map(({ actorId }) => actorId).sort()).toEqual(['eka', 'hana'])
})

test.step('the officer plans a training for initiative, with four seats', async () => {
  const { olga, budi } = town.cast
  await olga.commands('/kelola')
  await olga.taps('Calon penghargaan')
  await olga.taps('jenis siap pakai')
  await plansTraining(olga)
  await budi.commands('/pelatihan')
  await budi.taps('Inovasi Layanan')
  await budi.taps('Ikuti')
  await budi.sees('Bapak/Ibu terdaftar sebagai peserta')
})

test.step('the form shows what was reached, and asks why the rating says otherwise', async () => {
  const { olga, budi } = town.cast
  await opensQuarter(olga)
  await town.rest()
  await budi.commands('/nilai')
  await budi.taps('Siti Contohwati')
  await budi.sees('Capaian target triwulan ini 102%', `${LETTERS} (bobot 70%) 41 berkas (target 40 berkas)`)
  const weak = { initiative: '60' }
  const below = asAsked({ ...weak, results: 'Di bawah ekspektasi' })
  await budi.answers({ ...below, 'Pelatihan yang disarankan': 'Inovasi Layanan' })
  await budi.sees('Rating hasil kerja berbeda dari capaian target')
  await budi.answers({ 'Penjelasan rating hasil kerja': 'Mutu surat belum memadai' })
  await budi.sees('Penilaian Siti Contohwati telah dikirim')
  for (const name of ['Rahmat Umpama', 'Hana Barangkali', 'Eka Misalkan']) {
    await budi.commands('/nilai')
    await budi.taps(name)
    await budi.answers(asAsked(weak))
    await budi.sees(`Penilaian ${name} telah dikirim`)
  }
  const appraisal = await town.db.client.appraisal.findFirstOrThrow({ where: { personId: 'siti' } })
  expect(appraisal).toMatchObject({
    achievement: 102,
    explanation: 'Mutu surat belum memadai',
    trainingTitle: 'Inovasi Layanan',
  })
})

test.step('published: those who reached everything are candidates, for that reason', async () => {
  const { olga } = town.cast
  await town.at('2027-01-12')
  await publishesQuarter(olga)
  for (const time of ['09:05', '09:06']) await town.at('2027-01-12', time)
  await olga.commands('/kelola')
  await olga.taps('Calon penghargaan')
  await olga.taps('Calon Pegawai Teladan')
  const draft = await olga.sees('Calon Pegawai Teladan', 'Peringkat 1')
  for (const name of ['Siti Contohwati', 'Rahmat Umpama', 'Hana Barangkali'])
    expect(draft).toMatch(new RegExp(`${name}, ${KOMINFO.replace(/[()]/g, '.')} .seluruh target tercapai`))
  expect(draft).not.toMatch(/Eka Misalkan[^\n]*target tercapai/)
})

test.step('the weak criterion suggests the training; one tap takes a seat, and the result stays where it is', async () => {
  const { siti, rahmat } = town.cast
  for (const one of [siti, rahmat]) {
    await one.sees('Inisiatif: pelatihan berikut dapat membantu', 'Selasa, 2 Februari 2027 pukul 08.00–')
    await one.taps('Ikuti Inovasi Layanan')
    await one.sees('Pelatihan: Inovasi Layanan', 'Bapak/Ibu terdaftar sebagai peserta')
    expect(await one.sees('Hasil evaluasi Triwulan IV')).toContain('Inisiatif: pelatihan berikut')
  }
})

test.step('the last seat, tapped on Slack and Telegram at once, is one seat and one waiting place, which moves up', async () => {
  const { hana, eka, budi } = town.cast
  await Promise.all([hana.taps('Ikuti Inovasi Layanan'), eka.taps('Ikuti Inovasi Layanan')])
  await town.rest()
  const state = async (personId: Name) =>
    (await town.db.client.trainingPlace.findFirstOrThrow({ where: { personId } })).state
  const states = [await state('hana'), await state('eka')]
  expect(states.toSorted()).toEqual(['joined', 'waiting'])
  const waits = states[0] === 'waiting' ? hana : eka
  await waits.sees('Bapak/Ibu berada di daftar tunggu, urutan ke-1')
  await budi.taps('Batal ikut')
  await town.rest()
  await waits.sees('Tempat tersedia: Inovasi Layanan')
  expect([await state('hana'), await state('eka'), await state('budi')]).toEqual(['joined', 'joined', 'left'])
})

test.step('in the room the code makes them present; the profile counts the hours, and each says what they thought', async () => {
  const { olga, siti, rahmat, hana } = town.cast
  await town.db.client.person.updateMany({ data: { status: 'PNS' } })
  town.clock.to('2027-02-02T08:00:10+07:00')
  await town.rest()
  const code = await showsCode(olga)
  for (const person of [siti, rahmat, hana]) {
    await person.commands('/pelatihan')
    await person.taps('Pelatihan saya')
    await person.taps('Inovasi Layanan')
    await person.taps('Isi kode kehadiran')
    await person.answers({ 'Kode enam angka': code })
    await person.sees('Kehadiran Bapak/Ibu sudah tercatat')
  }
  await town.at('2027-02-03')
  await town.cast.eka.sees('Kehadiran belum tercatat: Inovasi Layanan')
  for (const person of [siti, rahmat, hana]) {
    await person.sees('Terima kasih telah mengikuti: Inovasi Layanan')
    await person.commands('/profil')
    await person.sees(/Pengembangan kompetensi 2027:?\s*8 dari 20 JP/)
    await saysWhatTheyThought(person)
  }
  expect(await town.db.client.trainingEvaluation.count()).toBe(3)
})
