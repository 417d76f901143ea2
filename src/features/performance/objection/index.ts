import { defineFeature, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button } from '../../../chat/model.ts'
import { type Oversight, oversight } from '../appraisal/api.ts'
import { type ObjectionStatus, objectionEnds, objectionStatus } from '../feedback/api.ts'
import type { ObjectionDeps } from './access.ts'
import { stateText } from './cards.ts'
import { createDeciding } from './deciding.ts'
import { createDue } from './due.ts'
import { objectionNotices } from './notifications.ts'
import { objectionPersonalData } from './personal-data.ts'
import { numberOf } from './rules.ts'
import { objectionScreens } from './screens.ts'
import { createService } from './service.ts'

/** Objections to a result: filed, examined by the appraiser's superior, decided for good. */
export function createObjection(deps: ObjectionDeps) {
  const service = createService(deps)
  const { access } = service
  const deciding = createDeciding(deps, access)
  const due = createDue(deps, access)
  const screens = objectionScreens({ ...deps, service, deciding, unnamed: due.unnamed })
  const notifications = objectionNotices({
    access,
    deciding,
    screens,
    waitingFor: due.waitingFor,
  })
  const status: ObjectionStatus = async (appraisal, received) => {
    const { moves } = screens
    const found = await service.of(appraisal.assignmentId)
    if (found) {
      const said = text('objection:state.line', { number: numberOf(found), state: stateText(found) })
      const show: Button = { label: text('objection:button.see'), press: press(moves.show, found.id) }
      return { blocks: [{ kind: 'text', text: said }], buttons: [show], open: false }
    }
    if (deps.clock.now() >= objectionEnds(received, deps.office.zone))
      return { blocks: [], buttons: [], open: false }
    return {
      blocks: [],
      open: true,
      buttons: [{ label: text('objection:button.file'), press: press(moves.file, appraisal.id) }],
    }
  }
  /** The decider reads the appraisal, and its appraiser corrects it no more. */
  const overseen: Oversight = {
    mayRead: async (assignmentId, { actor }) =>
      (await service.of(assignmentId))?.mayDecide.includes(actor.personId) ?? false,
    isTaken: async (assignmentId, tx) => (await service.of(assignmentId, tx)) !== null,
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
