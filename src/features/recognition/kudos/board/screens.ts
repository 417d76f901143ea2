/** /papan: the month's and the quarter's board, by unit and by value. */
import { z } from 'zod'
import { type Action, type Command, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Actor, Button, Press, Reply, RequestContext } from '../../../../chat/model.ts'
import { pageArg, pagedList, turnButtons } from '../../../../chat/ui/paging.ts'
import { BERAKHLAK } from '../../../../domain/berakhlak.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { valueText } from '../cards.ts'
import type { BoardPage, Boards } from './boards.ts'
import { boardCard, choiceCard } from './cards.ts'
import type { BoardPicture } from './picture.ts'
import { ANY, BOARD_PAGES, type Board, isQuarter, OFFICE, otherPeriod, readBoard } from './rules.ts'

const CAN = 'kudos.board' as const

/** Which board, and which page of it or of the choice beside it. */
const WHERE = z.tuple([z.string(), z.string(), z.string(), pageArg])
type Where = z.output<typeof WHERE>

export interface BoardScreensDeps {
  boards: Boards
  picture: BoardPicture
}

export function boardScreens({ boards, picture }: BoardScreensDeps) {
  const read = (now: Date, [period, scope, value]: Where) =>
    readBoard({ period, scope, value }, boards.today(now))

  async function board({ now, actor }: RequestContext, where: Where): Promise<Card> {
    const shown = await boards.page(read(now, where), Math.min(BOARD_PAGES - 1, where[3]))
    const drawn = await picture(shown, actor.locale)
    const buttons = buttonsOf(shown, { today: boards.today(now), unitId: actor.unitId, show, values, units })
    return { kind: 'card', card: boardCard(shown, drawn, buttons) }
  }

  const show: Action<Where> = defineAction({
    verb: 'kudos.board',
    can: CAN,
    args: WHERE,
    run: async (context, ...where) => ({ ...(await board(context, where)), over: true }),
  })
  const values: Action<Where> = defineAction({
    verb: 'kudos.board-values',
    can: CAN,
    args: WHERE,
    run: async ({ now }, ...where) => {
      const wanted = read(now, where)
      const buttons = ([ANY, ...BERAKHLAK] as const).map(value => ({
        label: value === ANY ? text('kudos:board.anyValue') : valueText(value),
        press: to(show, { ...wanted, value }),
      }))
      return { kind: 'card', over: true, card: choiceCard(text('kudos:board.whichValue'), wanted, buttons) }
    },
  })
  const units: Action<Where> = defineAction({
    verb: 'kudos.board-units',
    can: CAN,
    args: WHERE,
    run: async ({ now }, ...where) => {
      const wanted = read(now, where)
      const { rows, turn } = pagedList(await boards.units(), where[3], page =>
        to(units, { ...wanted, scope: OFFICE }, page),
      )
      const buttons: Button[] = rows.map(({ id, name }) => ({
        label: name,
        press: to(show, { ...wanted, scope: id }),
      }))
      const card = choiceCard(text('kudos:board.whichUnit'), wanted, [...buttons, ...turn])
      return { kind: 'card', over: true, card }
    },
  })

  const command: Command = {
    name: 'papan',
    about: text('kudos:about.papan'),
    button: text('kudos:menu.papan'),
    can: CAN,
    run: context => board(context, ['', '', '', 0]),
  }
  return { command, actions: [show, values, units] }
}

type Card = Extract<Reply, { kind: 'card' }>
type Turn = Record<'show' | 'values' | 'units', Action<Where>>

const to = (action: Action<Where>, { period, scope, value }: Board, page = 0): Press =>
  press(action, period, scope, value, page)

/** The pages beside it, the other period, the other scope, and the choices. */
function buttonsOf(
  { board: at, page, more }: BoardPage,
  { today, unitId, show, values, units }: Turn & Pick<Actor, 'unitId'> & { today: OfficeDay },
): Button[] {
  return [
    ...turnButtons(page, more, next => to(show, at, Number(next))),
    {
      label: text(isQuarter(at.period) ? 'kudos:board.toMonth' : 'kudos:board.toQuarter'),
      press: to(show, { ...at, period: otherPeriod(at.period, today) }),
    },
    at.scope === OFFICE
      ? { label: text('kudos:board.toUnit'), press: to(show, { ...at, scope: unitId }) }
      : { label: text('kudos:board.toOffice'), press: to(show, { ...at, scope: OFFICE }) },
    { label: text('kudos:board.toUnits'), press: to(units, { ...at, scope: OFFICE }) },
    { label: text('kudos:board.toValues'), press: to(values, at) },
  ]
}
