/** The web channel on a real database, with people at their browsers and a host that says what it is told to. */

import type { Demo } from '../../../src/channels/web/demo.ts'
import { webChannel } from '../../../src/channels/web/index.ts'
import type { ChatResponse, Inbound } from '../../../src/chat/channel.ts'
import { createWords, text } from '../../../src/chat/i18n/words.ts'
import type { Card } from '../../../src/chat/model.ts'
import type { Database } from '../../../src/platform/database/database.ts'
import { storedFiles } from '../../../src/platform/files/files.ts'
import { randomIds } from '../../../src/platform/ids.ts'
import { plainDoor } from '../../support/door.ts'
import { hostOf } from '../../support/host.ts'
import { lentDatabase } from '../../support/lent-database.ts'
import { FIVE, fixedClock, hire, START } from '../../support/office.ts'

export const ZONE = 'Asia/Jakarta'
export const GOOD_CODE = 'ABCDE-23456'
export const words = createWords(ZONE)

export const card = (said: string, ...blocks: Card['blocks']): Card => ({
  title: text('chat:help.title'),
  blocks: [{ kind: 'quote', said }, ...blocks],
})
export const shows = (said: string, more: { over?: true } = {}): ChatResponse => ({
  kind: 'card',
  card: card(said),
  locale: 'id',
  where: 'here',
  ...more,
})
export const toast = (): ChatResponse => ({
  kind: 'toast',
  text: text('chat:refused.button'),
  locale: 'id',
  where: 'here',
})

type Script = (inbound: Inbound) => ChatResponse | null | Promise<ChatResponse | null>

/** The other end of the channel's port: it lets people in by their code, and otherwise does as it is told. */
function scriptedHost(db: Database) {
  const heard: Inbound[] = []
  const answered: string[] = []
  const gone: string[] = []
  const keys = new Set<string>()
  let script: Script = () => shows('baik')
  const letIn = async ({ from, act }: Inbound): Promise<ChatResponse | null> => {
    if (act.kind !== 'command' || act.name !== 'mulai' || act.rest === '') return null
    if (act.rest !== GOOD_CODE) return { ...toast(), ...shows('kode belum sesuai') }
    // One account a person and platform, as real linking does it.
    await db.client.account.deleteMany({ where: { personId: 'siti' } })
    await db.client.account.create({
      data: { channel: 'web', address: from.id, personId: 'siti', linkedAt: START },
    })
    return shows('selamat datang, Siti')
  }
  const host = hostOf({
    route: async inbound => {
      if (keys.has(inbound.key)) return null
      keys.add(inbound.key)
      heard.push(inbound)
      return (await letIn(inbound)) ?? script(inbound)
    },
    answered: async key => void answered.push(key),
    suggest: async (_from, _draft, _field, typed) =>
      ['Budi Misalnya', 'Budi Contoh', 'Dewi <b>Andai</b>']
        .filter(name => name.toLowerCase().includes(typed.toLowerCase()))
        .map(name => ({ value: name.replaceAll(/\W/g, '').toLowerCase(), label: name })),
    commands: async () => [{ name: 'pujian', about: text('chat:about.bantuan') }],
    gone: async ({ id }) => void gone.push(id),
  })
  return { host, heard, answered, gone, says: (next: Script) => (script = next) }
}

/** What a browser asks: the channel's routes themselves, or a server that serves them. */
export interface Pages {
  request(path: string, init: RequestInit): Response | Promise<Response>
}

/** Somebody at a browser: keeps cookies, sends what a browser sends. */
export function atBrowser(routes: Pages, { script = true } = {}) {
  let cookie = ''
  const from = { 'sec-fetch-site': 'same-origin', ...(script && { accept: 'application/json' }) }
  async function ask(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    const response = await routes.request(path, { ...init, headers: { ...init.headers, cookie } })
    const given = response.headers.get('set-cookie')
    if (given) cookie = given.split(';')[0] ?? ''
    return response
  }
  async function post(fields: Record<string, string | string[] | File>, path = '/act') {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields))
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one)
    return ask(path, { method: 'POST', body, headers: from })
  }
  return {
    ask,
    post,
    cookie: () => cookie,
    page: async (path = '/') => (await ask(path)).text(),
    says: (say: string, key?: string) => post({ say, ...(key && { key }) }),
    signsIn: async (code = GOOD_CODE) => {
      await ask('/')
      return post({ code })
    },
  }
}
export type AtBrowser = ReturnType<typeof atBrowser>

export async function stage({ demo = null as Demo | null, door = plainDoor } = {}) {
  const db = await lentDatabase()
  const clock = fixedClock()
  const ids = randomIds
  const files = storedFiles({ db, clock, ids })
  await hire(db, FIVE, START)
  const channel = webChannel({ db, clock, ids, files, words, config: { timeZone: ZONE }, door, demo })
  const { host, ...scripted } = scriptedHost(db)
  await channel.start(host)
  const { routes } = channel
  return {
    ...scripted,
    db,
    clock,
    files,
    channel,
    routes,
    host,
    browser: (how?: { script?: boolean }) => atBrowser(routes, how),
    /** Siti, signed in, and where her conversation is. */
    siti: async (how?: { script?: boolean }) => {
      const siti = atBrowser(routes, how)
      await siti.signsIn()
      const account = await db.client.account.findFirstOrThrow({ where: { personId: 'siti' } })
      return { ...siti, address: { channel: 'web', id: account.address } }
    },
    close: async () => {
      await channel.stop()
      await db.close()
    },
  }
}
export type Stage = Awaited<ReturnType<typeof stage>>

/** How often these words stand in a page. */
export const times = (page: string, said: string) => page.split(said).length - 1
