import type { Feature } from '../../../chat/contributions.ts'
import type { Words } from '../../../chat/i18n/words.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { AppraisalPorts } from '../appraisal/api.ts'
import type { AppraisalDoor } from '../appraisal/index.ts'
import { createDue } from './due.ts'
import type { FeedbackPorts } from './message.ts'
import { createPapers } from './papers.ts'
import { createPictures } from './pictures.ts'
import type { FeedbackDeps } from './receipts.ts'
import { feedbackScreens } from './screens.ts'
import { createService } from './service.ts'

export interface FeedbackFeatureDeps extends Omit<FeedbackDeps, 'access'> {
  clock: Clock
  files: Files
  words: Words
  appraisal: Pick<AppraisalDoor, 'access' | 'told' | 'report'>
}

/** What comes after the appraisal: how its result reaches the person, and what is said to it. */
export function createFeedback(deps: FeedbackFeatureDeps) {
  const { access, told, report } = deps.appraisal
  const ports: FeedbackPorts = { objection: async () => ({ blocks: [], buttons: [], open: false }) }
  const service = createService({ ...deps, access })
  const pictures = createPictures({ ...deps, access })
  const paper = createPapers({ ...deps, access, service, pictures })
  const screens = feedbackScreens({
    ...deps,
    access,
    told,
    report,
    service,
    pictures,
    paper,
    ports,
  })
  const feature: Feature = {
    ...screens.feature,
    ticks: [
      { name: 'feedback.unread', run: createDue(deps) },
      { name: 'feedback.pictures', run: pictures.sweep },
    ],
  }
  const { tell, more } = screens.message
  /** Fulfilled for the appraisal, which comes before. */
  const forAppraisal: Pick<AppraisalPorts, 'tell' | 'more' | 'published'> = {
    tell,
    more,
    published: async (tx, appraisal, now) => service.published(tx, appraisal, now),
  }
  return { feature, service, forAppraisal, ports }
}
