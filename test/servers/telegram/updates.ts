/** The queue of updates: fetched by long polling or pushed to a webhook, each kept until confirmed. */

import { checkType } from './checker.ts'
import { conflict } from './errors.ts'
import type { Update } from './shapes.ts'
import { updateKinds } from './spec.ts'

export interface Entry {
  update: Update
  /** Sent a second time on purpose: handed out once, whatever the offset. */
  again: boolean
  delivered: boolean
}
export interface Poll {
  offset?: number
  limit?: number
  timeout?: number
  allowed_updates?: string[]
}
interface Waiting {
  finish(): void
  fail(error: Error): void
}

/** Kinds Telegram sends only to bots that ask for them by name. */
const ON_REQUEST = ['chat_member', 'message_reaction', 'message_reaction_count']
const USUAL = updateKinds.filter(kind => !ON_REQUEST.includes(kind))

export function createUpdates(onDelivered: (update: Update) => void) {
  const history: Update[] = []
  let entries: Entry[] = []
  let allowed: readonly string[] = USUAL
  let waiting: Waiting | undefined
  let pushed: (() => void) | undefined
  let serial = 700_100_200

  function wake(): void {
    waiting?.finish()
    pushed?.()
  }

  /** Queues an update, unless the bot did not ask for its kind. The id is used up in any case. */
  function push(content: Omit<Update, 'update_id'>): Update {
    const update: Update = { update_id: ++serial, ...content }
    const problems = checkType('Update', update)
    if (problems.length) throw new Error(`This test server made a wrong update: ${problems.join('; ')}`)
    if (!Object.keys(content).every(kind => allowed.includes(kind))) return update
    history.push(update)
    entries.push({ update: structuredClone(update), again: false, delivered: false })
    wake()
    return update
  }

  function redeliver(updateId: number): void {
    const update = history.find(each => each.update_id === updateId)
    if (!update) throw new Error(`No update ${updateId} was ever sent to the bot`)
    entries.push({ update: structuredClone(update), again: true, delivered: false })
    entries.sort((a, b) => a.update.update_id - b.update.update_id)
    wake()
  }

  function allow(kinds: string[] | undefined): void {
    if (kinds) allowed = kinds.length ? kinds : USUAL
  }

  function confirm(offset: number | undefined): void {
    const isConfirmed = ({ update, again, delivered }: Entry) =>
      again ? delivered : offset !== undefined && offset >= 0 && update.update_id < offset
    entries = entries.filter(entry => !isConfirmed(entry))
    if (offset !== undefined && offset < 0) entries = entries.slice(offset)
  }

  function deliver(entry: Entry): Update {
    entry.delivered = true
    onDelivered(entry.update)
    return entry.update
  }

  const take = (limit = 100) => entries.slice(0, limit).map(deliver)

  /** `gone` aborts when the poller hangs up: what nobody reads must not count as delivered. */
  async function poll(ask: Poll, gone: AbortSignal): Promise<Update[]> {
    if (pushed) throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook first")
    waiting?.fail(
      conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
    )
    allow(ask.allowed_updates)
    confirm(ask.offset)
    if (entries.length === 0 && ask.timeout) await patience(Math.min(ask.timeout, 50), gone)
    return gone.aborted ? [] : take(ask.limit)
  }

  function patience(seconds: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => mine.finish(), seconds * 1000)
      const end = (settle: () => void) => () => {
        clearTimeout(timer)
        if (waiting === mine) waiting = undefined
        settle()
      }
      const mine: Waiting = { finish: end(resolve), fail: error => end(() => reject(error))() }
      waiting = mine
      gone.addEventListener('abort', mine.finish)
    })
  }

  return {
    history,
    push,
    redeliver,
    allow,
    poll,
    deliver,
    pending: () => entries,
    remove(entry: Entry) {
      entries = entries.filter(each => each !== entry)
    },
    clear() {
      entries = []
    },
    /** While set, updates are pushed and polling is refused. */
    pushTo(pump: (() => void) | undefined) {
      pushed = pump
      if (pump) waiting?.fail(conflict('terminated by setWebhook request'))
    },
    stop: () => waiting?.finish(),
  }
}
export type Updates = ReturnType<typeof createUpdates>
