/** CHAT_CONTENT_MODE=pointer as Telegram sees it: every request the Bot API got is searched for the content. */

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { text } from '../../../src/chat/i18n/words.ts'
import type { Person } from '../../servers/telegram/index.ts'
import { replaced } from '../../support/replaced.ts'
import { type TelegramOffice, telegramOffice } from './stage.ts'

const SECRET = 'Nilai kualitas kerja 87 <b>&'
let place: TelegramOffice
let siti: Person
let budi: Person
beforeAll(async () => {
  place = await telegramOffice({
    env: { CHAT_CONTENT_MODE: 'pointer', PUBLIC_URL: 'https://rekan.example.go.id' },
  })
  ;[siti, budi] = [await place.link('siti'), await place.link('budi')]
  const secret = () => ({
    title: text('people:profile.title', { name: SECRET }),
    blocks: [{ kind: 'quote' as const, said: SECRET }],
    confidential: true as const,
  })
  const { registry } = place.app
  replaced(registry, 'commands', 'profil', { run: async () => ({ kind: 'card', card: secret() }) })
  replaced(registry, 'actions', 'kudos.withdraw', {
    invoke: async () => ({ kind: 'card', card: secret(), over: true }),
  })
  replaced(registry, 'notifications', 'kudos.received', { render: async () => secret() })
  for (const one of [siti, budi]) await one.starts()
  await place.settled()
})
afterAll(() => place.close())

it('lets a command, a tap and a notice only point', async () => {
  const link = /^https:\/\/rekan\.example\.go\.id\/l\/[\w-]{22,}$/
  await siti.writes('/pujian')
  await siti.sees('Siapa yang ingin')
  await siti.writes('misal')
  await siti.sees('Pilih nama')
  await siti.taps(/Budi Misalnya/)
  await siti.sees('Sudah dipilih')
  await siti.taps('Selesai memilih')
  await siti.sees('Nilai BerAKHLAK mana')
  await siti.taps('Kolaboratif')
  await siti.sees('Langkah 3')
  await siti.writes('Terima kasih atas bantuannya')
  await siti.sees('Mohon memeriksa')
  await siti.taps('Kirim')
  const sent = await siti.sees('Apresiasi telah disampaikan')
  await place.settled()
  expect(budi.last().buttons.flat()[0]?.url).toMatch(link)
  await siti.tapsData('kudos.withdraw~none', sent)
  expect((await siti.sees('satu kali')).buttons.flat()[0]?.url).toMatch(link)
  await siti.writes('/profil')
  expect((await siti.sees('satu kali')).buttons.flat()[0]?.url).toMatch(link)
  await place.settled()
})

it('does not begin a confidential form on Telegram', async () => {
  const putBack = replaced(place.app.registry, 'forms', 'kudos.give', { confidential: true })
  await siti.writes('/pujian')
  const pointer = await siti.sees('Formulir')
  expect(pointer.buttons.flat()[0]?.url).toContain('/l/')
  await siti.writes('misal')
  await siti.sees('belum memahami')
  putBack()
})

// None of the content goes to the Bot API, whatever a test says.
afterEach(() => {
  expect(place.server.calls.length).toBeGreaterThan(3)
  expect(JSON.stringify(place.server.calls)).not.toContain('kualitas kerja')
})
