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
  /** The connection breaks before anything happened. */
  reset?: boolean
}
export interface Limits {
  perSecond?: number
  perChatPerSecond?: number
}

export class ConnectionLost extends Error {}

interface Planned extends Fault {
  method: string
  left: number
}

export function createFaults() {
  const planned: Planned[] = []

  /** '*' spares getUpdates, which is always under way: name it to make it fail. */
  function next(method: string): Fault | undefined {
    const fault = planned.find(
      each => each.left > 0 && (each.method === method || (each.method === '*' && method !== 'getUpdates')),
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

/** Counts messages in a sliding second of real time; throws a 429 when there were too many. */
export function createThrottle() {
  const recent: { chat: string; at: number }[] = []

  return function admit(method: string, params: Record<string, unknown>, limits: Limits): void {
    if (!SPEAKS.test(method)) return
    const at = Date.now()
    while (recent[0] && recent[0].at <= at - 1000) recent.shift()
    const chat = String(params.chat_id)
    const inChat = recent.filter(each => each.chat === chat).length
    if (recent.length >= (limits.perSecond ?? Number.POSITIVE_INFINITY)) throw tooMany(1)
    if (inChat >= (limits.perChatPerSecond ?? Number.POSITIVE_INFINITY)) throw tooMany(1)
    recent.push({ chat, at })
  }
}
