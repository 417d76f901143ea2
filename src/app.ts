/**
 * The composition root: main.ts and every test build Rekan through here. Features are built in the order of their
 * dependence: arrows forward are arguments, arrows backward are extension points (chat/extension-points.ts).
 */
import { join } from 'node:path'
import type { Channel } from './chat/channel.ts'
import type { Feature } from './chat/contributions.ts'
import { createExtensions } from './chat/extension-points.ts'
import { createWords, type Words } from './chat/i18n/words.ts'
import { createRegistry } from './chat/registry.ts'
import { type ContentPolicy, createContentPolicy } from './chat/secure-link.ts'
import type { Config } from './config.ts'
import { createOffice } from './domain/calendar/office.ts'
import { createCelebrations } from './features/community/celebrations/index.ts'
import { createCoffee } from './features/community/coffee/index.ts'
import { createEvents } from './features/community/events/index.ts'
import { createPulse } from './features/community/pulse/index.ts'
import { createAudit } from './features/organisation/audit/api.ts'
import { createAuditFeature } from './features/organisation/audit/index.ts'
import { changeable } from './features/organisation/calendar/api.ts'
import { createCalendar } from './features/organisation/calendar/index.ts'
import { createNotify } from './features/organisation/notify/api.ts'
import { createDelivery, createNotifications } from './features/organisation/notify/index.ts'
import { createIdentity, createLinking } from './features/organisation/people/api.ts'
import { createPeople } from './features/organisation/people/index.ts'
import { createPrivacy } from './features/organisation/privacy/index.ts'
import { createAppraisal } from './features/performance/appraisal/index.ts'
import { createAttendance } from './features/performance/attendance/index.ts'
import { createCheckin } from './features/performance/checkin/index.ts'
import { createCycle } from './features/performance/cycle/index.ts'
import { createFeedback } from './features/performance/feedback/index.ts'
import { createObjection } from './features/performance/objection/index.ts'
import { createOngoing } from './features/performance/ongoing/index.ts'
import { createTargets } from './features/performance/targets/index.ts'
import { createTraining } from './features/performance/training/index.ts'
import { createAwards } from './features/recognition/awards/index.ts'
import { createKudos } from './features/recognition/kudos/index.ts'
import type { Clock } from './platform/clock.ts'
import { storedSecureLinks } from './platform/conversation/secure-links.ts'
import type { Database } from './platform/database/database.ts'
import { createEvidence } from './platform/files/evidence.ts'
import { folderStore, s3Store } from './platform/files/evidence-store.ts'
import { type Files, storedFiles } from './platform/files/files.ts'
import type { Ids } from './platform/ids.ts'
import { createHeartbeat } from './platform/jobs/heartbeat.ts'
import type { Queue } from './platform/jobs/queue.ts'
import type { Logger } from './platform/observability/log.ts'
import { createLimiter, type Limiter } from './platform/rate-limit/limiter.ts'
import { createTransact } from './platform/unit-of-work.ts'
import { createRuntime, startQueues } from './runtime.ts'

/** What Rekan stands on: in tests a database in memory, a clock that is moved, ids that are counted. */
export interface Platform {
  config: Config
  db: Database
  clock: Clock
  ids: Ids
  log: Logger
}

/** What every channel is built from. */
export interface ChannelParts extends Platform {
  words: Words
  files: Files
  limiter: Limiter
}
export type MakeChannel = (parts: ChannelParts) => Channel
export type App = Awaited<ReturnType<typeof buildApp>>

/** Builds Rekan over a migrated database and starts its queue; channels talk once `start` is called. */
export async function buildApp(platform: Platform, makeChannels: readonly MakeChannel[]) {
  const { config, db, log } = platform
  const parts: ChannelParts = {
    ...platform,
    words: createWords(config.timeZone),
    files: storedFiles(platform),
    limiter: createLimiter(db),
  }
  const channels = makeChannels.map(make => make(parts))
  const secureLinks = storedSecureLinks(db, ownAddress(config))
  const ownServer = new Set(channels.filter(channel => channel.ownServer).map(({ name }) => name))
  const contentPolicy = createContentPolicy(secureLinks, config.contentMode === 'pointer' ? ownServer : null)
  const heartbeat = createHeartbeat(db, platform)
  const queue = await startQueues(db, log)
  const features = createFeatures({ ...parts, queue, contentPolicy, channels })
  const { people, office, settings } = features
  const registry = createRegistry(features.all)
  const delivery = createDelivery({
    ...platform,
    queue,
    heartbeat,
    contentPolicy,
    office,
    people,
    transact: features.transact,
    channels: new Map(channels.map(channel => [channel.name, channel])),
    notifications: registry.notifications,
  })
  const runtime = createRuntime({
    parts,
    channels,
    queue,
    heartbeat,
    registry,
    delivery,
    secureLinks,
    contentPolicy,
    people,
    moved: settings.moved,
    identity: features.identity,
    prepare: features.prepare,
  })
  const { linking, attendance, targets, training } = features
  return { db, queue, registry, features: features.all, linking, attendance, targets, training, ...runtime }
}

const ownAddress = ({ publicUrl, host, port }: Config) => publicUrl ?? `http://${host}:${port}`

/** With the browser alone everybody is on this machine; from a chat only a public address can be opened. */
const pagesAt = (config: Config, channels: readonly Channel[]): string | null =>
  config.publicUrl ?? (channels.every(({ name }) => name === 'web') ? ownAddress(config) : null)

interface FeaturesDeps extends ChannelParts {
  queue: Queue
  contentPolicy: ContentPolicy
  channels: readonly Channel[]
}

/** THE list of features. A new one is a line where its dependencies are built, and one in `all`. */
function createFeatures({
  config,
  db,
  clock,
  ids,
  log,
  words,
  files,
  queue,
  contentPolicy,
  channels,
}: FeaturesDeps) {
  const { timeZone } = config
  const { extensions, collect } = createExtensions()
  const store = config.evidence ? s3Store(config.evidence) : folderStore(join(config.dataDir, 'evidence'))
  const evidence = createEvidence({ files, ids, store })

  const { calendar: days, units, change } = changeable()
  const office = createOffice({ zone: timeZone, calendar: days, units })
  const audit = createAudit(db)
  const notify = createNotify({ db, queue, ids, office, clock })
  const transact = createTransact({ db, outbox: notify, audit })
  const linking = createLinking({ db, ids, transact })
  const invites = (code: string) =>
    channels.flatMap(({ name, invite }) => {
      const url = invite?.(code)
      return url ? [{ channel: name, url }] : []
    })
  const people = createPeople({
    db,
    ids,
    files,
    words,
    office,
    transact,
    linking,
    invites,
    extensions,
  })
  const base = { db, ids, clock, log, files, words, notify, office, people: people.api, transact }
  const settings = createNotifications(base)
  const calendar = createCalendar({ ...base, change })

  const cycle = createCycle(base)
  const targets = createTargets({ ...base, evidence, cycle: cycle.api, extensions })
  const training = createTraining({ ...base, evidence, pagesAt: pagesAt(config, channels) })
  const attendance = createAttendance(base)
  const appraisal = createAppraisal({
    ...base,
    cycle: cycle.api,
    attendance: attendance.api,
    targets: targets.api,
    training: training.api,
    extensions,
  })
  const feedback = createFeedback({
    ...base,
    cycle: cycle.api,
    appraisal: appraisal.api,
    contentPolicy,
    extensions,
  })
  const objection = createObjection({
    ...base,
    cycle: cycle.api,
    evidence,
    appraisal: appraisal.api,
    feedback: feedback.api,
  })
  const checkin = createCheckin({ ...base, access: appraisal.api.access, training: training.api })
  const ongoing = createOngoing({ ...base, targets: targets.api })

  const kudos = createKudos(base)
  const awards = createAwards({
    ...base,
    cycle: cycle.api,
    baseUrl: ownAddress(config),
    targets: targets.api,
    appraisal: appraisal.api,
    kudos: kudos.api,
  })

  const coffee = createCoffee(base)
  const celebrations = createCelebrations(base)
  const events = createEvents({ ...base, beside: [coffee.api.button, celebrations.api.button] })
  const pulse = createPulse(base)
  const privacy = createPrivacy({ ...base, extensions })

  const all: Feature[] = [
    ...[kudos, cycle, calendar, appraisal, feedback, objection, checkin, ongoing, targets, training, privacy],
    ...[attendance, awards, events, coffee, celebrations, pulse],
    // After all others that take a table: what nobody else recognises is read as a list of people.
    people,
    settings,
    // Last: letting go of old entries locks the log, and others write before.
    createAuditFeature(audit),
  ]
  collect(all)

  const identity = createIdentity({
    db,
    clock,
    log,
    office,
    transact,
    linking,
    appraises: cycle.api.appraises,
    place: settings.api.place,
    verifiedEmail: async ({ channel, id }) =>
      (await channels.find(({ name }) => name === channel)?.verifiedEmail?.(id)) ?? null,
  })
  return {
    all,
    transact,
    identity,
    linking,
    office,
    people: people.api,
    settings: settings.api,
    attendance: attendance.api,
    targets: targets.api,
    training: training.api,
    /** Reads what has to be known before the first act. */
    prepare: calendar.api.reload,
  }
}
