import { telegramChannel } from '../../../src/channels/telegram/index.ts'
import type { ChatResponse, Inbound } from '../../../src/chat/channel.ts'
import { createWords } from '../../../src/chat/i18n/words.ts'
import { storedFiles } from '../../../src/platform/files/files.ts'
import { randomIds } from '../../../src/platform/ids.ts'
import { createLog } from '../../../src/platform/observability/log.ts'
import { telegramServer } from '../../servers/telegram/index.ts'
import { hostOf } from '../../support/host.ts'
import { journalOver } from '../../support/journal.ts'
import { lentDatabase } from '../../support/lent-database.ts'
import { fixedClock } from '../../support/office.ts'
import { freeSlots } from '../../support/slots.ts'
import { channelContract, type Driver } from '../contract.ts'

async function open(): Promise<Driver> {
  const server = await telegramServer()
  const db = await lentDatabase()
  const files = storedFiles({ db, clock: fixedClock(), ids: randomIds })
  const { token, apiRoot } = server
  const channel = telegramChannel({
    journal: journalOver(db),
    telegram: { mode: 'polling', token, apiRoot },
    publicUrl: null,
    words: createWords('Asia/Jakarta'),
    files,
    limiter: freeSlots,
    log: createLog('silent'),
  })
  const heard: Inbound[] = []
  const answered: string[] = []
  let script: (inbound: Inbound) => ChatResponse | null = () => null
  const host = hostOf({
    route: async inbound => {
      if (heard.some(({ key }) => key === inbound.key)) return null
      heard.push(inbound)
      return script(inbound)
    },
    answered: async key => void answered.push(key),
  })
  await channel.start(host)
  await channel.lead?.begin()
  const siti = server.person({ firstName: 'Siti' })
  await siti.starts()
  await server.idle()
  const then = async (act: Promise<unknown>) => {
    await act
    await server.idle()
  }
  return {
    channel,
    address: { channel: 'telegram', id: String(siti.id) },
    says: next => {
      script = next
    },
    heard,
    answered,
    keep: files.put,
    person: {
      writes: said => then(siti.writes(said)),
      taps: label => then(siti.taps(label)),
      sends: file => then(siti.sendsDocument(file)),
      repeats: async () => {
        server.redeliver(server.updates.at(-1)?.update_id ?? 0)
        await server.idle()
      },
      leaves: () => then(siti.blocksBot()),
      sees: async () =>
        siti.chat.messages
          .filter(({ fromBot }) => fromBot)
          .map(({ text, buttons, photo, document }) => ({
            text,
            buttons: buttons.flat().map(button => button.text),
            pictures: photo ? 1 : 0,
            files: document ? [document.name] : [],
          })),
      toasts: () => siti.toasts,
    },
    close: async () => {
      await channel.stop()
      await server.close()
      await db.close()
      server.assertClean()
      if (server.unanswered().length > 0) throw new Error('a tap was left unanswered')
    },
  }
}

channelContract('Telegram', open)
