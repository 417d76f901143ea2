/**
 * Long polling in which people do not wait for each other. Telegram forgets an update once a later offset is asked
 * for, so none is confirmed before it and all before it are done: what a crash interrupts comes again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bot, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Standing } from '../../chat/channel.ts'
import type { Logger } from '../../platform/observability/log.ts'
import { isRefused } from './connection.ts'
import { causeOf } from './errors.ts'

/** While something runs, new updates are looked for this often (milliseconds); Telegram repeats what runs. */
const LOOK_AGAIN = 50
/** How long one question stays open when nothing runs (seconds). */
const OPEN = 30
const AFTER_TROUBLE = 3000
/** At the end, what runs has this long (milliseconds). */
const GRACE = 10_000
/** A token that is no good is tried again this late (milliseconds): somebody may mend it at Telegram's side. */
const AFTER_REFUSAL = 60_000

type Wanted = NonNullable<Parameters<Bot['api']['getUpdates']>[0]>['allowed_updates']
type Signal = Parameters<Bot['api']['getUpdates']>[1]

/** @param asking a way of its own to ask by: a question stays open for longer than any other call may take */
export function createPolling(bot: Bot, context: Bot['api'], wanted: Wanted, log: Logger) {
  const running = new Map<number, Promise<void>>()
  /** Done, but not confirmed: one before them still runs. */
  const done = new Set<number>()
  let next = 0
  let ending: AbortController | undefined
  let reading: Promise<void> | undefined

  let standing: Standing = 'ok'

  const unconfirmed = () => Math.min(next, ...running.keys())

  function take(update: Update): void {
    const id = update.update_id
    if (running.has(id) || done.has(id)) return
    next = Math.max(next, id + 1)
    const work = bot
      .handleUpdate(update)
      // An update that fails is logged and left: the router has already said what there is to say.
      .catch(error => log.error({ err: causeOf(error), update: id }, 'telegram update failed'))
      .finally(() => {
        running.delete(id)
        done.add(id)
      })
    running.set(id, work)
  }

  async function ask(signal: AbortSignal): Promise<void> {
    const offset = unconfirmed()
    for (const id of done) if (id < offset) done.delete(id)
    const timeout = running.size > 0 ? 0 : OPEN
    const options = { offset, timeout, ...(wanted && { allowed_updates: wanted }) }
    for (const update of await context.getUpdates(options, signal as Signal)) take(update)
    if (running.size > 0) await allDone(running, LOOK_AGAIN)
  }

  async function read(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await ask(signal)
        standing = 'ok'
      } catch (error) {
        if (signal.aborted) return
        const trouble = troubleOf(error)
        standing = trouble.standing
        log[trouble.level](
          { err: error, channel: 'telegram', standing },
          'telegram cannot be asked for updates',
        )
        await sleep(trouble.patience, undefined, { signal }).catch(() => {})
      }
    }
  }

  return {
    standing: () => standing,
    /** @param connected awaited first */
    begin: (connected: Promise<void> = Promise.resolve()): void => {
      if (reading) return
      ending = new AbortController()
      const { signal } = ending
      const ended = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
      reading = Promise.race([connected, ended]).then(() => read(signal))
    },
    /** Asks no more, lets what runs end, and confirms it, so that whoever reads next begins after it. */
    end: async () => {
      if (!reading) return
      ending?.abort()
      await reading
      reading = undefined
      await allDone(running, GRACE)
      if (next > 0) await context.getUpdates({ offset: unconfirmed(), limit: 1, timeout: 0 }).catch(() => {})
    },
  }
}

/** Until all of these are done, or so many milliseconds have passed. */
async function allDone(running: ReadonlyMap<number, Promise<void>>, milliseconds: number): Promise<void> {
  const over = new AbortController()
  const late = sleep(milliseconds, undefined, { signal: over.signal }).catch(() => {})
  await Promise.race([Promise.all(running.values()), late])
  over.abort()
}

/** What a failed question says of Telegram, and after how long (milliseconds) it is asked again. */
function troubleOf(error: unknown) {
  const refused = isRefused(error)
  const asked = error instanceof GrammyError ? error.parameters.retry_after : undefined
  const usual = refused ? AFTER_REFUSAL : AFTER_TROUBLE
  return {
    standing: refused ? ('refused' as const) : ('unreachable' as const),
    level: refused ? ('error' as const) : ('warn' as const),
    patience: asked === undefined ? usual : asked * 1000,
  }
}
