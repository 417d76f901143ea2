/** A strict Slack for tests: real HTTP and WebSocket, Block Kit's limits, people with thumbs. See README.md. */
import { processTime } from '../process-time.ts'
import type { Fault } from '../telegram/faults.ts'
import { until } from '../telegram/visible.ts'
import { createDelivery, eventsIn, type HttpTarget } from './deliver.ts'
import { assertClean } from './errors.ts'
import { serve } from './http.ts'
import { type Channel, createPerson } from './person.ts'
import { readMessage } from './visible.ts'
import { createWorld, TEAM, type User } from './world.ts'

/** The first wait of the app before it tries again, and time to do so (milliseconds). */
const RETRY_MS = 450

export { sign } from './deliver.ts'
export type { Call } from './http.ts'
export type { Channel, Person } from './person.ts'
export { readMessage } from './visible.ts'

/** Everything an app of this kind may ask for. Tests of the manifest give fewer. */
const ALL = [
  ...['chat:write', 'commands', 'files:write', 'files:read', 'im:history', 'im:write', 'im:read'],
  ...['channels:read', 'groups:read', 'users:read', 'users:read.email'],
]
export type SlackServer = Awaited<ReturnType<typeof slackServer>>

export async function slackServer({ scopes = ALL as readonly string[] } = {}) {
  const tokens = { bot: 'xoxb-test-bot-token', app: 'xapp-test-app-token' }
  const signingSecret = 'test-signing-secret-0123456789'
  const world = createWorld()
  const wire = await serve(world, tokens, new Set(scopes))
  const delivery = createDelivery(world, wire)

  function person(name: string, { email, ...standing }: Partial<Omit<User, 'id' | 'name'>> = {}) {
    const usual = { confirmed: true, guest: false, team: TEAM, deleted: false }
    const user = { id: world.id('U'), name, ...usual, ...standing, ...(email && { email }) }
    world.users.set(user.id, user)
    world.imOf(user.id)
    return createPerson(world, wire, delivery, user)
  }

  function channel(name: string, members: { id: string }[], { isPrivate = false } = {}): Channel {
    const id = world.id('C')
    const kind = isPrivate ? ('private' as const) : ('public' as const)
    world.conversations.set(id, { id, name, kind, members: new Set(members.map(one => one.id)) })
    const messages = () => world.messages.filter(one => one.channel === id && !one.deleted)
    return { id, name, messages, text: () => messages().map(readMessage).join('\n---\n') }
  }

  return {
    ...tokens,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    world,
    apiUrl: `${wire.origin()}/api/`,
    person,
    channel,
    calls: wire.calls,
    callsTo: (method: string) => wire.calls.filter(call => call.method === method),
    usedScopes: wire.used,
    get usedEvents() {
      return eventsIn(delivery.history)
    },
    violations: world.violations,
    assertClean: () => assertClean(world.violations),
    /** From now on Slack's limits are kept: who calls too often is answered 429. */
    keepsPace: () => {
      wire.state.strictPace = true
    },
    get count429() {
      return wire.state.count429
    },
    /** Everything said so far, and how it was said: for tests that talk for a night. */
    forget: () => {
      for (const list of [wire.calls, delivery.history, world.messages]) list.splice(0)
      for (const map of [world.files, world.triggers, world.responses, world.modals, world.homes]) map.clear()
    },
    failNext: (method: string, fault: Fault) => void wire.faults.plan(method, fault),
    clearFaults: () => void wire.faults.clear(),
    /** From now on by signed HTTP requests instead of a socket. */
    postTo: (target: Omit<HttpTarget, 'signingSecret'>) => {
      delivery.state.target = { ...target, signingSecret }
    },
    /** Everything that was delivered, to be delivered again. */
    history: delivery.history,
    redeliver: (index = -1) => {
      const sent = delivery.history.at(index)
      if (!sent) throw new Error('nothing was delivered yet')
      return delivery.deliver(sent, { remember: false })
    },
    event: delivery.event,
    connections: () => delivery.state.connections,
    connected: delivery.connected,
    /** Cuts the connection, or asks the app to come back, as Slack does every few hours. */
    dropSocket: ({ politely = false } = {}) => {
      for (const socket of delivery.sockets)
        if (politely) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
        else socket.terminate()
    },
    /**
     * Until nothing is under way and nothing was called for a while: longer when the last call was refused, for it may
     * be tried again (a picture is after 0.3 s). Time in which the machine lets nobody work does not count.
     */
    idle: async ({ quiet = 80, within = 8000 } = {}) => {
      const since = processTime()
      const rests = () =>
        wire.state.running === 0 &&
        delivery.state.open === 0 &&
        processTime() - Math.max(since, wire.state.lastCallAt) >=
          (wire.state.lastRefused ? Math.max(quiet, RETRY_MS) : quiet)
      await until(
        within,
        () => rests() || undefined,
        () => 'Slack does not come to rest',
      )
    },
    close: wire.close,
  }
}
