import type { Feature } from '../../../chat/contributions.ts'
import type { Clock } from '../../../platform/clock.ts'
import { createAccess } from './access.ts'
import { createAmend } from './amend.ts'
import { type AppraisalPorts, NOBODY_KNOWS } from './ports.ts'
import { createPublished } from './published.ts'
import { publishDue } from './publishing.ts'
import { reminderNotice } from './reminder-card.ts'
import { createReminders } from './reminders.ts'
import { appraisalScreens } from './screens.ts'
import { type AppraisalDeps, createService } from './service.ts'

export type AppraisalDoor = ReturnType<typeof createAppraisal>

/** The quarterly appraisal: reminders, the form, versions, publishing, and the report card. */
export function createAppraisal(
  given: Omit<AppraisalDeps, 'ports' | 'lessToDo'> & { clock: Clock; ports?: Partial<AppraisalPorts> },
) {
  const { clock, people, cycle, office } = given
  const reminders = createReminders(given)
  const ports: AppraisalPorts = { ...NOBODY_KNOWS, ...given.ports }
  const deps: AppraisalDeps = { ...given, ports, lessToDo: reminders.lessToDo }
  const [service, access] = [createService(deps), createAccess(deps)]
  const screens = appraisalScreens({ service, access, cycle, people, ports })
  const reminder = reminderNotice({ cycle, people, office, clock, open: screens.open, list: screens.list })
  const feature: Feature = {
    ...screens.feature,
    notifications: [...(screens.feature.notifications ?? []), reminder],
    ticks: [
      { name: 'appraisal.publish', run: now => publishDue(deps, now) },
      { name: 'appraisal.remind', run: reminders.tick },
    ],
  }
  return {
    feature,
    access,
    /** Of what its person has seen: for awards. */
    published: createPublished(deps),
    /** Makes the version that a decision from above asks for. */
    amend: createAmend(deps),
    /** The message that brought a version to its person, as it is now. */
    told: screens.told,
    /** Opens one report, for whoever may see it. */
    report: screens.report,
    /** Those who come later tell what they know through these; called while the app is built. */
    ports,
  }
}
