import { defineFeature, type Feature } from '../../../chat/contributions.ts'
import { createAccess } from './access.ts'
import { createAmend } from './amend.ts'
import type { AppraisalApi } from './api.ts'
import type { AppraisalDeps } from './deps.ts'
import { appraisalPublished, oversight, reportSections, resultRenderer } from './extension-points.ts'
import { appraisalPersonalData } from './personal-data.ts'
import { createPublished } from './published.ts'
import { publishDue } from './publishing.ts'
import { reminderNotification } from './reminder-card.ts'
import { createReminders } from './reminders.ts'
import { appraisalScreens } from './screens.ts'
import { createService } from './service.ts'

/** The quarterly appraisal: reminders, the form, versions, publishing, and the report card. */
export function createAppraisal(deps: AppraisalDeps): Feature<AppraisalApi> {
  const access = createAccess(deps)
  const service = createService({ ...deps, access })
  const screens = appraisalScreens({ ...deps, service, access })
  const reminder = reminderNotification({ ...deps, open: screens.open, list: screens.list })
  return defineFeature({
    name: 'appraisal',
    api: {
      access,
      published: createPublished(deps),
      amend: createAmend(deps),
      partsOfResult: screens.partsOfResult,
      report: screens.report,
    },
    commands: screens.commands,
    actions: screens.actions,
    forms: screens.forms,
    notifications: [...screens.notifications, reminder],
    ticks: [
      { name: 'appraisal.publish', run: now => publishDue(deps, now) },
      { name: 'appraisal.remind', run: createReminders(deps).tick },
    ],
    extensionPoints: [appraisalPublished, resultRenderer, reportSections, oversight],
    extensions: [appraisalPersonalData],
  })
}
