/** The message that brings a version to its person, as things stand when it is rendered. */

import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Assigned } from '../cycle/api.ts'
import type { Access } from './access.ts'
import { newestOfQuarters } from './access.ts'
import { resultMessage, totalOf } from './cards.ts'
import type { AppraisalDeps } from './deps.ts'
import type { Result, ResultMessage } from './extension-points.ts'
import { trainableCriterion } from './publishing.ts'
import type { Appraisal } from './repository.ts'

/** @param versions published versions of the person (`access.published`), where they are at hand */
export type PartsOfResult = (
  appraisal: Appraisal,
  now: Date,
  versions?: readonly Appraisal[],
) => Promise<{ message: ResultMessage; result: Result }>

interface ResultsDeps extends Pick<AppraisalDeps, 'people' | 'training'> {
  access: Access
  why: Action<[string]>
}

/** What the message is made of, before the feature that shows it (`resultRenderer`) adds what it knows. */
export function createResults({ access, people, training, why }: ResultsDeps): PartsOfResult {
  return async (appraisal, now, versions) => {
    const { personId, assignmentId } = appraisal
    const criterion = trainableCriterion(appraisal)
    const [found, history, suggestions] = await Promise.all([
      access.assigned(assignmentId),
      versions ?? access.published(personId),
      criterion ? training.suggestions(criterion, personId, now) : [],
    ])
    const appraiser = await authorOf(appraisal, found)
    const total = totalOf(appraisal, found.cycle)
    const message = resultMessage({ appraisal, cycle: found.cycle, name: found.name, appraiser }, [
      { label: text('appraisal:published.why', { total }), press: press(why, assignmentId) },
    ])
    return {
      message: { ...message, said: [...message.said, ...suggestions] },
      result: { ...found, appraisal, history: newestOfQuarters(history) },
    }
  }

  /** Whoever wrote it: mostly the appraiser it was assigned to, whose name came with the assignment. */
  async function authorOf({ byId }: Appraisal, { assignment, appraiserName }: Assigned): Promise<string> {
    if (byId === assignment.appraiserId && appraiserName !== null) return appraiserName
    return (await people.person(byId)).name
  }
}
