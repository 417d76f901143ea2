import type { Extensions } from '../../../chat/extension-points.ts'
import { targetButtons } from './extension-points.ts'
/** /target: one's own board, those one appraises, and every button on them. */

import { z } from 'zod'
import { type Action, type Command, type Contributions, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card, Reply, RequestContext } from '../../../chat/model.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../chat/ui/paging.ts'
import { quarterOf } from '../../../domain/calendar/quarter.ts'
import type { Access } from './access.ts'
import type { AnswerWork } from './answers.ts'
import type { Moves } from './buttons.ts'
import { boardCard, secret, teamCard } from './cards.ts'
import { detailCard, historyCard } from './detail-card.ts'
import { CAN, targetForms, termsAnswers } from './forms.ts'
import type { ProgressWork } from './progress.ts'
import type { Reading } from './reading.ts'
import type { TargetWork } from './service.ts'

export interface ScreensDeps {
  access: Access
  service: TargetWork
  answers: AnswerWork
  progress: ProgressWork
  reading: Reading
  extensions: Extensions
}

export function targetScreens({ access, service, answers, progress, reading, extensions }: ScreensDeps) {
  const over = (card: Card) => ({ kind: 'card' as const, over: true as const, card })

  async function boardOf(context: RequestContext, personId: string, code: string, page = 0): Promise<Card> {
    const board = await reading.board(context, personId, access.quarter(code))
    const { skip, take } = pageSpan(page)
    const rows = board.targets.slice(skip, skip + take)
    const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(board_, personId, code, to))
    return boardCard(board, { page, rows: rows.slice(0, PAGE_ROWS), turn }, moves)
  }
  async function detailOf(context: RequestContext, id: string) {
    const detail = await reading.detail(context, id)
    const { target, locked } = detail
    const own = target.personId === context.actor.personId
    const open = target.state === 'agreed' && !locked
    return over(
      detailCard(detail, moves, open ? extensions.all(targetButtons).map(extra => extra(target, own)) : []),
    )
  }

  const board_: Moves['board'] = defineAction({
    verb: 'target.board',
    can: CAN,
    args: z.tuple([z.string(), z.string(), z.string()]),
    run: async (context, personId, code, page) => over(await boardOf(context, personId, code, pageOf(page))),
  })
  const team: Moves['team'] = defineAction({
    verb: 'target.team',
    can: 'target.team',
    args: z.tuple([z.string()]),
    run: async (context, arg) => {
      const page = pageOf(arg)
      const quarter = quarterOf(access.today(context.now))
      const rows = await reading.team(context, quarter, pageSpan(page))
      const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(team, to))
      return over(teamCard(quarter, rows.slice(0, PAGE_ROWS), turn, moves))
    },
  })
  const show = one('target.show', detailOf)
  const history = one('target.history', async (context, id) =>
    over(historyCard(await reading.history(context, id), moves)),
  )
  const change = one('target.change', async (context, id) => {
    const target = await access.target(id)
    await access.mustHaveSay(context, target.personId)
    return { kind: 'form', form: 'target.change', args: [id], answers: termsAnswers(target) }
  })
  const drop = one('target.drop', async (context, id) => {
    await service.change(context, id, null)
    return detailOf(context, id)
  })
  const agree = one('target.agree', async (context, id) => {
    await answers.agree(context, id)
    return detailOf(context, (await reading.proposal(id)).target.id)
  })
  const decline = one('target.decline', async (context, id) => {
    await access.mustHaveSay(context, (await reading.proposal(id)).target.personId)
    return { kind: 'form', form: 'target.decline', args: [id] }
  })
  const confirm = one('target.confirm', async (context, id) => {
    const target = await progress.decide(context, id, null)
    return detailOf(context, target.id)
  })
  const askBack = one('target.ask-back', async (context, id) => {
    await progress.mayDecide(context, id)
    return { kind: 'form', form: 'target.ask-back', args: [id] }
  })
  const report = one('target.report', async (context, id) => {
    await access.mustHaveSay(context, (await access.target(id)).personId)
    return { kind: 'form', form: 'target.report', args: [id] }
  })
  const proof = one('target.proof', async (context, id) => {
    const { file } = await progress.proof(context, id)
    return {
      kind: 'card',
      card: secret(text('targets:proof.title'), { kind: 'file', file, alt: text('targets:proof.alt') }),
    }
  })

  const propose = two('target.propose', async (context, personId, code) => {
    await access.mustHaveSay(context, personId)
    return { kind: 'form', form: 'target.propose', args: [personId, access.quarter(code)] }
  })
  const agreeAll = two('target.agree-all', async (context, personId, code) => {
    await answers.agreeAll(context, { personId, quarter: access.quarter(code) })
    return over(await boardOf(context, personId, code))
  })
  const copy = two('target.copy', async (context, personId, code) => {
    const next = await service.copy(context, { personId, quarter: access.quarter(code) })
    return over(await boardOf(context, personId, next))
  })

  const moves: Moves = {
    board: board_,
    show,
    propose,
    change,
    drop,
    agree,
    agreeAll,
    decline,
    copy,
    report,
    confirm,
    askBack,
    proof,
    history,
    team,
  }
  const target: Command = {
    name: 'target',
    about: text('targets:about.target'),
    button: text('targets:menu.target'),
    can: CAN,
    run: async context => {
      const { actor, now } = context
      const card = await boardOf(context, actor.personId, quarterOf(access.today(now)))
      if (!actor.roles.includes('appraiser')) return { kind: 'card', card }
      const mine = { label: text('targets:button.team'), press: press(team, '0') }
      return {
        kind: 'card',
        card: { ...card, blocks: [...card.blocks, { kind: 'buttons', buttons: [mine] }] },
      }
    },
  }
  const forms = targetForms({
    access,
    service,
    answers,
    progress,
    detail: detailOf,
    board: async (context, personId, code) => over(await boardOf(context, personId, code)),
  })
  const actions: Action<never>[] = Object.values(moves)
  const feature = { commands: [target], actions, forms } satisfies Partial<Contributions>
  return { ...feature, moves }
}

const one = (verb: string, run: (context: RequestContext, id: string) => Promise<Reply>): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string()]),
    run: (context, id = '') => run(context, id),
  })
const two = (
  verb: string,
  run: (context: RequestContext, personId: string, code: string) => Promise<Reply>,
): Action<[string, string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: (context, personId = '', code = '') => run(context, personId, code),
  })
