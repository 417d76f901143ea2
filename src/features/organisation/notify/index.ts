import { defineFeature } from '../../../chat/contributions.ts'
import type { Queue } from '../../../platform/jobs/queue.ts'
import { createDelivering, type DeliverDeps } from './deliver.ts'
import { type GroupsDeps, groupScreens } from './groups.ts'
import { DELIVER, REFRESH, REFRESH_LATER } from './outbox.ts'
import { notifyPersonalData } from './personal-data.ts'
import { createRefreshing } from './refresh.ts'
import { type SettingsDeps, settingsScreens } from './settings.ts'

/** Changes that had to wait come at their second, not at the next look. */
const REFRESH_POLL_SECONDS = 1

/**
 * Batches that overlap, so that while one is read or written down others wait for their turn at the platform. At
 * Telegram's pace both are 7 seconds of messages: so long a fan-out may keep a kudos waiting (never an answer).
 */
const DELIVERING = { batch: 100, side: 2 }

/** What people and officers set: preferences, and the groups that messages go to. */
export function createNotifications(deps: GroupsDeps & SettingsDeps) {
  const groups = groupScreens(deps)
  const settings = settingsScreens(deps)
  return defineFeature({
    name: 'notify',
    api: { place: groups.place, moved: groups.moved },
    commands: settings.commands,
    actions: [...settings.actions, ...groups.actions],
    forms: settings.forms,
    officerMenu: groups.officerMenu,
    extensions: [notifyPersonalData],
  })
}

/** The workers that bring messages out; built last, when every notification is known. */
export function createDelivery(deps: DeliverDeps) {
  const delivering = createDelivering(deps)
  const refreshing = createRefreshing(deps)
  return {
    tick: { name: 'notify.sweep', run: delivering.sweep },
    startWorkers: async (queue: Queue) => {
      await queue.workTogether(DELIVER, delivering.deliver, DELIVERING)
      await queue.work(REFRESH, id => refreshing.refresh(id), REFRESH_POLL_SECONDS)
      await queue.work(REFRESH_LATER, refreshing.refreshLater, REFRESH_POLL_SECONDS)
    },
  }
}
