import { defineFeature, type Feature } from '../../../chat/contributions.ts'
import type { Clock } from '../../../platform/clock.ts'
import { createAccess } from './access.ts'
import { createAmend } from './amend.ts'
import type { AppraisalApi } from './api.ts'
import { appraisalPublished, oversight, reportSections, resultRenderer } from './extension-points.ts'
import { appraisalPersonalData } from './personal-data.ts'
import { createPorts, type Sources } from './ports.ts'
import { createPublished } from './published.ts'
import { publishDue } from './publishing.ts'
import { reminderNotice } from './reminder-card.ts'
import { createReminders } from './reminders.ts'
import { appraisalScreens } from './screens.ts'
import { type AppraisalDeps, createService } from './service.ts'

export interface AppraisalFeatureDeps extends Omit<AppraisalDeps, 'ports' | 'lessToDo'>, Sources {
  clock: Clock
}

/** The quarterly appraisal: reminders, the form, versions, publishing, and the report card. */
export function createAppraisal(given: AppraisalFeatureDeps): Feature<AppraisalApi> {
  const { clock, people, cycle, office } = given
  const reminders = createReminders(given)
  const ports = createPorts(given)
  const deps: AppraisalDeps = { ...given, ports, lessToDo: reminders.lessToDo }
  const [service, access] = [createService(deps), createAccess(deps)]
  const screens = appraisalScreens({ service, access, cycle, people, ports })
  const reminder = reminderNotice({ cycle, people, office, clock, open: screens.open, list: screens.list })
  return defineFeature({
    name: 'appraisal',
    api: {
      access,
      published: createPublished(deps),
      amend: createAmend(deps),
      told: screens.told,
      report: screens.report,
    },
    ...screens.feature,
    notifications: [...(screens.feature.notifications ?? []), reminder],
    ticks: [
      { name: 'appraisal.publish', run: now => publishDue(deps, now) },
      { name: 'appraisal.remind', run: reminders.tick },
    ],
    extensionPoints: [appraisalPublished, resultRenderer, reportSections, oversight],
    extensions: [appraisalPersonalData],
  })
}
