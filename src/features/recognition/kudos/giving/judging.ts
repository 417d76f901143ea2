/** Whether a kudos may be given: by the rules, and by what was given before. */

import { text } from '../../../../chat/i18n/words.ts'
import type { Text } from '../../../../chat/model.ts'
import type { Berakhlak } from '../../../../domain/berakhlak.ts'
import type { Office } from '../../../../domain/calendar/office.ts'
import { instantAt } from '../../../../domain/calendar/office-day.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Person } from '../../../organisation/people/api.ts'
import type * as repository from '../repository.ts'
import {
  MAX_A_DAY,
  MAX_LENGTH,
  MAX_RECEIVERS,
  MIN_LENGTH,
  type Problem,
  problemWith,
  RETURN_DAYS,
} from '../rules.ts'

export interface Given {
  receivers: readonly string[]
  value: Berakhlak
  message: string
}
/** One that is about to be given: by whom and when. */
export type Wish = Given & { giverId: string; requestKey: string; now: Date }
/** A wish that may come true. */
export type Allowed = Wish & {
  id: string
  people: readonly Person[]
  returned: repository.Before['returned']
}
type People = ReadonlyMap<string, Person>
type Verdict = { given: string } | { refused: Text } | { allowed: Allowed }

/** What has to be known of earlier ones to judge this one. */
export const asked = ({ now, ...wish }: Wish, office: Pick<Office, 'today' | 'zone'>): repository.Asked => ({
  ...wish,
  today: instantAt(office.today(now), '00:00', office.zone),
  week: new Date(now.getTime() - RETURN_DAYS * 86_400_000),
})

/** Given before by this very request, refused, or allowed. */
export function judge(wish: Wish, before: repository.Before | undefined, known: People, ids: Ids): Verdict {
  if (!before) throw new Error('every wish is looked up')
  if (before.sameRequest !== null) return { given: before.sameRequest }
  const found = problemWith(wish, before.today)
  if (found) return { refused: problemText(found.problem, known.get(found.person ?? '')?.name ?? '') }
  const receivers = inOrder(wish, known)
  if (receivers.length < wish.receivers.length || receivers.some(({ left }) => left !== null))
    return { refused: text('kudos:problem.left') }
  return { allowed: { ...wish, id: ids.next(), people: receivers, returned: before.returned } }
}

/** As they were named. */
export const inOrder = ({ receivers }: Wish, known: People): Person[] =>
  receivers.flatMap(id => known.get(id) ?? [])

function problemText(problem: Problem, name: string): Text {
  switch (problem) {
    case 'same-person':
      return text('kudos:problem.same-person', { name })
    case 'length':
      return text('kudos:problem.length', { min: MIN_LENGTH, max: MAX_LENGTH })
    case 'day-full':
      return text('kudos:problem.day-full', { max: MAX_A_DAY })
    case 'too-many':
      return text('kudos:problem.too-many', { max: MAX_RECEIVERS })
    default:
      return text(`kudos:problem.${problem}`)
  }
}
