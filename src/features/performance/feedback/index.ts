import { defineFeature, type Feature } from '../../../chat/contributions.ts'
import { appraisalPublished, reportSections, resultRenderer } from '../appraisal/api.ts'
import type { FeedbackApi } from './api.ts'
import type { FeedbackDeps } from './deps.ts'
import { createDue } from './due.ts'
import { objectionStatus } from './extension-points.ts'
import { createMessage } from './message.ts'
import { feedbackNotifications } from './notifications.ts'
import { createPapers } from './papers.ts'
import { feedbackPersonalData } from './personal-data.ts'
import { createPictures } from './pictures.ts'
import { createReceipts } from './receipts.ts'
import { currentReceipt } from './repository.ts'
import { feedbackActions, feedbackForms } from './screens.ts'
import { createService } from './service.ts'

/** What comes after the appraisal: how its result reaches the person, and what is said to it. */
export function createFeedback(deps: FeedbackDeps): Feature<FeedbackApi> {
  const receipts = createReceipts(deps)
  const service = createService(deps, receipts)
  const pictures = createPictures(deps)
  const paper = createPapers({ ...deps, receipts, pictures })
  const screensDeps = { ...deps, service, receipts, paper }
  const message = createMessage({ ...deps, receipts, pictures }, () => actions)
  const actions = feedbackActions({ ...screensDeps, render: message.render })
  return defineFeature({
    name: 'feedback',
    api: {
      own: receipts.own,
      currentReceipt: (assignmentId, tx = deps.db.client) => currentReceipt(tx, assignmentId),
      withReceived: receipts.withReceived,
      settleRead: receipts.settleRead,
    },
    actions: Object.values(actions),
    forms: feedbackForms(screensDeps),
    notifications: feedbackNotifications({ ...deps, read: actions.read, reply: actions.reply }),
    ticks: [{ name: 'feedback.unread', run: createDue(deps) }],
    extensionPoints: [objectionStatus],
    extensions: [
      feedbackPersonalData,
      resultRenderer.contribute('feedback', message.renderResult),
      reportSections.contribute('feedback', message.reportSection),
      appraisalPublished.contribute('receipt', ({ work, appraisals }) =>
        receipts.published(work, appraisals),
      ),
    ],
  })
}
