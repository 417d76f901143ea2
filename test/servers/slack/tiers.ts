/** Slack's limits (docs.slack.dev/apis/web-api/rate-limits): a message a second in a channel, and tiers a minute. */
import type { Json } from './check.ts'

const TIER_3 = 50
const TIER_4 = 100
/** Calls a minute in a workspace. "Several hundred" messages is what Slack says of chat.postMessage. */
const A_MINUTE: Record<string, number> = {
  'chat.postMessage': 500,
  'chat.update': TIER_3,
  'conversations.info': TIER_3,
  'files.getUploadURLExternal': TIER_4,
  'files.completeUploadExternal': TIER_4,
  'users.info': TIER_4,
  'views.open': TIER_4,
  'views.publish': TIER_4,
  'views.push': TIER_4,
  'views.update': TIER_4,
}
/** Two clocks a wire apart count the same second a little differently (milliseconds). */
const CLOCK_MS = 20

/** Counts calls in sliding seconds and minutes of real time. */
export function createTiers() {
  const called = new Map<string, number[]>()
  const said = new Map<string, number>()
  const closed = new Map<string, number>()

  /** @returns seconds after which to try again; null: admitted */
  function admit(method: string, args: Json): number | null {
    const at = Date.now()
    const until = closed.get(method) ?? 0
    if (at < until) return Math.ceil((until - at) / 1000)
    const minute = (called.get(method) ?? []).filter(one => one > at - 60_000)
    if (minute.length >= (A_MINUTE[method] ?? Number.POSITIVE_INFINITY))
      return Math.ceil(((minute[0] ?? at) + 60_000 - at) / 1000)
    const channel = String(args.channel)
    if (method === 'chat.postMessage' && at - (said.get(channel) ?? 0) < 1000 - CLOCK_MS) return 1
    called.set(method, [...minute, at])
    if (method === 'chat.postMessage') said.set(channel, at)
    return null
  }

  return {
    admit,
    close: (method: string, seconds: number) => closed.set(method, Date.now() + seconds * 1000),
  }
}
