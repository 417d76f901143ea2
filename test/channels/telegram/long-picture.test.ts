import { afterAll, beforeAll, expect, it } from 'vitest'
import { telegramChannel } from '../../../src/channels/telegram/index.ts'
import type { Channel } from '../../../src/chat/channel.ts'
import { createWords, text } from '../../../src/chat/i18n/words.ts'
import type { Card } from '../../../src/chat/model.ts'
import type { Database } from '../../../src/platform/database/database.ts'
import { png } from '../../../src/platform/documents/picture.ts'
import { storedFiles } from '../../../src/platform/files/files.ts'
import { randomIds } from '../../../src/platform/ids.ts'
import { createLog } from '../../../src/platform/observability/log.ts'
import { telegramServer } from '../../servers/telegram/index.ts'
import { freshDatabase } from '../../support/database.ts'
import { journalOver } from '../../support/journal.ts'
import { fixedClock } from '../../support/office.ts'
import { freeSlots } from '../../support/slots.ts'

const words = createWords('Asia/Jakarta')
let db: Database
let server: Awaited<ReturnType<typeof telegramServer>>
let channel: Channel
let card: (said: string) => Card
beforeAll(async () => {
  server = await telegramServer()
  db = await freshDatabase()
  const files = storedFiles({ db, clock: fixedClock(), ids: randomIds })
  const { token, apiRoot } = server
  channel = telegramChannel({
    journal: journalOver(db),
    telegram: { mode: 'polling', token, apiRoot },
    publicUrl: null,
    words,
    files,
    limiter: freeSlots,
    log: createLog('silent'),
  })
  const bytes = await png('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>')
  const file = await files.put({ name: 'kartu.png', mime: 'image/png', bytes })
  card = said => ({
    title: text('chat:help.title'),
    blocks: [
      { kind: 'file', file, alt: text('chat:help.title') },
      { kind: 'quote', said },
    ],
  })
})
afterAll(async () => {
  server.assertClean()
  await server.close()
  await db.close()
})

it('changes all the words of a long card with a picture in place, and says none of them twice', async () => {
  const siti = server.person({ firstName: 'Siti' })
  await siti.starts()
  const to = { channel: 'telegram', id: String(siti.id) }
  const sent = await channel.send(to, card(`Belum dibaca. ${'a'.repeat(2000)}`), 'id')
  await channel.edit(to, sent, card(`Sudah dibaca. ${'b'.repeat(2000)}`), 'id')
  const seen = siti.chat.messages.map(({ text: said }) => said)
  expect(seen.filter(said => said.includes('Belum dibaca'))).toEqual([])
  expect(seen.filter(said => said.includes('Sudah dibaca'))).toHaveLength(1)
  expect(seen.filter(said => said.includes('b'.repeat(2000)))).toHaveLength(1)
})

it('brings a picture to Telegram once, and again where Telegram knows it no longer', async () => {
  const [siti, budi, dewi] = ['Siti', 'Budi', 'Dewi'].map(firstName => server.person({ firstName }))
  const sent = () => server.callsTo('sendPhoto').map(({ params }) => String(params.photo))
  await siti?.starts()
  await channel.send({ channel: 'telegram', id: String(siti?.id) }, card('Papan'), 'id')
  const before = sent().length
  for (const one of [siti, budi, dewi]) {
    await one?.starts()
    if (one === dewi)
      server.failNext('sendPhoto', {
        status: 400,
        description: 'Bad Request: wrong file identifier/HTTP URL specified',
      })
    await channel.send({ channel: 'telegram', id: String(one?.id) }, card('Papan'), 'id')
  }
  const [first, second, refused, anew] = sent()
    .slice(before)
    .map(photo => photo.startsWith('attach://'))
  // The first message has brought it there.
  expect([first, second, refused, anew]).toEqual([false, false, false, true])
  const shown = [siti, budi, dewi].map(one => one?.last()?.photo?.bytes)
  expect(shown[0]?.length).toBeGreaterThan(0)
  expect(shown).toEqual([shown[0], shown[0], shown[0]])
})
