/** The composition root: THE list of features and channels. main.ts and every test build Rekan through here. */
import type { Channel, Feature, Host } from './chat/model.ts'
import { register } from './chat/register.ts'
import { createRouter } from './chat/router.ts'
import { createWords } from './chat/words.ts'
import type { Config } from './config.ts'
import { createAudit } from './features/audit/index.ts'
import { createCycle } from './features/cycle/index.ts'
import { eventsFeature } from './features/events/index.ts'
import { kudosFeature } from './features/kudos/index.ts'
import { createNotify, DELIVER, notifyFeature, REFRESH } from './features/notify/index.ts'
import { createDirectory, createGuard, createLinking, peopleFeature } from './features/people/index.ts'
import { dayOf } from './lib/calendar/office-day.ts'
import { workCalendar } from './lib/calendar/working-days.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/db.ts'
import { storedDrafts } from './platform/drafts.ts'
import { storedFiles } from './platform/files.ts'
import { createPages } from './platform/http.ts'
import type { Ids } from './platform/ids.ts'
import { storedInbox } from './platform/inbox.ts'
import type { Logger } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { startQueue } from './platform/queue.ts'
import { startTicks, TICKS } from './platform/ticks.ts'

/** What the world gives: in tests a database in memory, a clock that is moved, ids that are counted. */
export interface World {
  config: Config
  db: Database
  clock: Clock
  ids: Ids
  log: Logger
}

/** What every channel is built from. */
export type ChannelParts = Omit<World, 'db'> & {
  db: Database
  words: ReturnType<typeof createWords>
  files: ReturnType<typeof storedFiles>
}
export type MakeChannel = (parts: ChannelParts) => Channel

export type App = Awaited<ReturnType<typeof buildApp>>

/** Builds Rekan over a migrated database and starts its queue; channels talk once `start` is called. */
export async function buildApp(world: World, makeChannels: readonly MakeChannel[]) {
  const { config, db, clock, ids, log } = world
  const queue = await startQueue(
    db,
    { [DELIVER]: 'standard', [REFRESH]: 'standard', [TICKS]: 'exclusive' },
    log,
  )
  const parts = { ...world, words: createWords(config.timeZone), files: storedFiles({ db, clock, ids }) }
  const channels = makeChannels.map(make => make(parts))
  const office = { zone: config.timeZone, calendar: workCalendar() }
  const metrics = createMetrics(db)

  const audit = createAudit(db)
  const linking = createLinking({ db, ids, audit })
  const { timeZone } = config
  const people = peopleFeature({ ...parts, audit, linking, timeZone })
  const notify = createNotify({ db, queue, ids, office, clock })
  const cycle = createCycle({ db, ids, audit, people: people.work, office })
  const outbox = notifyFeature({
    ...{ db, queue, ids, office, clock, log, audit, notify, people: people.work },
    channels: new Map(channels.map(channel => [channel.name, channel])),
    notices: () => known.notices,
  })
  const drafts = storedDrafts({ db, ids })
  const inbox = storedInbox(db)
  const features: Feature[] = [
    kudosFeature({ db, ids, audit, notify, people: people.work, office }),
    eventsFeature({
      ...{ db, ids, audit, notify, people: people.work, office, clock },
      files: parts.files,
    }),
    people.feature,
    cycle.feature,
    outbox.feature,
    { name: 'house', ticks: [{ name: 'house.sweep', run: now => sweep(now) }] },
  ]
  const known = register(features)
  const sweep = async (now: Date) => {
    await parts.files.sweep(now)
    await drafts.sweep(now)
    await inbox.sweep(now)
  }

  const today = (now: Date) => dayOf(now, config.timeZone)
  const guard = createGuard({ db, audit, linking, log, now: clock.now, today, timeZone: config.timeZone })
  const router = createRouter({
    known,
    drafts,
    inbox,
    guard: { ...guard, place: outbox.place },
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
    gone: address => people.work.reachable(address, clock.now()),
    back: address => people.work.reachable(address, null),
    moved: outbox.moved,
  }

  let running = false
  const pages = createPages(
    db,
    metrics,
    () => running,
    channels.flatMap(({ routes }) => (routes ? [routes] : [])),
  )
  let ticks: Awaited<ReturnType<typeof startTicks>> | undefined
  return {
    db,
    pages,
    host,
    known,
    queue,
    linking,
    /** Lets the time beat once, now. */
    beat: async () => ticks?.beat(),
    start: async () => {
      ticks = await startTicks(
        features.flatMap(feature => feature.ticks ?? []),
        { queue, clock, log },
      )
      await outbox.startWorkers(queue)
      for (const channel of channels) await channel.start(host)
      running = true
      await ticks.beat()
    },
    /** Takes nothing new, finishes what runs. The database is closed by whoever opened it. */
    stop: async () => {
      running = false
      await ticks?.stop()
      await Promise.all(channels.map(channel => channel.stop()))
      await queue.stop()
    },
  }
}
