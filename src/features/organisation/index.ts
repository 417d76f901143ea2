/** Who is who and when: people and their accounts, messages, calendars, one's own data, the audit log. */
import type { Channel } from '../../chat/channel.ts'
import type { Extensions } from '../../chat/extension-points.ts'
import type { Words } from '../../chat/i18n/words.ts'
import { createOffice } from '../../domain/calendar/office.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Queue } from '../../platform/jobs/queue.ts'
import type { Logger } from '../../platform/observability/log.ts'
import { createTransact } from '../../platform/unit-of-work.ts'
import { createAudit } from './audit/api.ts'
import { createAuditFeature } from './audit/index.ts'
import { changeable } from './calendar/api.ts'
import { createCalendar } from './calendar/index.ts'
import { createNotify } from './notify/api.ts'
import { createNotifications } from './notify/index.ts'
import { createIdentity, createLinking, type IdentityDeps } from './people/api.ts'
import { createPeople } from './people/index.ts'
import { createPrivacy } from './privacy/index.ts'

export interface OrganisationDeps {
  db: Database
  clock: Clock
  ids: Ids
  log: Logger
  words: Words
  files: Files
  queue: Queue
  timeZone: string
  channels: readonly Channel[]
  extensions: Extensions
}

export function createOrganisation({ db, clock, ids, log, words, files, queue, ...deps }: OrganisationDeps) {
  const { channels, extensions, timeZone } = deps
  const { calendar: days, units, change } = changeable()
  const office = createOffice({ zone: timeZone, calendar: days, units })
  const audit = createAudit(db)
  const notify = createNotify({ db, queue, ids, office, clock })
  const transact = createTransact({ db, outbox: notify, audit })
  const linking = createLinking({ db, ids, transact })
  const invites = invitesOf(channels)
  const people = createPeople({ db, ids, files, words, office, transact, linking, invites, extensions })
  const settings = createNotifications({ db, ids, clock, transact, notify, people: people.api })
  const calendar = createCalendar({ db, transact, office, change, people: people.api })
  const privacy = createPrivacy({ db, ids, files, words, transact, office, people: people.api, extensions })
  const auditFeature = createAuditFeature(audit)
  const identify = (more: Pick<IdentityDeps, 'appraises'>) =>
    createIdentity({
      db,
      clock,
      log,
      office,
      transact,
      linking,
      appraises: more.appraises,
      place: settings.api.place,
      verifiedEmail: async ({ channel, id }) =>
        (await channels.find(({ name }) => name === channel)?.verifiedEmail?.(id)) ?? null,
    })
  return {
    office,
    audit,
    notify,
    transact,
    linking,
    people,
    settings,
    calendar,
    privacy,
    auditFeature,
    identify,
  }
}

/** Links that link an account at a tap, on each channel that has such links. */
const invitesOf = (channels: readonly Channel[]) => (code: string) =>
  channels.flatMap(({ name, invite }) => {
    const url = invite?.(code)
    return url ? [{ channel: name, url }] : []
  })
