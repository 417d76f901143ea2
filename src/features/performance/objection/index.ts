import { defineFeature, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button } from '../../../chat/model.ts'
import { type Oversight, oversight } from '../appraisal/api.ts'
import { type ObjectionStatus, objectionEnds, objectionStatus } from '../feedback/api.ts'
import { stateText } from './cards.ts'
import type { ObjectionDeps } from './deps.ts'
import { createDue } from './due.ts'
import { objectionNotifications } from './notifications.ts'
import { objectionPersonalData } from './personal-data.ts'
import { numberOf } from './rules.ts'
import { objectionScreens } from './screens.ts'
import { createService } from './service.ts'

/** Objections to a result: filed, examined by the appraiser's superior, decided for good. */
export function createObjection(deps: ObjectionDeps) {
  const service = createService(deps)
  const { access, questions } = service
  const due = createDue(deps, access)
  const screens = objectionScreens({ ...deps, service, unnamed: due.unnamed })
  const { buttons, oneCase } = screens
  const notifications = objectionNotifications({ access, questions, oneCase, buttons }, due.waitingFor)
  const status: ObjectionStatus = async (appraisal, { received, now }) => {
    const found = await service.of(appraisal.assignmentId)
    if (found) {
      const state = text('objection:state.line', { number: numberOf(found), state: stateText(found) })
      const show: Button = { label: text('objection:button.see'), press: press(buttons.show, found.id) }
      return { blocks: [{ kind: 'text', text: state }], buttons: [show], open: false }
    }
    if (now >= objectionEnds(received, deps.office.zone)) return { blocks: [], buttons: [], open: false }
    return {
      blocks: [],
      open: true,
      buttons: [{ label: text('objection:button.file'), press: press(buttons.file, appraisal.id) }],
    }
  }
  /** The decider reads the appraisal, and its appraiser corrects it no more. */
  const overseen: Oversight = {
    mayRead: async (assignmentId, { actor }) =>
      (await service.of(assignmentId))?.mayDecide.includes(actor.personId) ?? false,
    isUnderObjection: service.isUnderObjection,
  }
  return defineFeature({
    name: 'objection',
    api: null,
    actions: screens.actions,
    forms: screens.forms,
    officerMenu: screens.officerMenu,
    notifications,
    ticks: [
      { name: 'objection.hand-over', run: due.handOver },
      { name: 'objection.remind', run: due.tick },
    ],
    extensions: [
      objectionPersonalData,
      objectionStatus.contribute('objection', status),
      oversight.contribute('objection', overseen),
    ],
  })
}
