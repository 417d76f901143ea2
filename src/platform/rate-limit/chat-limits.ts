import { gcra, type Rate } from './gcra.ts'
import type { Limiter } from './limiter.ts'
import { realTime } from './queue.ts'
import type { Call, Rest } from './transit.ts'

/** The rate of each chat, as this process has used it: asked at the very moment of the call. */
export interface ChatLimits {
  /** Counts the call. @returns how long it still has to wait for the calls of this chat before it */
  take(chat: string, rate: Rate, call: Call): Rest
}

/** Number of chats remembered before those that rest are forgotten. */
const MAX_CHATS = 1000

/** A chat since it last had rested. */
interface Busy {
  /** When its allowance is whole again, if every call is counted when it was planned (milliseconds). */
  due: number
  /** By how much calls that are over may have been counted later than planned (milliseconds). */
  late: number
  open: Planned[]
}
interface Planned {
  call: Call
  at: number
}

const lateness = (calls: readonly Planned[]) =>
  Math.max(0, ...calls.map(({ call, at }) => call.countedBy(at) - at))

export function createChatLimits(limiter: Limiter, { now } = realTime): ChatLimits {
  if (limiter.unlimited) return { take: () => () => 0 }
  const chats = new Map<string, Busy>()

  /** What is known of the chat by now, or nothing when its allowance is whole again. */
  function busy(chat: string): Busy {
    const known = chats.get(chat)
    if (known) {
      known.late = Math.max(known.late, lateness(known.open.filter(({ call }) => call.over)))
      known.open = known.open.filter(({ call }) => !call.over)
      if (known.due + Math.max(known.late, lateness(known.open)) > now()) return known
    }
    const rested: Busy = { due: 0, late: 0, open: [] }
    chats.set(chat, rested)
    return rested
  }

  return {
    take: (chat, rate, call) => {
      const from = now()
      if (chats.size > MAX_CHATS)
        for (const [key, { due, late }] of chats) if (due + late < from) chats.delete(key)
      const state = busy(chat)
      const { wait, next } = gcra(state.due, from, rate)
      const at = from + wait
      const before = [...state.open]
      state.due = next
      state.open.push({ call, at })
      // If all before were late by so much, the whole plan is late by no more.
      return () => at + Math.max(state.late, lateness(before)) - now()
    },
  }
}
