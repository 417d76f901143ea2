import { z } from 'zod'
import { defineAction } from '../../../chat/define.ts'
/** /papan: the month's and the quarter's board, by unit and by value. */

import { type Action, type Command, type Contributions, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Reply, RequestContext } from '../../../chat/model.ts'
import { BERAKHLAK } from '../../../domain/berakhlak.ts'
import type { BoardPage, Boards } from './board.ts'
import { boardCard, choiceCard } from './board-cards.ts'
import type { BoardPicture } from './board-picture.ts'
import { valueText } from './cards.ts'
import { ANY, BOARD_PAGES, type Board, isQuarter, OFFICE, otherPeriod, readBoard } from './rules-board.ts'

const CAN = 'kudos.board' as const
const UNITS_PAGE = 8
const pageOf = (said: string) => Math.min(BOARD_PAGES - 1, Math.max(0, Math.trunc(Number(said)) || 0))

const WHERE = z.tuple([z.string(), z.string(), z.string(), z.string()])

export interface BoardScreensDeps {
  boards: Boards
  picture: BoardPicture
}

export function boardScreens({
  boards,
  picture,
}: BoardScreensDeps): Required<Pick<Contributions, 'commands' | 'actions'>> {
  type Where = [period: string, scope: string, value: string, page: string]
  const show: Action<Where> = defineAction({
    verb: 'kudos.board',
    can: CAN,
    args: WHERE,
    run: async (context, ...where) => ({ ...(await board(context, ...where)), over: true }),
  })
  const values: Action<Where> = defineAction({
    verb: 'kudos.board-values',
    can: CAN,
    args: WHERE,
    run: async ({ now }, ...where) => {
      const wanted = read(now, where)
      const all = ([ANY, ...BERAKHLAK] as const).map(value => ({
        label: value === ANY ? text('kudos:board.anyValue') : valueText(value),
        press: to({ ...wanted, value }),
      }))
      return { kind: 'card', over: true, card: choiceCard(text('kudos:board.whichValue'), wanted, all) }
    },
  })
  const units: Action<Where> = defineAction({
    verb: 'kudos.board-units',
    can: CAN,
    args: WHERE,
    run: async ({ now }, ...where) => {
      const [wanted, all] = [read(now, where), await boards.units()]
      const last = Math.max(0, Math.ceil(all.length / UNITS_PAGE) - 1)
      const page = Math.min(last, Math.max(0, Math.trunc(Number(where[3])) || 0))
      const turn = (way: number) => press(units, ...args({ ...wanted, scope: OFFICE }), String(page + way))
      const buttons: Button[] = all
        .slice(page * UNITS_PAGE, (page + 1) * UNITS_PAGE)
        .map(({ id, name }) => ({ label: name, press: to({ ...wanted, scope: id }) }))
      if (page > 0) buttons.push({ label: text('chat:page.previous'), press: turn(-1) })
      if (page < last) buttons.push({ label: text('chat:page.next'), press: turn(1) })
      return { kind: 'card', over: true, card: choiceCard(text('kudos:board.whichUnit'), wanted, buttons) }
    },
  })

  const args = ({ period, scope, value }: Board) => [period, scope, value] as const
  const to = (wanted: Board, page = 0) => press(show, ...args(wanted), String(page))
  const read = (now: Date, [period, scope, value]: Where) =>
    readBoard({ period, scope, value }, boards.today(now))

  async function board(
    { now, actor }: RequestContext,
    ...where: Where
  ): Promise<Extract<Reply, { kind: 'card' }>> {
    const shown = await boards.page(read(now, where), pageOf(where[3]))
    const drawn = await picture(shown, actor.locale)
    return { kind: 'card', card: boardCard(shown, drawn, buttonsOf(shown, { now, unitId: actor.unitId })) }
  }

  function buttonsOf(
    { board: at, page, more }: BoardPage,
    { now, unitId }: { now: Date; unitId: string },
  ): Button[] {
    const buttons: Button[] = []
    if (page > 0) buttons.push({ label: text('chat:page.previous'), press: to(at, page - 1) })
    if (more) buttons.push({ label: text('chat:page.next'), press: to(at, page + 1) })
    const toQuarter = !isQuarter(at.period)
    buttons.push(
      {
        label: text(toQuarter ? 'kudos:board.toQuarter' : 'kudos:board.toMonth'),
        press: to({ ...at, period: otherPeriod(at.period, boards.today(now)) }),
      },
      at.scope === OFFICE
        ? { label: text('kudos:board.toUnit'), press: to({ ...at, scope: unitId }) }
        : { label: text('kudos:board.toOffice'), press: to({ ...at, scope: OFFICE }) },
      { label: text('kudos:board.toUnits'), press: press(units, ...args({ ...at, scope: OFFICE }), '0') },
      { label: text('kudos:board.toValues'), press: press(values, ...args(at), '0') },
    )
    return buttons
  }

  const papan: Command = {
    name: 'papan',
    about: text('kudos:about.papan'),
    button: text('kudos:menu.papan'),
    can: CAN,
    run: context => board(context, '', '', '', '0'),
  }
  return { commands: [papan], actions: [show, values, units] }
}
