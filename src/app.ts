/** The composition root: main.ts and every test build Rekan through here. The features are listed in features.ts. */

import type { Channel, Host } from './chat/channel.ts'
import { createWords, text } from './chat/i18n/words.ts'
import { createRouter } from './chat/router.ts'
import { createContentPolicy } from './chat/secure-link.ts'
import type { Config } from './config.ts'
import { DELIVER, REFRESH } from './features/organisation/notify/api.ts'
import { createDirectory } from './features/organisation/people/api.ts'
import { createFeatures } from './features.ts'
import type { Clock } from './platform/clock.ts'
import { storedDrafts } from './platform/conversation/drafts.ts'
import { storedInbox } from './platform/conversation/inbox.ts'
import { storedSecureLinks } from './platform/conversation/secure-links.ts'
import type { Database } from './platform/database/database.ts'
import { storedFiles } from './platform/files/files.ts'
import { createPublicPages } from './platform/http/public-pages.ts'
import { createPages } from './platform/http/server.ts'
import type { Ids } from './platform/ids.ts'
import { createHeartbeat } from './platform/jobs/heartbeat.ts'
import { createLease } from './platform/jobs/lease.ts'
import { startQueue } from './platform/jobs/queue.ts'
import { createTicks, TICKS } from './platform/jobs/ticks.ts'
import type { Logger } from './platform/observability/log.ts'
import { createMetrics } from './platform/observability/metrics.ts'
import { createLimiter, type Limiter } from './platform/rate-limit/limiter.ts'

/** What the world gives: in tests a database in memory, a clock that is moved, ids that are counted. */
export interface Platform {
  config: Config
  db: Database
  clock: Clock
  ids: Ids
  log: Logger
}

/** What every channel is built from. */
export type ChannelParts = Omit<Platform, 'db'> & {
  db: Database
  words: ReturnType<typeof createWords>
  files: ReturnType<typeof storedFiles>
  limiter: Limiter
}
export type MakeChannel = (parts: ChannelParts) => Channel

const QUEUES = { [DELIVER]: 'standard', [REFRESH]: 'standard', [TICKS]: 'stately' } as const

export type App = Awaited<ReturnType<typeof buildApp>>

/** Builds Rekan over a migrated database and starts its queue; channels talk once `start` is called. */
export async function buildApp(platform: Platform, makeChannels: readonly MakeChannel[]) {
  const { config, db, clock, ids, log } = platform
  const queue = await startQueue(db, QUEUES, log)
  const words = createWords(config.timeZone)
  const parts = { ...platform, words, files: storedFiles(platform), limiter: createLimiter(db) }
  const channels = makeChannels.map(make => make(parts))
  const secureLinks = storedSecureLinks(db, config.publicUrl ?? `http://${config.host}:${config.port}`)
  const ownServer = new Set(channels.filter(channel => channel.ownServer).map(({ name }) => name))
  const contentPolicy = createContentPolicy(secureLinks, config.contentMode === 'pointer' ? ownServer : null)
  const heartbeat = createHeartbeat(db, platform)
  const { registry, people, linking, outbox, identity, ...rest } = createFeatures({
    ...parts,
    queue,
    contentPolicy,
    channels,
    heartbeat,
  })

  const drafts = storedDrafts(platform)
  const inbox = storedInbox(db)
  const metrics = createMetrics(db)
  const router = createRouter({
    registry,
    drafts,
    inbox,
    identity,
    secureLinks,
    contentPolicy,
    directory: createDirectory(db),
    wholeForms: new Set(channels.filter(({ forms }) => forms === 'whole').map(({ name }) => name)),
    now: clock.now,
    report: (error, { key, from, act }) => {
      const code = ids.next().slice(0, 6).toUpperCase()
      metrics.bug()
      log.error({ err: error, key, channel: from.channel, act: act.kind, bug: code }, 'an act failed')
      return code
    },
  })
  const host: Host = {
    ...router,
    route: inbound => {
      metrics.inbound(inbound.from.channel, inbound.act.kind)
      return router.route(inbound)
    },
    gone: address => people.unreachable(address, clock.now()),
    back: address => people.reachable(address, clock.now()),
    moved: outbox.moved,
  }

  const sweep = async (now: Date) => {
    for (const kept of [parts.files, drafts, inbox, secureLinks, parts.limiter]) await kept.sweep(now)
  }
  const ticks = createTicks([...rest.ticks, { name: 'house.sweep', run: sweep }], { queue, clock, log })
  // One process leads: it reads Telegram's updates and beats the time. All of them do the work.
  const lease = createLease(db, 'leader', { holder: ids.next(), log })
  const leads = [ticks, ...channels.flatMap(({ lead }) => (lead ? [lead] : []))]

  let running = false
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const open = createPublicPages(rest.pages, { words, secure })
  const routes = channels.flatMap(channel => (channel.routes ? [channel.routes] : []))
  return {
    db,
    host,
    registry,
    queue,
    linking,
    attendance: rest.attendance,
    targets: rest.targets,
    training: rest.training,
    pages: createPages(
      {
        db,
        metrics,
        log,
        metricsToken: config.metricsToken,
        ready: () => running,
        sorry: why => words.say(text(`web:sorry.${why}`), 'id'),
      },
      [open, ...routes],
    ),
    /** Lets the time beat once, now. */
    beat: ticks.beat,
    start: async () => {
      await rest.prepare()
      await heartbeat.start(() => queue.nudge(TICKS, 'notify.sweep'))
      await ticks.work()
      await outbox.startWorkers(queue)
      for (const channel of channels) await channel.start(host)
      await lease.start({
        won: async () => void (await Promise.all(leads.map(lead => lead.begin()))),
        lost: async () => void (await Promise.all(leads.map(lead => lead.end()))),
      })
      running = true
    },
    /** Takes nothing new, finishes what runs. The database is closed by whoever opened it. */
    stop: async () => {
      running = false
      await lease.stop()
      await Promise.all(channels.map(channel => channel.stop()))
      await queue.stop()
      await heartbeat.stop()
    },
  }
}
