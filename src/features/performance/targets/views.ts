/** The cards of targets, read for whoever asks and with every button on them. */

import { press } from '../../../chat/contributions.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import type { Card, RequestContext } from '../../../chat/model.ts'
import { pagedList } from '../../../chat/ui/paging.ts'
import type { About } from './access.ts'
import type { TargetActions } from './actions.ts'
import { boardCard } from './cards.ts'
import { detailCard } from './detail-card.ts'
import { targetButtons } from './extension-points.ts'
import type { Reading } from './reading.ts'

export type Views = ReturnType<typeof createViews>

/** @param actions asked for once a card is made: buttons lead to cards, and cards have buttons */
export function createViews(
  { reading, extensions }: { reading: Reading; extensions: Extensions },
  actions: () => TargetActions,
) {
  async function board(context: RequestContext, about: About, page = 0): Promise<Card> {
    const found = await reading.board(context, about)
    const list = pagedList(found.targets, page, to =>
      press(actions().board, about.personId, about.quarter, to),
    )
    return boardCard(found, list, actions())
  }

  async function detail(context: RequestContext, id: string): Promise<Card> {
    const found = await reading.detail(context, id)
    const { target, locked } = found
    const own = target.personId === context.actor.personId
    const open = target.state === 'agreed' && !locked
    const more = open ? extensions.all(targetButtons).map(button => button(target, own)) : []
    return detailCard(found, actions(), more)
  }

  return { board, detail }
}

export const over = (card: Card) => ({ kind: 'card' as const, over: true as const, card })
