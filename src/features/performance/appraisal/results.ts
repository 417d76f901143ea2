/** The message that brings a version to its person, as things stand when it is rendered. */

import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card, Locale } from '../../../chat/model.ts'
import type { Access } from './access.ts'
import { newestOfQuarters } from './access.ts'
import { resultMessage, totalOf } from './cards.ts'
import type { AppraisalDeps } from './deps.ts'
import { resultRenderer } from './extension-points.ts'
import { trainableCriterion } from './publishing.ts'
import type { Appraisal } from './repository.ts'

/** @param versions published versions of the person (`access.published`), where they are at hand */
export type RenderResult = (
  appraisal: Appraisal,
  reader: { locale: Locale; now: Date },
  versions?: readonly Appraisal[],
) => Promise<Card>

interface ResultsDeps extends Pick<AppraisalDeps, 'people' | 'training' | 'extensions'> {
  access: Access
  why: Action<[string]>
}

export function createResults({ access, people, training, extensions, why }: ResultsDeps): RenderResult {
  return async (appraisal, reader, versions) => {
    const { personId, byId, assignmentId } = appraisal
    const criterion = trainableCriterion(appraisal)
    const [found, history, author, suggestions] = await Promise.all([
      access.assigned(assignmentId),
      versions ?? access.published(personId),
      people.person(byId),
      criterion ? training.suggestions(criterion, personId, reader.now) : [],
    ])
    const total = totalOf(appraisal, found.cycle)
    const message = resultMessage(
      { appraisal, cycle: found.cycle, name: found.name, appraiser: author.name },
      [{ label: text('appraisal:published.why', { total }), press: press(why, assignmentId) }],
    )
    return extensions.one(resultRenderer)(
      { ...message, said: [...message.said, ...suggestions] },
      { ...found, appraisal, history: newestOfQuarters(history) },
      reader,
    )
  }
}
