/** The Slack channel over a strict Slack, with a host that says what it is told to. */

import { Hono } from 'hono'
import { afterEach } from 'vitest'
import { slackChannel } from '../../../src/channels/slack/index.ts'
import type { ChatResponse, DraftView, Inbound } from '../../../src/chat/channel.ts'
import { createWords, text } from '../../../src/chat/i18n/words.ts'
import type { Block, Card, Field } from '../../../src/chat/model.ts'
import { storedFiles } from '../../../src/platform/files/files.ts'
import { randomIds } from '../../../src/platform/ids.ts'
import { createLog } from '../../../src/platform/observability/log.ts'
import { slackServer } from '../../servers/slack/index.ts'
import { hostOf } from '../../support/host.ts'
import { journalOver } from '../../support/journal.ts'
import { lentDatabase } from '../../support/lent-database.ts'
import { fixedClock } from '../../support/office.ts'
import { freeSlots } from '../../support/slots.ts'
import { config, type Mode } from './stage.ts'

export const words = createWords('Asia/Jakarta')
export const card = (said: string, ...blocks: Block[]): Card => ({
  title: text('chat:help.title'),
  blocks: [{ kind: 'quote', said }, ...blocks],
})
export const tap = (label: string, verb = 'test.tap'): Block => ({
  kind: 'buttons',
  buttons: [{ label, press: { verb, args: [] } }],
})
export const shows = (
  said: string,
  { blocks = [] as Block[], ...more }: { blocks?: Block[]; over?: true; where?: 'here' | 'private' } = {},
): ChatResponse => ({ kind: 'card', card: card(said, ...blocks), locale: 'id', where: 'here', ...more })
export const toast = (): ChatResponse => ({
  kind: 'toast',
  text: text('chat:refused.button'),
  locale: 'id',
  where: 'here',
})
export const form = (fields: Field[], more: Partial<DraftView> = {}): ChatResponse => ({
  kind: 'form',
  locale: 'id',
  where: 'private',
  draft: {
    id: 'draft1',
    version: 1,
    title: text('kudos:form.title'),
    fields,
    answers: {},
    problems: [],
    names: {},
    ...more,
  },
})
export const line = (id: string, more: object = {}): Field => ({
  kind: 'line',
  id,
  label: text('kudos:form.message'),
  ...more,
})

type Script = (inbound: Inbound) => ChatResponse | null | Promise<ChatResponse | null>
export type Scripted = Awaited<ReturnType<typeof scripted>>

export async function scripted({ mode = 'socket' as Mode, limiter = freeSlots } = {}) {
  const slack = await slackServer()
  const db = await lentDatabase()
  const files = storedFiles({ db, clock: fixedClock(), ids: randomIds })
  const log = createLog('silent')
  const journal = journalOver(db)
  const channel = slackChannel({ slack: config(slack, mode), words, files, limiter, journal, log })
  const heard: Inbound[] = []
  const answered: string[] = []
  let script: Script = () => shows('baik')
  const host = hostOf({
    route: async inbound => {
      heard.push(inbound)
      return script(inbound)
    },
    answered: async key => void answered.push(key),
    suggest: async (_from, _draft, _field, typed) =>
      ['Budi Misalnya', 'Dewi <b>Andai</b> & Co.', 'B'.repeat(200)]
        .filter(name => name.toLowerCase().includes(typed.toLowerCase()))
        .map((label, index) => ({ value: label === 'Budi Misalnya' ? 'budi' : `p${index}`, label })),
  })
  await channel.start(host)
  const routes = channel.routes ?? new Hono()
  if (mode === 'http') slack.postTo({ fetch: request => routes.fetch(request) })
  else await slack.connected()
  return {
    slack,
    db,
    files,
    channel,
    journal,
    heard,
    answered,
    host,
    routes,
    siti: slack.person('Siti Contohwati'),
    budi: slack.person('Budi Misalnya'),
    says: (next: Script) => {
      script = next
    },
    close: async () => {
      await channel.stop()
      await slack.close()
      await db.close()
    },
  }
}

/** After each test Slack is idle, saw nothing it would refuse, and no modal is open. */
export function leavesSlackClean(place: () => Scripted): void {
  afterEach(async () => {
    const { slack, siti } = place()
    await slack.idle()
    slack.assertClean()
    siti.modal.closes()
  })
}
