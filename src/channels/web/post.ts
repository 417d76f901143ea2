/** A post from the page: read, heard, answered, once. */
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Act, ChatResponse, Host, Inbound } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { FileRef, Locale, Text } from '../../chat/model.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Ids } from '../../platform/ids.ts'
import { line, type Posted, readActs, readLine, TooLarge } from './acts.ts'
import type { Conversations } from './conversation.ts'
import type { Converse } from './converse.ts'
import type { Sessions } from './sessions.ts'
import type { Visitor, Visitors } from './visitors.ts'

/** A file that was sent is kept this long (days); a feature that needs it longer keeps it itself. */
const KEEP_DAYS = 30
/** Strangers are listened to no longer than this (characters). */
const MAX_KNOCK = 200

export interface PostDeps {
  conversations: Conversations
  converse: Converse
  sessions: Sessions
  visitors: Visitors
  files: Files
  ids: Ids
  words: Words
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
  status: 200 | 413
}

/** @param flashes the browser's script shows what is to be seen for a moment only */
export function createPost(deps: PostDeps) {
  const { conversations, converse, sessions, visitors, files, ids, host } = deps

  async function post(c: Context, flashes: boolean): Promise<Answer> {
    const visitor = await visitors.open(c)
    const posted = await c.req.parseBody({ all: true })
    return visitor.linked ? talk(visitor, posted, flashes) : knock(c, visitor, posted)
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

  /** A polite no: what was typed stays in the page, or the conversation tells why it is gone. */
  async function refuse({ address, linked }: Visitor, why: Text, flashes: boolean): Promise<Answer> {
    if (!flashes && linked)
      await conversations.add(address, 'rekan', { kind: 'note', text: why, locale: 'id' })
    return { flash: why, locale: 'id', status: 413 }
  }

  /**
   * Somebody not known yet, or no longer: the router says what to do, or links the account when the code is
   * right. Nothing of it is kept: a stranger's conversation begins with being let in.
   */
  async function knock(c: Context, { address }: Visitor, posted: Posted): Promise<Answer> {
    const code = line(posted.code).trim().slice(0, MAX_KNOCK)
    const said = line(posted.say).trim().slice(0, MAX_KNOCK)
    const act: Act = code === '' ? readLine(said) : { kind: 'command', name: 'mulai', rest: code }
    const asked = inbound(address, keyOf(posted), act)
    const shown = (await host()?.route(asked)) ?? null
    const answer: Answer = { flash: null, locale: shown?.locale ?? 'id', status: 200 }
    try {
      if (!(await visitors.isLinked(address)))
        return { ...answer, ...(shown && { refused: shown }), ...(code === '' && { reload: true as const }) }
      await sessions.renew(c, address)
      if (shown) await converse.show(address, shown)
      return { ...answer, reload: true }
    } finally {
      await host()?.answered(asked.key)
    }
  }

  /** What the person did, once: the same act sent again finds it standing. */
  async function write(address: string, key: string, act: Act): Promise<void> {
    const id = messageId(address, key)
    if (act.kind === 'say') await conversations.put(address, 'person', { kind: 'said', text: act.text }, id)
    if (act.kind === 'attach')
      await conversations.put(address, 'person', { kind: 'sent', file: act.file }, id)
    if (act.kind === 'command')
      await conversations.put(address, 'person', { kind: 'said', text: shownCommand(act) }, id)
  }

  async function keepOnce(address: string, key: string, file: File): Promise<FileRef> {
    const known = await conversations.byId(address, messageId(address, key))
    if (known?.body.kind === 'sent') return known.body.file
    const bytes = new Uint8Array(await file.arrayBuffer())
    const mime = /^[\w.+-]+\/[\w.+-]+$/.exec(file.type)?.[0] ?? 'application/octet-stream'
    return files.put({ name: file.name.slice(0, 200), mime, bytes }, KEEP_DAYS)
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
