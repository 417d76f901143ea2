/** One person's assignment in a quarter, as the officer sees it. */
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Label } from '../../../chat/model.ts'
import { excuseText } from './cards.ts'
import type { Assignment } from './repository.ts'

/** `null`: nobody, or not known. */
export interface AssignmentNames {
  person: string
  appraiser: string | null
  superior: string | null
}

export function personCard(
  assignment: Assignment | null,
  { person, appraiser, superior }: AssignmentNames,
  buttons: Button[],
): Card {
  const rows: [Label, Label][] = [
    [text('cycle:person.appraiser'), appraiser ?? text('cycle:person.none')],
    [text('cycle:person.superior'), superior ?? text('cycle:person.none')],
    [text('cycle:person.state'), stateOf(assignment)],
  ]
  if (assignment?.reason) rows.push([text('cycle:person.reason'), assignment.reason])
  return {
    title: text('cycle:person.title', { name: person }),
    confidential: true,
    blocks: [
      { kind: 'facts', rows },
      { kind: 'buttons', buttons },
    ],
  }
}

function stateOf(assignment: Assignment | null): Label {
  if (!assignment) return text('cycle:person.absent')
  if (assignment.excused) return text('cycle:person.excused', { kind: excuseText(assignment.excused) })
  return assignment.doneAt ? text('cycle:person.done') : text('cycle:person.left')
}
