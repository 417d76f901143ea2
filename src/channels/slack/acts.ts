/**
 * What Slack brings is written into the journal before Slack is thanked, for it never brings it again; and struck out
 * once it was answered. What a dead process has left is worked on as if it came now.
 */
import type { AckFn, App, Receiver, ReceiverEvent } from '@slack/bolt'
import type { Journal, Payload } from '../../platform/conversation/journal.ts'
import { Interrupted } from '../../platform/conversation/until-shown.ts'
import type { Logger } from '../../platform/observability/log.ts'
import { within } from './within.ts'

/** Slack waits three seconds: a database that takes longer than this to write (milliseconds) keeps nobody waiting. */
const WRITE_MS = 1500
/** At the end, what runs has this long (milliseconds). */
const GRACE_MS = 8000

type Body = Payload
export type Acts = ReturnType<typeof createActs>

export function createActs(journal: Journal, log: Logger) {
  const running = new Set<Promise<unknown>>()
  /** Acts that are still owed, because we end. */
  const interrupted = new WeakSet<object>()
  let bolt: App | undefined

  async function take(event: ReceiverEvent): Promise<void> {
    const body = event.body as Body
    const key = actKey(body)
    if (key === null) return bolt?.processEvent(event)
    const { token: _secret, ...payload } = body
    const written = journal.take(key, payload).catch(err => {
      log.warn({ err, channel: 'slack' }, 'an act could not be written down before it is worked on')
      return true
    })
    const known = await within(written, WRITE_MS)
    // It came before: whoever has it in hand answers it.
    if (!known.late && !known.value) return event.ack() as Promise<void>
    await work(key, event)
    if (known.late) void written.then(() => strike(key))
  }

  async function work(key: string, event: ReceiverEvent): Promise<void> {
    await bolt?.processEvent(event)
    await (interrupted.has(event.body) ? journal.release(key) : strike(key)).catch(err =>
      log.warn({ err, channel: 'slack' }, 'the journal could not be told how an act ended'),
    )
  }

  const strike = (key: string) => journal.done(key)

  function counted<T>(work: Promise<T>): Promise<T> {
    running.add(work)
    const forget = () => void running.delete(work)
    work.then(forget, forget)
    return work
  }

  return {
    /** A receiver that brings what it hears through the journal. */
    over: (receiver: Receiver): Receiver => ({
      init: app => {
        bolt = app
        // The receiver uses nothing else of Bolt.
        receiver.init({ processEvent: (event: ReceiverEvent) => counted(take(event)) } as unknown as App)
      },
      start: (...args) => receiver.start(...args),
      stop: (...args) => receiver.stop(...args),
    }),
    /** Of Bolt's own error handler. @returns whether the act is only put off, and no error at all */
    putOff: (error: unknown, body: object): boolean => {
      if (!(error instanceof Interrupted)) return false
      interrupted.add(body)
      return true
    },
    /** Works on what a process left that is no more. Nobody waits for the thanks, and no trigger is good any longer. */
    takeOver: async (): Promise<void> => {
      if (!bolt) return
      for (const { key, payload } of await journal.takeOver()) {
        const event = { body: payload, ack: noAck as AckFn<unknown>, customProperties: { again: true } }
        void counted(work(key, event as ReceiverEvent)).catch(err => log.error({ err }, 'an act failed'))
      }
    },
    /** Ends when everything that was taken in has been worked on; what takes too long is left in the journal. */
    idle: async (): Promise<void> => void (await within(Promise.allSettled([...running]), GRACE_MS)),
  }
}

const noAck = async () => {}

/** Slack's own id of an act; null for what nobody waits for: names that are typed, the Home tab, links. */
export function actKey(body: Body): string | null {
  const { type, trigger_id: trigger, command } = body
  if (type === 'event_callback') return eventKey(body)
  if (typeof command === 'string') return text(trigger)
  if (type === 'view_submission') return text(trigger) ?? viewKey(body.view)
  if (type === 'block_actions')
    return (body.actions as { value?: string }[])[0]?.value === undefined ? null : text(trigger)
  return type === 'message_action' || type === 'shortcut' ? text(trigger) : null
}

const EVENTS = new Set(['message', 'member_joined_channel', 'member_left_channel'])
function eventKey({ event, event_id: id }: Body): string | null {
  const { type, user, bot_id: bot } = event as Record<string, unknown>
  return EVENTS.has(String(type)) && user && !bot ? text(id) : null
}
/** Older clients send no trigger with a modal. */
function viewKey(view: unknown): string {
  const { id, hash } = view as { id: string; hash: string }
  return `${id}:${hash}`
}
const text = (value: unknown) => (typeof value === 'string' ? value : null)
