/** Everything there is in this workspace: people, conversations, messages, files, views, tickets. */

import { processTime } from '../process-time.ts'
import type { Json } from './check.ts'
import { refusal, sin, type Violation } from './errors.ts'

export const TEAM = 'T0REKAN001'
export const APP = 'A0REKAN001'
export const BOT = 'U0BOTREKAN'

export interface User {
  id: string
  name: string
  email?: string
  confirmed: boolean
  /** Invited into some channels only. */
  guest: boolean
  /** The workspace they belong to. */
  team: string
  deleted: boolean
}
export interface Message {
  channel: string
  ts: string
  user: string
  text: string
  blocks: Json[]
  edits: number
  /** Only this person sees it. */
  only?: string
  deleted?: true
  /** Grows with every message and change: what is newest. */
  stamp: number
  files: StoredFile[]
}
export interface Conversation {
  id: string
  name: string
  kind: 'im' | 'public' | 'private'
  members: Set<string>
  archived?: true
}
export interface StoredFile {
  id: string
  name: string
  mimetype: string
  bytes: Uint8Array
  state: 'promised' | 'uploaded' | 'ready'
  length: number
}
export interface View {
  id: string
  hash: string
  user: string
  view: Json
  errors: Record<string, string>
  root: string
}
interface Trigger {
  user: string
  at: number
  used: boolean
  /** The modal it was tapped in. */
  view?: string
}
export interface ResponseUrl {
  user: string
  channel: string
  at: number
  uses: number
  /** The message that was tapped. */
  tapped?: Message
}

const TRIGGER_MS = 3000
const RESPONSE_MS = 30 * 60_000
const RESPONSE_USES = 5

export function createWorld() {
  const users = new Map<string, User>()
  const conversations = new Map<string, Conversation>()
  const messages: Message[] = []
  const files = new Map<string, StoredFile>()
  /** Open modals of each person, the top one last. */
  const modals = new Map<string, View[]>()
  const homes = new Map<string, View>()
  const triggers = new Map<string, Trigger>()
  const responses = new Map<string, ResponseUrl>()
  const violations: Violation[] = []
  let serial = 0
  const next = () => ++serial

  const stamp = () => next()
  const ts = () => `${Math.floor(Date.now() / 1000)}.${String(next()).padStart(6, '0')}`
  const id = (prefix: string) => `${prefix}0TEST${String(next()).padStart(6, '0')}`

  function imOf(user: string): Conversation {
    const known = conversations.get(`D${user.slice(1)}`)
    if (known) return known
    const im = {
      id: `D${user.slice(1)}`,
      name: 'directmessage',
      kind: 'im' as const,
      members: new Set([user, BOT]),
    }
    conversations.set(im.id, im)
    return im
  }

  /** Where a message to this id goes, if the bot may speak there. */
  function open(channel: string): Conversation {
    const user = users.get(channel)
    if (user?.deleted) throw refusal('user_disabled')
    if (user) return imOf(user.id)
    const found = conversations.get(channel)
    if (!found) throw refusal('channel_not_found')
    if (found.archived) throw refusal('is_archived')
    if (!found.members.has(BOT)) throw refusal('not_in_channel')
    const other = found.kind === 'im' && [...found.members].find(member => member !== BOT)
    if (other && users.get(other)?.deleted) throw refusal('user_disabled')
    return found
  }

  function put(channel: string, content: Partial<Message>): Message {
    const message = {
      channel,
      ts: ts(),
      user: BOT,
      text: '',
      blocks: [],
      edits: 0,
      files: [],
      ...content,
      stamp: stamp(),
    }
    messages.push(message)
    return message
  }
  function change(message: Message, content: Partial<Message>): void {
    Object.assign(message, content, { edits: message.edits + 1, stamp: stamp() })
  }
  const find = (channel: string, at: string) =>
    messages.find(one => one.channel === channel && one.ts === at && !one.deleted && !one.only)

  function trigger(user: string, view?: string): string {
    const code = `${next()}.${TEAM}.${'f'.repeat(16)}`
    triggers.set(code, { user, at: processTime(), used: false, ...(view && { view }) })
    return code
  }
  function pull(code: string): Trigger {
    const known = triggers.get(code)
    if (!known) throw sin('invalid_trigger_id')
    if (known.used) throw sin('exchanged_trigger_id')
    const age = processTime() - known.at
    if (age > TRIGGER_MS) throw sin('expired_trigger_id', `trigger is ${Math.round(age)} ms old`)
    known.used = true
    return known
  }

  function response(given: Omit<ResponseUrl, 'at' | 'uses'>): string {
    const code = id('R')
    responses.set(code, { ...given, at: Date.now(), uses: 0 })
    return code
  }
  function respond(code: string): ResponseUrl {
    const known = responses.get(code)
    if (!known) throw sin('invalid_url')
    if (Date.now() - known.at > RESPONSE_MS) throw sin('expired_url')
    known.uses += 1
    if (known.uses > RESPONSE_USES) throw sin('used_url', `used ${known.uses} times`)
    return known
  }

  return {
    users,
    conversations,
    messages,
    files,
    modals,
    homes,
    responses,
    triggers,
    violations,
    stamp,
    ts,
    id,
    imOf,
    open,
    put,
    change,
    find,
    trigger,
    pull,
    response,
    respond,
    modalsOf: (user: string) => {
      const known = modals.get(user) ?? []
      modals.set(user, known)
      return known
    },
  }
}
export type World = ReturnType<typeof createWorld>
