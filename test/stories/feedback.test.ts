/** Feedback about a target on three channels: from Slack to Telegram, from Telegram to the browser, and read again. */
import { afterAll, beforeAll } from 'vitest'
import { story } from '../support/story.ts'
import { type Settler, type Town, threeChannels } from '../support/three-channels.ts'

const UNIT = 'Dinas Kominfo (contoh)'
const PEOPLE = {
  budi: { lives: 'slack', name: 'Budi Misalnya', unit: UNIT },
  siti: { lives: 'telegram', name: 'Siti Contohwati', unit: UNIT, appraiser: 'budi' },
  dewi: { lives: 'web', name: 'Dewi Andaikata', unit: UNIT, appraiser: 'budi' },
} satisfies Record<string, Settler>
/** Longer than a choice on Slack may be, and full of what each platform's markup is made of. */
const RESULT = `Surat warga <b>&*_ terjawab ${'dalam dua hari kerja, '.repeat(6)}tanpa kecuali`
const WORDS = {
  'Situasi: kapan': 'Pada pelayanan keliling hari Selasa <b>&*_',
  'Perilaku: apa': 'Daftar warga yang didatangi sudah disiapkan',
  'Dampak, dan saran': 'Warga lanjut usia terlayani tanpa menunggu',
}

let town: Town<typeof PEOPLE>
beforeAll(async () => {
  town = await threeChannels({ people: PEOPLE })
  const at = { createdAt: town.clock.now(), updatedAt: town.clock.now() }
  const goal = {
    indicator: 'Surat terjawab',
    unit: '%',
    direction: 'higher' as const,
    value: 90,
    weight: 100,
  }
  const row = {
    id: 'target000001',
    personId: 'siti',
    quarter: '2026Q4',
    state: 'agreed' as const,
    ...goal,
    ...at,
  }
  await town.db.client.target.create({ data: { ...row, result: RESULT, version: 1, reached: false } })
})
afterAll(() => town.close())

const test = story()
test.step('is given on Slack, tied to a target, and comes whole on Telegram', async () => {
  const { budi, siti } = town.cast
  await budi.commands('/umpanbalik')
  await budi.taps('Beri umpan balik')
  await budi.taps('Siti Contohwati')
  const about = { 'Apa yang ingin': 'Yang sudah baik', 'Target yang': 'Surat warga' }
  await budi.answers({ ...about, 'Nilai BerAKHLAK': 'Akuntabel', ...WORDS })
  await town.rest()
  await siti.sees('Umpan balik dari Budi Misalnya', RESULT, 'Pada pelayanan keliling hari Selasa <b>&*_')
})

test.step('is asked for on Telegram about one’s own target, and given in the browser', async () => {
  const { siti, dewi } = town.cast
  await siti.commands('/mintaumpanbalik')
  await siti.answers({
    'Kepada siapa': 'Dewi',
    'Mengenai hal': 'jawaban surat warga',
    'Paling lambat': '2026-11-30',
    Target: 'Surat warga',
  })
  await town.rest()
  await dewi.sees('Permintaan umpan balik dari Siti Contohwati', RESULT)
  await dewi.taps('Isi umpan balik')
  await dewi.answers({ 'Apa yang ingin': 'Saran perbaikan', ...WORDS })
  await town.rest()
  await siti.sees('Umpan balik dari Dewi Andaikata', RESULT, 'Dampak dan saran')
})

test.step('is read again where each of them lives', async () => {
  const { budi, siti, dewi } = town.cast
  for (const [one, list, line] of [
    [siti, 'Umpan balik yang diterima', 'Dewi Andaikata · 24 Nov 2026'],
    [budi, 'Umpan balik yang diberikan', 'Siti Contohwati · 24 Nov 2026'],
    [dewi, 'Umpan balik yang diberikan', 'Siti Contohwati · 24 Nov 2026'],
  ] as const) {
    await one.commands('/umpanbalik')
    await one.taps(list)
    await one.taps(line)
    await one.sees('Warga lanjut usia terlayani tanpa menunggu', RESULT, '[Kembali ke daftar]')
    await one.taps('Kembali ke daftar')
    await one.sees(`[${line}]`)
  }
})
