import { defineFeature } from '../../../chat/contributions.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import type { Words } from '../../../chat/i18n/words.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Files } from '../../../platform/files/files.ts'
import { type AppraisalApi, appraisalPublished, reportSections, resultRenderer } from '../appraisal/api.ts'
import { createDue } from './due.ts'
import { objectionStatus } from './extension-points.ts'
import { createPapers } from './papers.ts'
import { feedbackPersonalData } from './personal-data.ts'
import { createPictures } from './pictures.ts'
import type { FeedbackDeps } from './receipts.ts'
import { feedbackScreens } from './screens.ts'
import { createService } from './service.ts'

export interface FeedbackFeatureDeps extends Omit<FeedbackDeps, 'access'> {
  clock: Clock
  files: Files
  words: Words
  extensions: Extensions
  appraisal: Pick<AppraisalApi, 'access' | 'told' | 'report'>
}

/** What comes after the appraisal: how its result reaches the person, and what is said to it. */
export function createFeedback(deps: FeedbackFeatureDeps) {
  const { access, told, report } = deps.appraisal
  const service = createService({ ...deps, access })
  const pictures = createPictures({ ...deps, access })
  const paper = createPapers({ ...deps, access, service, pictures })
  const screens = feedbackScreens({ ...deps, access, told, report, service, pictures, paper })
  const { tell, more } = screens.message
  return defineFeature({
    name: 'feedback',
    api: service,
    ...screens.feature,
    ticks: [
      { name: 'feedback.unread', run: createDue(deps) },
      { name: 'feedback.pictures', run: pictures.sweep },
    ],
    extensionPoints: [objectionStatus],
    extensions: [
      feedbackPersonalData,
      resultRenderer.contribute('feedback', tell),
      reportSections.contribute('feedback', more),
      appraisalPublished.contribute('receipt', ({ tx, appraisal, now }) =>
        service.published(tx, appraisal, now),
      ),
    ],
  })
}
