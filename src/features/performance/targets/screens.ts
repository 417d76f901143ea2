/** /target: one's own board, those one appraises, and the buttons that show them. */

import { z } from 'zod'
import { type Action, type Command, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { RequestContext } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import { pageArg, paged } from '../../../chat/ui/paging.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { quarterOf } from '../../../domain/calendar/quarter.ts'
import type { Access } from './access.ts'
import { CAN, onOne, type TargetActions } from './actions.ts'
import type { Answering } from './answering.ts'
import { teamCard } from './cards.ts'
import { historyCard } from './detail-card.ts'
import { proposalForms } from './proposal-forms.ts'
import { answerActions, proposalActions } from './proposal-screens.ts'
import type { Proposing } from './proposing.ts'
import type { Reading } from './reading.ts'
import { reportForms } from './report-forms.ts'
import { reportActions } from './report-screens.ts'
import type { Reporting } from './reporting.ts'
import { createViews, over, type Views } from './views.ts'

export interface ScreensDeps {
  office: Office
  access: Access
  proposing: Proposing
  answering: Answering
  reporting: Reporting
  reading: Reading
  /** What a report may bring as evidence. */
  takes: { mimes: string[]; maxBytes: number }
  extensions: Extensions
}

export function targetScreens(deps: ScreensDeps) {
  const views = createViews(deps, () => actions)
  const actions: TargetActions = {
    ...boardActions(deps, views, () => actions),
    ...proposalActions(deps, views),
    ...answerActions(deps, views),
    ...reportActions(deps, views),
  }
  return {
    actions,
    commands: [targetCommand(deps, views, actions)],
    forms: [...proposalForms(deps, views), ...reportForms(deps, views)],
  }
}

function boardActions({ reading, office }: ScreensDeps, views: Views, actions: () => TargetActions) {
  const board = defineAction({
    verb: 'target.board',
    can: CAN,
    args: z.tuple([z.string(), quarterArg, pageArg]),
    run: async (context, personId, quarter, page) =>
      over(await views.board(context, { personId, quarter }, page)),
  })
  const team: Action<[number]> = defineAction({
    verb: 'target.team',
    can: 'target.team',
    args: z.tuple([pageArg]),
    run: async (context, page) => {
      const quarter = quarterOf(office.today(context.now))
      const { rows, turn } = paged(await reading.team(context, quarter, page), page, to => press(team, to))
      return over(teamCard(quarter, rows, turn, actions()))
    },
  })
  const show = onOne('target.show', async (context, id) => over(await views.detail(context, id)))
  const history = onOne('target.history', async (context, id) =>
    over(historyCard(await reading.history(context, id), actions())),
  )
  return { board, team, show, history }
}

function targetCommand({ office }: ScreensDeps, views: Views, { team }: TargetActions): Command {
  const ownBoard = ({ actor, now }: RequestContext) => ({
    personId: actor.personId,
    quarter: quarterOf(office.today(now)),
  })
  return {
    name: 'target',
    about: text('targets:about.target'),
    button: text('targets:menu.target'),
    can: CAN,
    run: async context => {
      const card = await views.board(context, ownBoard(context))
      if (!context.actor.roles.includes('appraiser')) return { kind: 'card', card }
      const blocks = [
        ...card.blocks,
        ...buttons({ label: text('targets:button.team'), press: press(team, 0) }),
      ]
      return { kind: 'card', card: { ...card, blocks } }
    },
  }
}
