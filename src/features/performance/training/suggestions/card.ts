/** Trainings that fit, in a message about something else: an appraisal's result, a check-in. */

import { type Action, press } from '../../../../chat/contributions.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Block, Button, Label } from '../../../../chat/model.ts'
import { buttons } from '../../../../chat/ui/blocks.ts'
import type { Criterion } from '../../../../domain/criteria.ts'
import { criterionText, whenText } from '../cards.ts'
import type { Offer } from './service.ts'

/** What one has to know to decide, and one tap to join. */
export function suggestionBlocks(
  criterion: Criterion,
  offers: readonly Offer[],
  take: Action<[string]>,
): Block[] {
  const rows = offers.map(({ training }): [Label, Label] => {
    const { title, place, hours } = training
    return [title, text('training:suggest.facts', { when: whenText(training), place, hours })]
  })
  const list = offers.map(({ training, free }): Button => {
    const { id, title, needsConsent } = training
    const key = needsConsent
      ? 'training:suggest.ask'
      : free > 0
        ? 'training:suggest.join'
        : 'training:suggest.wait'
    return { label: text(key, { title }), press: press(take, id) }
  })
  const intro = text('training:suggest.intro', { criterion: criterionText(criterion) })
  return [{ kind: 'text', text: intro }, { kind: 'facts', rows }, ...buttons(...list)]
}
