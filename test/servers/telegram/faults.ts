/** Bad days on purpose: planned failures, and Telegram's patience measured in messages a second. */

import { ApiError, tooMany } from './errors.ts'

export interface Fault {
  /** The answer's HTTP status; 429 when only `retryAfter` is given. */
  status?: number
  description?: string
  retryAfter?: number
  /** How many calls fail (default 1). */
  times?: number
  /** The call takes effect, then its answer is lost (or is `status`). */
  afterEffect?: boolean
  /** Only what is said in this chat (default: in any). */
  chat?: number
  /** What happens to the caller the moment it calls, before the rest of this. */
  meanwhile?: () => Promise<unknown>
  /** The connection breaks before anything happened. */
  reset?: boolean
  /** With `retryAfter`: until then whatever else is said is refused as well, as Telegram does. */
  everyone?: boolean
  /** The call takes effect; its answer comes so much later (milliseconds), or when this has happened. */
  slow?: number | Promise<unknown>
}
export interface Limits {
  perSecond?: number
  perChatPerSecond?: number
  /** So many at once in a chat after a rest (default: a second's worth). */
  chatBurst?: number
  perGroupPerMinute?: number
}
/** What core.telegram.org/bots/faq says of broadcasting, with the short bursts it tolerates in a chat. */
export const TELEGRAM_LIMITS: Limits = {
  perSecond: 30,
  perChatPerSecond: 1,
  chatBurst: 3,
  perGroupPerMinute: 20,
}

export class ConnectionLost extends Error {}

interface Planned extends Fault {
  method: string
  left: number
}

export function createFaults() {
  const planned: Planned[] = []

  /** '*' spares getUpdates, which is always under way: name it to make it fail. */
  function next(method: string, chat?: unknown): Fault | undefined {
    const fault = planned.find(
      each =>
        each.left > 0 &&
        (each.method === method || (each.method === '*' && method !== 'getUpdates')) &&
        (each.chat === undefined || String(each.chat) === String(chat)),
    )
    if (fault) fault.left -= 1
    return fault
  }

  return {
    next,
    plan: (method: string, fault: Fault) => planned.push({ ...fault, method, left: fault.times ?? 1 }),
    clear: () => planned.splice(0),
  }
}

export function raise(fault: Fault): never {
  if (fault.retryAfter !== undefined && (fault.status ?? 429) === 429) throw tooMany(fault.retryAfter)
  if (fault.reset || fault.status === undefined) throw new ConnectionLost('reset on purpose')
  throw new ApiError(fault.status, fault.description ?? `Planned failure ${fault.status}`)
}

const SPEAKS = /^(send(?!ChatAction)|edit|copy|forward)/

/** Counts messages in sliding seconds and minutes of real time; throws a 429 when there were too many. */
export function createThrottle() {
  const recent: number[] = []
  /** When each chat's allowance is whole again. */
  const owing = new Map<string, number>()
  const inGroup = new Map<string, number[]>()
  let closedUntil = 0

  function admit(method: string, params: Record<string, unknown>, limits: Limits): void {
    if (!SPEAKS.test(method)) return
    const at = Date.now()
    if (at < closedUntil) throw tooMany(Math.ceil((closedUntil - at) / 1000))
    const chat = String(params.chat_id)
    const isGroup = chat.startsWith('-') && !method.startsWith('edit')
    const said = isGroup ? within(inGroup.get(chat) ?? [], at - 60_000) : []
    const { perSecond, perChatPerSecond, chatBurst = perChatPerSecond ?? 1, perGroupPerMinute } = limits
    const every = perChatPerSecond === undefined ? 0 : 1000 / perChatPerSecond
    const owed = Math.max(owing.get(chat) ?? 0, at)
    if (within(recent, at - 1000 + CLOCK_MS).length >= (perSecond ?? Number.POSITIVE_INFINITY))
      throw tooMany(1)
    if (owed - at > (chatBurst - 1) * every + CLOCK_MS) throw tooMany(1)
    if (said.length >= (perGroupPerMinute ?? Number.POSITIVE_INFINITY))
      throw tooMany(Math.ceil(((said[0] ?? at) + 60_000 - at) / 1000))
    recent.push(at)
    owing.set(chat, owed + every)
    if (isGroup) inGroup.set(chat, [...said, at])
  }

  return {
    admit,
    close: (seconds: number) => {
      closedUntil = Date.now() + seconds * 1000
    },
  }
}

/** Two clocks a wire apart count the same second a little differently (milliseconds). */
const CLOCK_MS = 20

function within(times: number[], since: number): number[] {
  while ((times[0] ?? Number.POSITIVE_INFINITY) <= since) times.shift()
  return times
}
