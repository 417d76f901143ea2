/** A post from the page: read, routed and answered once, however often the browser sends it. */
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Act, ChatResponse, Host, Inbound } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { FileRef, Locale, Text } from '../../chat/model.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Door } from '../../platform/http/door.ts'
import type { Ids } from '../../platform/ids.ts'
import { line, type Posted, readActs, readLine, TooLarge } from './acts.ts'
import type { Conversations } from './conversation.ts'
import type { Converse } from './converse.ts'
import type { WebLimits } from './limits.ts'
import { readPosted } from './posted.ts'
import type { Sessions } from './sessions.ts'
import type { Visitor, Visitors } from './visitors.ts'

/** A file that was sent is kept this long (days); a feature that needs it longer keeps it itself. */
const KEEP_DAYS = 30
/** Longest text that is read from somebody without an account (characters). */
const MAX_STRANGER_TEXT = 200

export interface PostDeps {
  conversations: Conversations
  converse: Converse
  sessions: Sessions
  visitors: Visitors
  files: Files
  ids: Ids
  words: Words
  door: Pick<Door, 'addressOf'>
  limits: Pick<WebLimits, 'hears' | 'wrongCode'>
  host(): Host | undefined
}
/** What the page learns. Messages themselves come by the stream of events. */
export interface Answer {
  flash: Text | null
  locale: Locale
  /** What the visitor may see has changed: the page is to be read anew. */
  reload?: true
  /** What a stranger was told. */
  refused?: ChatResponse
  status: 200 | 413 | 429
}

export interface Post {
  /** @param flashes the browser's script shows what is to be seen for a moment only */
  post(c: Context, flashes: boolean): Promise<Answer>
  /** Refuses a post that is too large: what was typed stays in the page, or the conversation says why it is gone. */
  refuse(visitor: Visitor, why: Text, flashes: boolean): Promise<Answer>
}

export function createPost(deps: PostDeps): Post {
  const { conversations, converse, sessions, visitors, ids, door, limits, host } = deps
  const { write, keepOnce } = createOwnMessages(deps)

  async function post(c: Context, flashes: boolean): Promise<Answer> {
    const visitor = await visitors.open(c)
    if (!visitor.linked && !(await limits.hears(door.addressOf(c))))
      return { flash: text('web:tooMany'), locale: 'id', status: 429 }
    const posted = await readPosted(c)
    return visitor.linked ? talk(visitor, posted, flashes) : stranger(c, visitor, posted)
  }

  async function talk(visitor: Visitor, posted: Posted, flashes: boolean): Promise<Answer> {
    const { address } = visitor
    const key = keyOf(posted)
    const tapped = await conversations.byId(address, line(posted.message))
    const draft = tapped?.body.kind === 'form' ? tapped.body.draft : null
    const reading = {
      draft,
      keep: (file: File) => keepOnce(address, `${key}-0`, file),
      find: (fieldId: string, typed: string) => only(address, draft?.id ?? '', fieldId, typed),
    }
    try {
      let answer: Answer = { flash: null, locale: 'id', status: 200 }
      for (const [index, act] of (await readActs(posted, reading)).entries()) {
        await write(address, `${key}-${index}`, act)
        const heard = await converse.hear(inbound(address, `${key}-${index}`, act), tapped, flashes)
        answer = { ...answer, flash: heard.flash, locale: heard.shown?.locale ?? answer.locale }
      }
      return answer
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      return refuse(visitor, text(error.what === 'file' ? 'web:tooLarge' : 'web:tooLong'), flashes)
    }
  }

  async function refuse({ address, linked }: Visitor, why: Text, flashes: boolean): Promise<Answer> {
    if (!flashes && linked)
      await conversations.add(address, 'rekan', { kind: 'note', text: why, locale: 'id' })
    return { flash: why, locale: 'id', status: 413 }
  }

  /**
   * Somebody whose account is not linked, or no longer: the router says what to do, or links the account when the
   * code is right. Nothing is kept before that: the conversation begins when the account is linked.
   */
  async function stranger(c: Context, { address }: Visitor, posted: Posted): Promise<Answer> {
    const code = line(posted.code).trim().slice(0, MAX_STRANGER_TEXT)
    const said = line(posted.say).trim().slice(0, MAX_STRANGER_TEXT)
    const act: Act = code === '' ? readLine(said) : { kind: 'command', name: 'mulai', rest: code }
    const asked = inbound(address, keyOf(posted), act)
    const shown = (await host()?.route(asked)) ?? null
    const answer: Answer = { flash: null, locale: shown?.locale ?? 'id', status: 200 }
    try {
      if (!(await visitors.isLinked(address))) {
        if (code !== '') await limits.wrongCode(door.addressOf(c))
        return { ...answer, ...(shown && { refused: shown }), ...(code === '' && { reload: true as const }) }
      }
      await sessions.renew(c, address)
      if (shown) await converse.show(address, shown)
      return { ...answer, reload: true }
    } finally {
      await host()?.answered(asked.key)
    }
  }

  async function only(address: string, draftId: string, fieldId: string, typed: string) {
    const found = (await host()?.suggest({ channel: 'web', id: address }, draftId, fieldId, typed)) ?? []
    return found.length === 1 ? (found[0]?.value ?? null) : null
  }

  /** The page makes a key for each act, so that an act sent twice is done once. */
  function keyOf(posted: Posted): string {
    const key = line(posted.key)
    return /^[\w-]{8,64}$/.test(key) ? key : ids.next()
  }

  return { post, refuse }
}

/** What people send, written into their own conversation; the same act sent again changes nothing. */
function createOwnMessages({ conversations, files }: Pick<PostDeps, 'conversations' | 'files'>) {
  async function write(address: string, key: string, act: Act): Promise<void> {
    const id = messageId(address, key)
    if (act.kind === 'say') await conversations.put(address, 'person', { kind: 'said', text: act.text }, id)
    if (act.kind === 'attach')
      await conversations.put(address, 'person', { kind: 'sent', file: act.file }, id)
    if (act.kind === 'command')
      await conversations.put(address, 'person', { kind: 'said', text: shownCommand(act) }, id)
  }

  async function keepOnce(address: string, key: string, file: File): Promise<FileRef> {
    const before = await conversations.byId(address, messageId(address, key))
    if (before?.body.kind === 'sent') return before.body.file
    const bytes = new Uint8Array(await file.arrayBuffer())
    const mime = /^[\w.+-]+\/[\w.+-]+$/.exec(file.type)?.[0] ?? 'application/octet-stream'
    return files.put({ name: file.name.slice(0, 200), mime, bytes }, KEEP_DAYS)
  }

  return { write, keepOnce }
}

// With the address: a key is good for its own conversation only.
const inbound = (address: string, key: string, act: Act): Inbound => ({
  key: `web:${address}:${key}`,
  from: { channel: 'web', id: address },
  place: { kind: 'direct' },
  act,
})

const messageId = (address: string, key: string) =>
  createHash('sha256').update(`${address}:${key}`).digest('hex').slice(0, 24)

/** A linking code is not left standing in the conversation. */
function shownCommand({ name, rest }: { name: string; rest: string }): string {
  if (rest === '') return `/${name}`
  return name === 'mulai' ? '/mulai •••••' : `/${name} ${rest}`
}
