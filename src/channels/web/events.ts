/** The stream of what is new in a conversation. */
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Conversations, Message } from './conversation.ts'
import type { WebLimits } from './limits.ts'

/** How often another process's messages are looked for while somebody listens (milliseconds). */
const POLL = 1000
/** How often it is asked whether the session still holds (milliseconds). */
const RIGHTS = 10_000
/** A comment that keeps proxies from closing a quiet stream (milliseconds). */
const HEARTBEAT = 20_000
/** How long a browser waits before it comes back (milliseconds). */
const RETRY = 2000

export interface Listening {
  conversations: Conversations
  address: string
  /** The revision the listener has seen. */
  seen: bigint
  /** Rekan runs, and whoever listens may still read here: asked when the bell rings, and now and then. */
  mayListen(): Promise<boolean>
  html(message: Message): Promise<string>
  limits: Pick<WebLimits, 'stream'>
  /** The office's clock in words, where it is shown. */
  clock?: (() => string) | undefined
}

/** Where a listener left off: the browser says so itself when it comes back. */
export const seenBy = (c: Context): bigint =>
  BigInt(/^\d{1,18}$/.exec(c.req.header('last-event-id') ?? c.req.query('last') ?? '')?.[0] ?? 0)

export function listen(c: Context, listening: Listening): Response {
  const { conversations, address } = listening
  // Proxies would otherwise hold the stream back until enough has come together.
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, async stream => {
    const bell = createBell(conversations, address)
    const closed = listening.limits.stream(address, () => void giveWay(stream))
    stream.onAbort(bell.stop)
    await stream.write(`retry: ${RETRY}\n\n`)
    try {
      await tell(stream, listening, bell)
    } finally {
      closed()
      bell.stop()
    }
  })
}

/** Too many windows: this one is told to listen no longer, until somebody looks at it again. */
async function giveWay(stream: SSEStreamingApi): Promise<void> {
  await stream.writeSSE({ event: 'enough', data: '' })
  await stream.close()
}

async function tell(stream: SSEStreamingApi, listening: Listening, bell: Bell): Promise<void> {
  const { conversations, address, mayListen, html, clock } = listening
  let { seen } = listening
  let [quiet, unasked, shownClock] = [0, 0, clock?.()]
  while (!stream.aborted && !stream.closed) {
    for (const message of await conversations.since(address, seen)) {
      seen = message.revision
      const data = JSON.stringify({ id: message.id, html: await html(message) })
      await stream.writeSSE({ id: String(seen), data })
      quiet = 0
    }
    const rang = await bell.rung(POLL)
    quiet += POLL
    unasked += POLL
    if (rang || unasked >= RIGHTS) {
      if (!(await mayListen())) return
      unasked = 0
    }
    const time = clock?.()
    if (time !== undefined && time !== shownClock) {
      shownClock = time
      await stream.writeSSE({ event: 'clock', data: time })
    }
    if (quiet >= HEARTBEAT) {
      quiet = 0
      await stream.write(': still here\n\n')
    }
  }
}

interface Bell {
  /** @returns whether it rang, or the time was up */
  rung(within: number): Promise<boolean>
  stop(): void
}

/** A bell that is heard even when it rang while nobody was waiting. */
function createBell(conversations: Conversations, address: string): Bell {
  let rang = false
  let wake = () => {}
  const stop = conversations.listen(address, () => {
    rang = true
    wake()
  })
  return {
    stop: () => {
      stop()
      wake()
    },
    rung: async within => {
      if (!rang) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, within)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      const heard = rang
      rang = false
      return heard
    },
  }
}
