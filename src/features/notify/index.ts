import type { Feature } from '../../chat/model.ts'
import type { Queue } from '../../platform/queue.ts'
import { createDelivering, type DeliverDeps } from './deliver.ts'
import { type GroupsDeps, groupScreens } from './groups.ts'
import { type SettingsDeps, settingsScreens } from './settings.ts'
import { DELIVER, REFRESH } from './work.ts'

export type { Office } from './deps.ts'
export type { Preference } from './store.ts'
export { createNotify, DELIVER, type Message, type Notify, REFRESH } from './work.ts'

/** Changes that had to wait come at their second, not at the next look. */
const REFRESH_POLL_SECONDS = 1

/** Preferences, groups, and the workers that bring messages out. */
export function notifyFeature(deps: DeliverDeps & GroupsDeps & SettingsDeps) {
  const delivering = createDelivering(deps)
  const groups = groupScreens(deps)
  const settings = settingsScreens(deps)
  const feature: Feature = {
    name: 'notify',
    ...settings,
    actions: [...(settings.actions ?? []), ...(groups.feature.actions ?? [])],
    desk: groups.feature.desk ?? [],
    ticks: [{ name: 'notify.sweep', run: delivering.sweep }],
  }
  const startWorkers = async (queue: Queue) => {
    await queue.work(DELIVER, delivering.deliver)
    await queue.work(REFRESH, delivering.refresh, REFRESH_POLL_SECONDS)
  }
  return { feature, place: groups.place, moved: groups.moved, startWorkers }
}
