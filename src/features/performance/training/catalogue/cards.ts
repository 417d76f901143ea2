/** The catalogue of trainings a person may join, and their own trainings. */
import { type Action, press } from '../../../../chat/contributions.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Block, Button, Card } from '../../../../chat/model.ts'
import { buttons } from '../../../../chat/ui/blocks.ts'
import { hoursText, lineText } from '../cards.ts'
import type { Mine } from '../places/repository.ts'
import type { Hours } from '../suggestions/hours.ts'
import type { Offer } from '../suggestions/service.ts'

export function catalogueCard(
  { hours, offers, empty }: { hours: Hours; offers: readonly Offer[]; empty: boolean },
  { show, mine, turn }: { show: Action<[string]>; mine: Button; turn: Button[] },
): Card {
  const list = offers.map(
    ({ training }): Button => ({ label: lineText(training), press: press(show, training.id) }),
  )
  return {
    title: text('training:catalogue.title'),
    // One's own hours, and what is offered first because of one's own needs.
    confidential: true,
    blocks: [
      {
        kind: 'text',
        text: text('training:catalogue.hours', { year: String(hours.year), hours: hoursText(hours) }),
      },
      { kind: 'text', text: text(empty ? 'training:catalogue.empty' : 'training:catalogue.intro') },
      ...buttons(...list, ...turn, mine),
    ],
  }
}

export function mineCard(
  list: readonly Mine[],
  { show, turn, elsewhere }: { show: Action<[string]>; turn: Button[]; elsewhere: Block[] },
): Card {
  const rows = list.map(
    ({ training }): Button => ({ label: lineText(training), press: press(show, training.id) }),
  )
  return {
    title: text('training:mine.title'),
    confidential: true,
    blocks: [
      { kind: 'text', text: text(list.length > 0 ? 'training:mine.intro' : 'training:mine.empty') },
      ...buttons(...rows, ...turn),
      ...elsewhere,
    ],
  }
}
