/**
 * An office whose people live on Telegram, on Slack and in the browser: real grammY, real Bolt over Socket Mode and
 * real HTTP against strict platforms. A story is told in the same words wherever somebody lives.
 */
import { type App, buildApp, type MakeChannel } from '../../src/app.ts'
import { slackChannel } from '../../src/channels/slack/index.ts'
import { telegramChannel } from '../../src/channels/telegram/index.ts'
import { webChannel } from '../../src/channels/web/index.ts'
import { readConfig } from '../../src/config.ts'
import { type Http, listen } from '../../src/platform/http/server.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { type SlackServer, slackServer } from '../servers/slack/index.ts'
import { type TelegramServer, telegramServer } from '../servers/telegram/index.ts'
import { freshDatabase } from './database.ts'
import { plainDoor } from './door.ts'
import { countedIds, fixedClock, type Hired, hire, START, settled } from './office.ts'
import { type Ear, type Resident, type Room, resident } from './residents/resident.ts'
import { onSlack } from './residents/slack.ts'
import { onTelegram, readable } from './residents/telegram.ts'
import { inBrowser } from './residents/web.ts'
import { freeSlots } from './slots.ts'

export type Home = 'telegram' | 'slack' | 'web'
export interface Settler extends Hired {
  lives: Home
}
const HOST = '127.0.0.1'

/** Lets the test know what a channel has heard. */
function listening(make: MakeChannel, ear: Ear): MakeChannel {
  return parts => {
    const channel = make(parts)
    const start: typeof channel.start = host =>
      channel.start({
        ...host,
        route: async inbound => {
          ear.running += 1
          try {
            return await host.route(inbound)
          } finally {
            ear.running -= 1
            ear.heard += 1
          }
        },
      })
    return { ...channel, start }
  }
}

function platforms(telegram: TelegramServer, slack: SlackServer, paced: boolean) {
  const ears: Record<Home, Ear> = {
    telegram: { heard: 0, running: 0 },
    slack: { heard: 0, running: 0 },
    web: { heard: 0, running: 0 },
  }
  const { token, apiRoot } = telegram
  const { botToken, appToken, apiUrl } = slack
  // People tap faster here than thumbs can: the platforms' paces have tests of their own.
  const pace = paced ? {} : { limiter: freeSlots }
  const makes: MakeChannel[] = [
    listening(parts => webChannel({ ...parts, door: plainDoor, demo: null }), ears.web),
    listening(
      parts =>
        telegramChannel({
          ...parts,
          ...pace,
          publicUrl: null,
          telegram: { mode: 'polling', token, apiRoot },
        }),
      ears.telegram,
    ),
    listening(
      parts => slackChannel({ ...parts, ...pace, slack: { mode: 'socket', botToken, appToken, apiUrl } }),
      ears.slack,
    ),
  ]
  return { ears, makes }
}

export type Town<P extends Record<string, Settler> = Record<string, Settler>> = Awaited<
  ReturnType<typeof threeChannels<P>>
>

/**
 * `linked: false`: nobody has an account yet; the story tells how they get one. `paced`: messages wait for their turn,
 * as they do in life.
 */
export async function threeChannels<P extends Record<string, Settler>>({
  people,
  start = START,
  linked = true,
  hired = true,
  paced = false,
  env = {},
}: {
  people: P
  start?: Date
  linked?: boolean
  hired?: boolean
  paced?: boolean
  env?: Record<string, string>
}) {
  const [telegram, slack] = [await telegramServer(), await slackServer()]
  const { ears, makes } = platforms(telegram, slack, paced)
  const [db, clock, ids] = [await freshDatabase(), fixedClock(start), countedIds()]
  const config = readConfig({ LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent', ...env })
  const platform = { config, db, clock, ids, log: createLog(config.logLevel) }
  if (hired) await hire(db, people, start)

  async function opens(): Promise<{ app: App; http: Http }> {
    const app = await buildApp(platform, makes)
    const http = await listen(app.pages, { host: HOST, port: 0 })
    await app.start()
    await slack.connected()
    return { app, http }
  }
  let open = await opens()
  const pages = {
    request: (path: string, init: RequestInit) =>
      fetch(new URL(path, open.http.address), { ...init, redirect: 'manual' }),
  }

  function moveIn(id: string, name: string, lives: Home): Resident {
    if (lives === 'telegram') {
      const [firstName = ''] = name.split(' ')
      return resident(
        id,
        lives,
        onTelegram(telegram, ears.telegram, telegram.person({ firstName, username: id })),
      )
    }
    if (lives === 'slack') return resident(id, lives, onSlack(slack, ears.slack, slack.person(name)))
    return resident(
      id,
      lives,
      inBrowser(pages, () => id),
    )
  }
  const cast = Object.fromEntries(
    Object.entries(people).map(([id, { name, lives }]) => [id, moveIn(id, name, lives)]),
  ) as Record<keyof P & string, Resident>

  /** Until nothing is on its way on any channel. */
  async function rest(): Promise<void> {
    await telegram.idle({ quiet: 10, within: 10_000 })
    await settled(open.app)
    await slack.idle({ quiet: 30, within: 10_000 })
    await telegram.idle({ quiet: 10, within: 10_000 })
  }
  async function beat(): Promise<void> {
    await open.app.beat()
    await rest()
  }
  const codeFor = (id: string) => open.app.linking.issue({ now: clock.now() }, id)
  if (linked) for (const [id, person] of Object.entries<Resident>(cast)) await person.links(await codeFor(id))

  return {
    db,
    ids,
    clock,
    telegram,
    slack,
    cast,
    rest,
    beat,
    moveIn,
    codeFor,
    pages,
    get app() {
      return open.app
    },
    /** Moves to an instant of the office's clock (WIB), and lets everything happen that is due. */
    at: async (day: string, time = '09:00') => {
      clock.to(`${day}T${time}:00+07:00`)
      await beat()
    },
    /** A group of these people, where they all live: on Telegram or on Slack. */
    room: (title: string, members: readonly Resident[]): Room =>
      members[0]?.lives === 'slack'
        ? slackRoom(slack, title, members)
        : telegramRoom(telegram, title, members),
    stops: async () => {
      await open.app.stop()
      await open.http.stop()
    },
    /** Rekan comes up again over the same database. */
    startsAgain: async () => {
      open = await opens()
    },
    close: async () => {
      await rest()
      await open.app.stop()
      await open.http.stop()
      await db.close()
      await telegram.close()
      await slack.close()
      telegram.assertClean()
      slack.assertClean()
      if (telegram.unanswered().length > 0) throw new Error('a tap was left unanswered')
    },
  }
}

function slackRoom(slack: SlackServer, title: string, members: readonly Resident[]): Room {
  const room = slack.channel(
    title,
    members.flatMap(one => one.slack ?? []),
  )
  return { title, slack: room, messages: () => room.text().split('\n---\n').filter(Boolean) }
}

function telegramRoom(telegram: TelegramServer, title: string, members: readonly Resident[]): Room {
  const group = telegram.group({ title, members: members.flatMap(one => one.telegram ?? []) })
  return { title, telegram: group, messages: () => group.messages.filter(one => one.fromBot).map(readable) }
}
