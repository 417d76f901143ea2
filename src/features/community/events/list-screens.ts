/** /kegiatan: what there is. */

import { z } from 'zod'
import { type Action, type Command, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, RequestContext } from '../../../chat/model.ts'
import { pageArg, paged } from '../../../chat/ui/paging.ts'
import type { DetailCard } from './detail-card.ts'
import type { Event, Shelf } from './repository.ts'
import type { OtherButtons, ScreensDeps } from './screens.ts'
import { CAN, dayText } from './view.ts'

const SHELVES = { next: 'toNext', past: 'toPast', mine: 'toMine' } as const
const NONE = { next: 'none', past: 'nonePast', mine: 'noneMine' } as const
const ShelfArg = z.enum(['next', 'past', 'mine']).catch('next')

export function listScreens(
  { making, answering, reading, zone }: Pick<ScreensDeps, 'making' | 'answering' | 'reading' | 'zone'>,
  others: Pick<OtherButtons, 'make' | 'beside'>,
  detailCard: DetailCard,
) {
  const list: Action<[Shelf, number]> = defineAction({
    verb: 'event.list',
    can: CAN,
    args: z.tuple([ShelfArg, pageArg]),
    run: async (context, shelf, page) => ({
      kind: 'card',
      over: true,
      card: await listCard(context, shelf, page),
    }),
  })
  const show = defineAction({
    verb: 'event.show',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({
      kind: 'card',
      over: true,
      card: await detailCard(context, (await answering.visible(context, id)).event),
    }),
  })
  const kegiatan: Command = {
    name: 'kegiatan',
    about: text('events:about.kegiatan'),
    button: text('events:menu.kegiatan'),
    can: CAN,
    run: async context => ({ kind: 'card', card: await listCard(context, 'next', 0) }),
  }

  async function listCard(context: RequestContext, shelf: Shelf, page: number): Promise<Card> {
    const found = await reading.list(context, shelf, page)
    const { rows, turn } = paged(found, page, next => press(list, shelf, next))
    const maker = (await making.scopeOf(context.actor)) !== null
    const intro = rows.length > 0 ? text(`events:list.${shelf}`) : text(`events:list.${NONE[shelf]}`)
    const make: Button = { label: text('events:list.make'), tone: 'primary', press: press(others.make) }
    const buttons: Button[] = [
      ...rows.map((event: Event) => ({ label: dayText(event, zone), press: press(show, event.id) })),
      ...turn,
      ...(maker ? [make] : []),
      ...otherShelves(shelf, maker).map(one => ({
        label: text(`events:list.${SHELVES[one]}`),
        press: press(list, one, 0),
      })),
      ...others.beside,
    ]
    return {
      title: text('events:list.title'),
      blocks: [
        { kind: 'text', text: intro },
        { kind: 'buttons', buttons },
      ],
    }
  }

  return { list, show, command: kegiatan }
}

/** One's own events are a shelf for those who may make some. */
const otherShelves = (shelf: Shelf, maker: boolean) =>
  (['next', 'past', 'mine'] as const).filter(one => one !== shelf && (one !== 'mine' || maker))
