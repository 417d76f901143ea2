/** Buttons and forms of an objection, by step; whose it is, is asked again in each. */

import { type Form, type OfficerMenuEntry, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { MANAGE, USE } from './abilities.ts'
import { formActions } from './actions.ts'
import { idArgs } from './args.ts'
import { createCase } from './case.ts'
import { changeForm, decideForm } from './deciding-forms.ts'
import type { ObjectionDeps } from './deps.ts'
import { filingForm } from './filing-form.ts'
import type { ShowObjection } from './form-parts.ts'
import { namingForm, unnamedAction } from './naming-screens.ts'
import { askForm, explainForm } from './question-forms.ts'
import type { Objection } from './repository.ts'
import type { ObjectionService } from './service.ts'

export interface ScreensDeps extends ObjectionDeps {
  service: ObjectionService
  /** Objections that lack a decider. */
  unnamed(): Promise<Objection[]>
}

export function objectionScreens(deps: ScreensDeps) {
  const { service, appraisal, people, cycle } = deps
  const { access, filing, naming, questions, deciding } = service
  const { file, ask, explain, decide, change, name } = formActions(service)
  const oneCase = createCase(deps, questions, { ask, explain, decide, change, report: appraisal.report })
  const showObjection: ShowObjection = async (context, objectionId) => {
    const { objection, side } = await access.seen(context, objectionId)
    return { kind: 'card', over: true, card: await oneCase.show(objection, side, context.actor.personId) }
  }
  const show = defineAction({ verb: 'objection.show', can: USE, args: idArgs, run: showObjection })
  const unnamed = unnamedAction(deps.unnamed, name)
  const forms: Form[] = [
    filingForm(filing, oneCase),
    askForm(questions, access, showObjection),
    explainForm(questions, showObjection),
    namingForm(naming, people),
    decideForm({ deciding, access, show: showObjection }),
    changeForm({ deciding, access, show: showObjection, appraisal, cycle }),
  ]
  const entry: OfficerMenuEntry = {
    label: text('objection:desk.title'),
    can: MANAGE,
    press: press(unnamed),
  }
  return {
    actions: [file, show, ask, decide, change, explain, name, unnamed],
    forms,
    officerMenu: [entry],
    buttons: { file, show, name },
    oneCase,
  }
}
