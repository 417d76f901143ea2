/** The officer looks at one person's assignment in a quarter, with what can be changed in it. */

import { z } from 'zod'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Label, Reply } from '../../../chat/model.ts'
import { notInOwnMatter } from '../../../chat/own-matter.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Report } from './current-appraiser.ts'
import { type BackButton, CAN, type CycleScreensDeps, inPlace } from './officer-menu.ts'
import { personCard } from './person-card.ts'
import { personForms } from './person-forms.ts'
import type { Assignment } from './repository.ts'

/** A button to a form of the same name about one person in a quarter. */
const toForm = (form: string): Action<[Quarter, string]> =>
  defineAction({
    verb: form,
    can: CAN,
    args: z.tuple([quarterArg, z.string()]),
    run: async (context, quarter, personId) => {
      notInOwnMatter(context, personId)
      return { kind: 'form', form, args: [quarter, personId] }
    },
  })

export function personScreens(
  { service, reassignment, people }: Pick<CycleScreensDeps, 'service' | 'reassignment' | 'people'>,
  back: BackButton,
) {
  const reassign = toForm('cycle.reassign')
  const excuse = toForm('cycle.excuse')
  const include = toForm('cycle.include')

  function buttons(quarter: Quarter, personId: string, assignment: Assignment | null): Button[] {
    const button = (label: Label, action: Action<[Quarter, string]>): Button => ({
      label,
      press: press(action, quarter, personId),
    })
    if (!assignment || assignment.excused)
      return [button(text('cycle:person.include'), include), back(quarter)]
    return [
      button(text('cycle:person.reassign'), reassign),
      ...(assignment.doneAt ? [] : [button(text('cycle:person.excuse'), excuse)]),
      back(quarter),
    ]
  }

  const nameOf = async (id: string | null | undefined) => (id ? (await people.person(id)).name : null)

  async function showPerson(quarter: Quarter, personId: string): Promise<Reply> {
    const [person, assignment] = await Promise.all([
      people.person(personId),
      service.assignmentOf(quarter, personId),
    ])
    const [appraiser, superior] = await Promise.all([
      nameOf(assignment?.appraiserId),
      nameOf(assignment?.superiorId),
    ])
    const names = { person: person.name, appraiser, superior }
    return inPlace(personCard(assignment, names, buttons(quarter, personId, assignment)))
  }
  const show = defineAction({
    verb: 'cycle.person',
    can: CAN,
    args: z.tuple([quarterArg, z.string()]),
    run: (_context, quarter, personId) => showPerson(quarter, personId),
  })

  return {
    actions: [reassign, excuse, include, show],
    forms: personForms(reassignment, showPerson),
    button:
      (quarter: Quarter) =>
      ({ personId, name }: Report): Button => ({ label: name, press: press(show, quarter, personId) }),
  }
}
