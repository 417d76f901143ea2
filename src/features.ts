/** THE list of features, built in the order of their dependence. A new one is a line in `all` and what it is built from. */
import { join } from 'node:path'
import { adviseTraining } from './advice.ts'
import type { Platform } from './app.ts'
import type { Channel } from './chat/channel.ts'
import type { Feature } from './chat/contributions.ts'
import type { Words } from './chat/i18n/words.ts'
import { createRegistry, type Registry } from './chat/registry.ts'
import type { ContentPolicy } from './chat/secure-link.ts'
import { dayOf } from './domain/calendar/office-day.ts'
import { celebrationsFeature } from './features/community/celebrations/index.ts'
import { coffeeFeature } from './features/community/coffee/index.ts'
import { eventsFeature } from './features/community/events/index.ts'
import { pulseFeature } from './features/community/pulse/index.ts'
import { createAudit } from './features/organisation/audit/api.ts'
import { changeable } from './features/organisation/calendar/api.ts'
import { calendarFeature } from './features/organisation/calendar/index.ts'
import { createNotify } from './features/organisation/notify/api.ts'
import { notifyFeature } from './features/organisation/notify/index.ts'
import { createIdentity, createLinking, type Post } from './features/organisation/people/api.ts'
import { peopleFeature } from './features/organisation/people/index.ts'
import { privacyFeature } from './features/organisation/privacy/index.ts'
import { createAppraisal } from './features/performance/appraisal/index.ts'
import { attendanceFacts } from './features/performance/attendance/api.ts'
import { attendanceFeature } from './features/performance/attendance/index.ts'
import { createCheckin } from './features/performance/checkin/index.ts'
import { createCycle } from './features/performance/cycle/index.ts'
import { createFeedback } from './features/performance/feedback/index.ts'
import { createObjection } from './features/performance/objection/index.ts'
import { createOngoing } from './features/performance/ongoing/index.ts'
import { targetFeature } from './features/performance/targets/index.ts'
import { trainingFeature } from './features/performance/training/index.ts'
import { awardsFeature } from './features/recognition/awards/index.ts'
import { createKudosDoor } from './features/recognition/kudos/api.ts'
import { kudosFeature } from './features/recognition/kudos/index.ts'
import { createEvidence } from './platform/files/evidence.ts'
import { folderStore, s3Store } from './platform/files/evidence-store.ts'
import type { Files } from './platform/files/files.ts'
import type { Heartbeat } from './platform/jobs/heartbeat.ts'
import type { Queue } from './platform/jobs/queue.ts'

export interface FeaturesDeps extends Platform {
  queue: Queue
  files: Files
  words: Words
  contentPolicy: ContentPolicy
  channels: readonly Channel[]
  heartbeat: Heartbeat
}

/** With the browser alone everybody is on this machine; from a chat only a public address can be opened. */
const pagesAt = (
  { publicUrl, host, port }: Platform['config'],
  channels: readonly Channel[],
): string | null =>
  publicUrl ?? (channels.every(({ name }) => name === 'web') ? `http://${host}:${port}` : null)

export function createFeatures({ config, channels, ...platform }: FeaturesDeps) {
  const { timeZone } = config
  const audit = createAudit(platform.db)
  /** People are the ground that the outbox stands on; what they have to tell goes through it all the same. */
  const post: Post = {
    tell: (tx, alerts, now) =>
      notify.enqueue(
        tx,
        alerts.map(alert => ({ ...alert, timing: 'soon' as const })),
        now,
      ),
    returned: (tx, personId, now) => notify.returned(tx, personId, now),
  }
  const linking = createLinking({ ...platform, audit, post })
  const invites = (code: string) =>
    channels.flatMap(({ name, invite }) => {
      const url = invite?.(code)
      return url ? [{ channel: name, url }] : []
    })
  const people = peopleFeature({ ...platform, audit, linking, timeZone, invites, post })

  const { calendar, units, change } = changeable()
  const office = { zone: timeZone, calendar, units }
  const ground = { ...platform, audit, office, people: people.service }
  const notify = createNotify(ground)
  const base = { ...ground, notify }
  const outbox = notifyFeature({
    ...base,
    channels: new Map(channels.map(channel => [channel.name, channel])),
    notifications: () => registry.notifications,
  })

  const store = config.evidence ? s3Store(config.evidence) : folderStore(join(config.dataDir, 'evidence'))
  const evidence = createEvidence({ ...platform, store })
  const days = calendarFeature({ ...base, change })
  const cycle = createCycle(base)
  const targets = targetFeature({ ...base, evidence, cycle: cycle.service })
  const training = trainingFeature({ ...base, evidence, pagesAt: pagesAt(config, channels) })
  const attendance = attendanceFeature(base)
  const appraisal = createAppraisal({
    ...base,
    cycle: cycle.service,
    ports: {
      attendance: async (personId, quarter) => {
        const found = await attendance.door.scoreOf(personId, quarter)
        return found && { score: found.score, facts: attendanceFacts(found, 'appraiser') }
      },
      ownAttendance: attendance.ownButton,
      achievement: async (personId, quarter) =>
        (await targets.door.achievementOf(personId, quarter))?.percent ?? null,
      targets: targets.door.factsOf,
    },
  })

  const feedback = createFeedback({
    ...base,
    cycle: cycle.service,
    appraisal,
  })
  const objection = createObjection({
    ...base,
    cycle: cycle.service,
    evidence,
    appraisal,
    feedback: feedback.service,
  })
  feedback.ports.objection = objection.objection
  const checkin = createCheckin({ ...base, access: appraisal.access, training: training.door })
  Object.assign(appraisal.ports, feedback.forAppraisal, objection.forAppraisal, {
    published: async (...publishing: Parameters<typeof checkin.published>) => {
      await feedback.forAppraisal.published(...publishing)
      await checkin.published(...publishing)
    },
  })

  adviseTraining(appraisal, training.door, platform.clock)
  people.extras.push(training.door.profileRow)

  const kudos = createKudosDoor({ db: platform.db, zone: timeZone })
  const awards = awardsFeature({
    ...base,
    cycle: cycle.service,
    baseUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
    ports: {
      targets: targets.door.achievementsOf,
      appraisal: appraisal.published.scoresOf,
      allPublished: appraisal.published.allPublished,
      kudos: kudos.rankedCounts,
    },
  })

  const ongoing = createOngoing({ ...base, targets: targets.door })
  targets.extras.push(ongoing.onTargets)

  const coffee = coffeeFeature(base)
  const celebrations = celebrationsFeature(base)
  const all: Feature[] = [
    kudosFeature(base),
    cycle.feature,
    days.feature,
    appraisal.feature,
    feedback.feature,
    objection.feature,
    checkin.feature,
    ongoing.feature,
    targets.feature,
    training.feature,
    privacyFeature(base),
    attendance.feature,
    awards,
    eventsFeature(base, [coffee.door, celebrations.door]),
    coffee.feature,
    celebrations.feature,
    pulseFeature(base),
    // After all others that take a table: what nobody else knows is looked at as a list of people.
    people.feature,
    outbox.feature,
  ]
  const registry: Registry = createRegistry(all)

  const today = (now: Date) => dayOf(now, timeZone)
  const identity = createIdentity({
    ...ground,
    linking,
    post,
    today,
    timeZone,
    now: platform.clock.now,
    appraises: cycle.service.appraises,
    verifiedEmail: async ({ channel, id }) =>
      (await channels.find(({ name }) => name === channel)?.verifiedEmail?.(id)) ?? null,
  })
  return {
    registry,
    linking,
    people: people.service,
    outbox,
    /** Reads what has to be known before the first act. */
    prepare: days.reload,
    identity: { ...identity, place: outbox.place },
    ticks: all.flatMap(feature => feature.ticks ?? []),
    pages: all.flatMap(feature => feature.pages ?? []),
    attendance: attendance.door,
    targets: targets.door,
    training: training.door,
  }
}
