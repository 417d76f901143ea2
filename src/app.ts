/**
 * The composition root: main.ts and every test build Rekan through here. Features are built in the order of their
 * dependence: arrows forward are arguments, arrows backward are extension points (chat/extension-points.ts).
 */
import type { Channel } from './chat/channel.ts'
import type { Feature } from './chat/contributions.ts'
import { createExtensions } from './chat/extension-points.ts'
import { createWords, type Words } from './chat/i18n/words.ts'
import { createRegistry } from './chat/registry.ts'
import { type ContentPolicy, createContentPolicy } from './chat/secure-link.ts'
import type { Config } from './config.ts'
import { createCommunity } from './features/community/index.ts'
import { createOrganisation } from './features/organisation/index.ts'
import { createDelivery } from './features/organisation/notify/index.ts'
import { namedAsAppraiser } from './features/performance/cycle/api.ts'
import { createPerformance } from './features/performance/index.ts'
import { createRecognition } from './features/recognition/index.ts'
import type { Clock } from './platform/clock.ts'
import { storedJournal } from './platform/conversation/journal.ts'
import { storedSecureLinks } from './platform/conversation/secure-links.ts'
import type { Database } from './platform/database/database.ts'
import { createEvidence } from './platform/files/evidence.ts'
import { evidenceFolder, takeInFolder } from './platform/files/evidence-folder.ts'
import { s3Store } from './platform/files/evidence-store.ts'
import { type Files, storedFiles } from './platform/files/files.ts'
import type { Ids } from './platform/ids.ts'
import { createHeartbeat } from './platform/jobs/heartbeat.ts'
import type { Queue } from './platform/jobs/queue.ts'
import type { Logger } from './platform/observability/log.ts'
import { createLimiter, type Limiter } from './platform/rate-limit/limiter.ts'
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
  journal: ReturnType<typeof storedJournal>
}
export type MakeChannel = (parts: ChannelParts) => Channel
export type App = Awaited<ReturnType<typeof buildApp>>

/** Builds Rekan over a migrated database and starts its queue; channels talk once `start` is called. */
export async function buildApp(platform: Platform, makeChannels: readonly MakeChannel[]) {
  const { config, db, log } = platform
  const heartbeat = createHeartbeat(db, platform)
  const parts: ChannelParts = {
    ...platform,
    words: createWords(config.timeZone),
    files: storedFiles(platform),
    limiter: createLimiter(db),
    journal: storedJournal({ ...platform, heartbeat }),
  }
  const channels = makeChannels.map(make => make(parts))
  const secureLinks = storedSecureLinks(db, ownAddress(config))
  const ownServer = new Set(channels.filter(channel => channel.ownServer).map(({ name }) => name))
  const contentPolicy = createContentPolicy(secureLinks, config.contentMode === 'pointer' ? ownServer : null)
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
    evidence: features.evidence,
    prepare: async () => {
      await takeInFolder(evidenceFolder(config.dataDir), platform)
      await features.prepare()
    },
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

/** THE list of features, by area. A new one is built in the index.ts of its area, and has its place in `inOrder`. */
function createFeatures({ config, db, clock, ids, log, words, files, ...deps }: FeaturesDeps) {
  const { queue, contentPolicy, channels } = deps
  const { timeZone } = config
  const { extensions, collect } = createExtensions()
  const store = config.evidence && s3Store(config.evidence)
  const evidence = createEvidence({ db, clock, ids, files, store })

  const organisation = createOrganisation({
    db,
    clock,
    ids,
    log,
    words,
    files,
    queue,
    timeZone,
    channels,
    extensions,
  })
  const { office, notify, transact } = organisation
  const people = organisation.people.api
  const shared = { db, ids, words, files, office, notify, transact, people }
  const performance = createPerformance({
    ...shared,
    clock,
    evidence,
    contentPolicy,
    extensions,
    pagesAt: pagesAt(config, channels),
  })
  const recognition = createRecognition({
    ...shared,
    cycle: performance.cycle.api,
    targets: performance.targets.api,
    appraisal: performance.appraisal.api,
    baseUrl: ownAddress(config),
  })
  const community = createCommunity(shared)

  const all = inOrder({ organisation, performance, recognition, community })
  collect(all)
  return {
    all,
    transact,
    office,
    people,
    evidence,
    identity: organisation.identify({ appraises: namedAsAppraiser }),
    linking: organisation.linking,
    settings: organisation.settings.api,
    attendance: performance.attendance.api,
    targets: performance.targets.api,
    training: performance.training.api,
    /** Reads what has to be known before the first act. */
    prepare: organisation.calendar.api.reload,
  }
}

interface Areas {
  organisation: ReturnType<typeof createOrganisation>
  performance: ReturnType<typeof createPerformance>
  recognition: ReturnType<typeof createRecognition>
  community: ReturnType<typeof createCommunity>
}

/** In the order in which commands are listed, ticks run and files are offered. */
function inOrder({ organisation, performance, recognition, community }: Areas): Feature[] {
  const { cycle, appraisal, feedback, objection, checkin, ongoing, targets, training, attendance } =
    performance
  const { people, settings, calendar, privacy, auditFeature } = organisation
  const { events, coffee, celebrations, pulse } = community
  return [
    recognition.kudos,
    cycle,
    calendar,
    appraisal,
    feedback,
    objection,
    checkin,
    ongoing,
    targets,
    training,
    privacy,
    attendance,
    recognition.awards,
    events,
    coffee,
    celebrations,
    pulse,
    // After all others that take a table: what nobody else recognises is read as a list of people.
    people,
    settings,
    // Last: letting go of old entries locks the log, and others write before.
    auditFeature,
  ]
}
