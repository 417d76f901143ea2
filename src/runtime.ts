/** What runs once everything is built: the router between channels and features, the time, the workers, start and stop. */
import type { ChannelParts } from './app.ts'
import type { Channel, Host } from './chat/channel.ts'
import { text } from './chat/i18n/words.ts'
import type { Identity } from './chat/identity.ts'
import type { Registry } from './chat/registry.ts'
import { createRouter } from './chat/router.ts'
import type { ContentPolicy } from './chat/secure-link.ts'
import { DELIVER, REFRESH, REFRESH_LATER } from './features/organisation/notify/api.ts'
import type { createDelivery } from './features/organisation/notify/index.ts'
import { createDirectory, type PeopleService } from './features/organisation/people/api.ts'
import type { Write } from './platform/backup/file.ts'
import { outsideFiles } from './platform/backup/outside.ts'
import { createSchedule } from './platform/backup/schedule.ts'
import { writeBackup } from './platform/backup/write.ts'
import { storedDrafts } from './platform/conversation/drafts.ts'
import { storedInbox } from './platform/conversation/inbox.ts'
import type { storedSecureLinks } from './platform/conversation/secure-links.ts'
import type { Database } from './platform/database/database.ts'
import type { Evidence } from './platform/files/evidence.ts'
import { createDoor } from './platform/http/door.ts'
import { createPublicPages } from './platform/http/public-pages.ts'
import { createPages } from './platform/http/server.ts'
import type { createHeartbeat } from './platform/jobs/heartbeat.ts'
import { createLease } from './platform/jobs/lease.ts'
import { type Queue, startQueue } from './platform/jobs/queue.ts'
import { createTicks, TICKS } from './platform/jobs/ticks.ts'
import type { Logger } from './platform/observability/log.ts'
import { createMetrics } from './platform/observability/metrics.ts'
import { lookAt } from './platform/spreadsheets/look.ts'

const QUEUES = {
  [DELIVER]: 'standard',
  [REFRESH]: 'standard',
  [REFRESH_LATER]: 'stately',
  [TICKS]: 'stately',
} as const
export const startQueues = (db: Database, log: Logger) => startQueue(db, QUEUES, log)

export interface RuntimeDeps {
  parts: ChannelParts
  channels: readonly Channel[]
  queue: Queue
  heartbeat: ReturnType<typeof createHeartbeat>
  registry: Registry
  delivery: ReturnType<typeof createDelivery>
  secureLinks: ReturnType<typeof storedSecureLinks>
  contentPolicy: ContentPolicy
  identity: Identity
  people: PeopleService
  evidence: Pick<Evidence, 'sweep'>
  moved: Host['moved']
  prepare(): Promise<void>
}

export function createRuntime(deps: RuntimeDeps) {
  const { parts, channels, queue, heartbeat, registry, delivery } = deps
  const { config, db, clock, log } = parts
  const drafts = storedDrafts(parts)
  const inbox = storedInbox(db)
  const metrics = createMetrics(db)
  const host = createHost({ ...deps, drafts, inbox, metrics })

  const sweep = async (now: Date) => {
    // Evidence last: its store may be away, and nothing else waits for it.
    const { files, limiter, journal } = parts
    const all = [files, drafts, inbox, deps.secureLinks, limiter, journal, deps.evidence]
    for (const kept of all) await kept.sweep(now)
  }
  /** What a process had in hand that is no more: acts that were not answered. */
  const takeOver = async () => {
    for (const channel of channels) await channel.takeOver?.()
  }
  const allTicks = [
    ...registry.ticks,
    delivery.tick,
    { name: 'house.sweep', run: sweep },
    { name: 'house.owed', run: takeOver },
  ]
  const ticks = createTicks(allTicks, { queue, clock, log })
  // One process leads: it reads Telegram's updates and beats the time. All of them do the work.
  const lease = createLease(db, 'leader', { holder: heartbeat.id, log })
  const backUp = (write: Write) =>
    writeBackup(db, { now: clock.now(), key: config.backupKey, files: outsideFiles(db, config), write })
  const backups = config.backups ? [createSchedule(config.backups, { db, clock, log, backUp })] : []
  const leads = [ticks, ...backups, ...channels.flatMap(({ lead }) => (lead ? [lead] : []))]

  /** Not by the queue: there a tick of the dead one may still count as begun. */
  async function buried(): Promise<void> {
    if (!running) return
    await lease.look()
    await Promise.all([takeOver(), delivery.tick.run(clock.now())])
  }

  let running = false
  return {
    host,
    pages: pagesOf(deps, metrics, () => running),
    /** Writes everything that is kept, while it goes on working. */
    backUp,
    /** Lets the time beat once, now. */
    beat: ticks.beat,
    start: async () => {
      await deps.prepare()
      await heartbeat.start(buried)
      await ticks.work()
      await delivery.startWorkers(queue)
      for (const channel of channels) await channel.start(host)
      await lease.start({
        won: async () => void (await Promise.all(leads.map(lead => lead.begin()))),
        lost: async () => void (await Promise.all(leads.map(lead => lead.end()))),
      })
      running = true
      await takeOver()
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

/** What the one server shows. */
function pagesOf(
  { parts, channels, registry }: RuntimeDeps,
  metrics: ReturnType<typeof createMetrics>,
  ready: () => boolean,
) {
  const { config, db, log, words } = parts
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const open = createPublicPages(registry.pages, { words, secure })
  const routes = channels.flatMap(channel => (channel.routes ? [channel.routes] : []))
  const platforms = () =>
    Object.fromEntries(channels.flatMap(({ name, standing }) => (standing ? [[name, standing()]] : [])))
  return createPages(
    {
      db,
      metrics,
      log,
      metricsToken: config.metricsToken,
      door: createDoor(config),
      ready,
      platforms,
      sorry: why => words.say(text(`web:sorry.${why}`), 'id'),
    },
    [open, ...routes],
  )
}

interface HostDeps extends RuntimeDeps {
  drafts: ReturnType<typeof storedDrafts>
  inbox: ReturnType<typeof storedInbox>
  metrics: ReturnType<typeof createMetrics>
}

/** What the channels call: the router, counted, and what they have to say about addresses. */
function createHost(deps: HostDeps): Host {
  const { parts, channels, people, metrics } = deps
  const { db, clock, ids, log } = parts
  const router = createRouter({
    registry: deps.registry,
    drafts: deps.drafts,
    inbox: deps.inbox,
    identity: deps.identity,
    secureLinks: deps.secureLinks,
    contentPolicy: deps.contentPolicy,
    directory: createDirectory(db),
    look: file => lookAt(parts.files, file),
    wholeForms: new Set(channels.filter(({ forms }) => forms === 'whole').map(({ name }) => name)),
    now: clock.now,
    report: (error, { key, from, act }) => {
      const code = ids.next().slice(0, 6).toUpperCase()
      metrics.bug()
      log.error({ err: error, key, channel: from.channel, act: act.kind, bug: code }, 'an act failed')
      return code
    },
  })
  return {
    ...router,
    route: inbound => {
      metrics.inbound(inbound.from.channel, inbound.act.kind)
      return router.route(inbound)
    },
    gone: address => people.unreachable(address, clock.now()),
    back: address => people.reachable(address, clock.now()),
    moved: deps.moved,
  }
}
