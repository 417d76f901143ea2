/** /pelatihan: what a person may join, and their own trainings. */
import { z } from 'zod'
import { type Action, type Command, type Contributions, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Block, Card, RequestContext } from '../../../../chat/model.ts'
import { pageArg, paged, pagedList, pageSpan } from '../../../../chat/ui/paging.ts'
import type { TrainingActions } from '../cards.ts'
import type { Reading } from '../places/reading.ts'
import type { HoursOf } from '../suggestions/hours.ts'
import type { Suggestions } from '../suggestions/service.ts'
import { catalogueCard, mineCard } from './cards.ts'

export interface CatalogueScreensDeps {
  reading: Pick<Reading, 'mine'>
  suggestions: Pick<Suggestions, 'catalogue'>
  hoursOf: HoursOf
  show: TrainingActions['show']
  /** Somebody's trainings elsewhere, and how to record one. */
  outside(personId: string): Promise<Block[]>
}
const CAN = 'training.use' as const

export function catalogueScreens({ reading, suggestions, hoursOf, show, outside }: CatalogueScreensDeps) {
  const list: Action<[number]> = defineAction({
    verb: 'training.list',
    can: CAN,
    args: z.tuple([pageArg]),
    run: async (context, page) => ({ kind: 'card', over: true, card: await catalogue(context, page) }),
  })
  const mine: Action<[number]> = defineAction({
    verb: 'training.mine',
    can: CAN,
    args: z.tuple([pageArg]),
    run: async ({ actor }, page) => {
      const found = await reading.mine(actor.personId, pageSpan(page))
      const { rows, turn } = paged(found, page, to => press(mine, to))
      const elsewhere = page === 0 ? await outside(actor.personId) : []
      return { kind: 'card', over: true, card: mineCard(rows, { show, turn, elsewhere }) }
    },
  })

  async function catalogue({ actor, now }: RequestContext, page: number): Promise<Card> {
    const [hours, offers] = await Promise.all([
      hoursOf(actor.personId, now),
      suggestions.catalogue(actor.personId, now),
    ])
    const { rows, turn } = pagedList(offers, page, to => press(list, to))
    const toMine = { label: text('training:button.mine'), press: press(mine, 0) }
    return catalogueCard({ hours, offers: rows, empty: offers.length === 0 }, { show, mine: toMine, turn })
  }

  const pelatihan: Command = {
    name: 'pelatihan',
    about: text('training:about.pelatihan'),
    button: text('training:menu.pelatihan'),
    can: CAN,
    run: async context => ({ kind: 'card', card: await catalogue(context, 0) }),
  }
  return { commands: [pelatihan], actions: [list, mine] } satisfies Partial<Contributions>
}
