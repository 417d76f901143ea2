/** /target: one's own board, those one appraises, and every button on them. */

import { text } from '../../../chat/i18n/words.ts'
import {
  type Action,
  type Asking,
  type Button,
  type Card,
  type Command,
  type Feature,
  press,
  type Reply,
} from '../../../chat/model.ts'
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
import type { Target } from './repository.ts'
import type { TargetWork } from './service.ts'

export interface ScreensDeps {
  access: Access
  work: TargetWork
  answers: AnswerWork
  progress: ProgressWork
  reading: Reading
  extras: readonly TargetButton[]
}
/** A button of another feature below an agreed target of a quarter that is not closed; `own`: to its owner. */
export type TargetButton = (target: Pick<Target, 'id' | 'personId'>, own: boolean) => Button

export function targetScreens({ access, work, answers, progress, reading, extras }: ScreensDeps) {
  const over = (card: Card) => ({ kind: 'card' as const, over: true as const, card })

  async function boardOf(asking: Asking, personId: string, code: string, page = 0): Promise<Card> {
    const board = await reading.board(asking, personId, access.quarter(code))
    const { skip, take } = pageSpan(page)
    const rows = board.targets.slice(skip, skip + take)
    const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(board_, personId, code, to))
    return boardCard(board, { page, rows: rows.slice(0, PAGE_ROWS), turn }, moves)
  }
  async function detailOf(asking: Asking, id: string) {
    const detail = await reading.detail(asking, id)
    const { target, locked } = detail
    const own = target.personId === asking.actor.personId
    const open = target.state === 'agreed' && !locked
    return over(detailCard(detail, moves, open ? extras.map(extra => extra(target, own)) : []))
  }

  const board_: Moves['board'] = {
    verb: 'target.board',
    can: CAN,
    run: async (asking, personId, code, page) => over(await boardOf(asking, personId, code, pageOf(page))),
  }
  const team: Moves['team'] = {
    verb: 'target.team',
    can: 'target.team',
    run: async (asking, arg) => {
      const page = pageOf(arg)
      const quarter = quarterOf(access.today(asking.now))
      const rows = await reading.team(asking, quarter, pageSpan(page))
      const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(team, to))
      return over(teamCard(quarter, rows.slice(0, PAGE_ROWS), turn, moves))
    },
  }
  const show = one('target.show', detailOf)
  const history = one('target.history', async (asking, id) =>
    over(historyCard(await reading.history(asking, id), moves)),
  )
  const change = one('target.change', async (asking, id) => {
    const target = await access.target(id)
    await access.mustHaveSay(asking, target.personId)
    return { kind: 'form', form: 'target.change', args: [id], answers: termsAnswers(target) }
  })
  const drop = one('target.drop', async (asking, id) => {
    await work.change(asking, id, null)
    return detailOf(asking, id)
  })
  const agree = one('target.agree', async (asking, id) => {
    await answers.agree(asking, id)
    return detailOf(asking, (await reading.proposal(id)).target.id)
  })
  const decline = one('target.decline', async (asking, id) => {
    await access.mustHaveSay(asking, (await reading.proposal(id)).target.personId)
    return { kind: 'form', form: 'target.decline', args: [id] }
  })
  const confirm = one('target.confirm', async (asking, id) => {
    const target = await progress.decide(asking, id, null)
    return detailOf(asking, target.id)
  })
  const askBack = one('target.ask-back', async (asking, id) => {
    await progress.mayDecide(asking, id)
    return { kind: 'form', form: 'target.ask-back', args: [id] }
  })
  const report = one('target.report', async (asking, id) => {
    await access.mustHaveSay(asking, (await access.target(id)).personId)
    return { kind: 'form', form: 'target.report', args: [id] }
  })
  const proof = one('target.proof', async (asking, id) => {
    const { file } = await progress.proof(asking, id)
    return {
      kind: 'card',
      card: secret(text('targets:proof.title'), { kind: 'file', file, alt: text('targets:proof.alt') }),
    }
  })

  const propose = two('target.propose', async (asking, personId, code) => {
    await access.mustHaveSay(asking, personId)
    return { kind: 'form', form: 'target.propose', args: [personId, access.quarter(code)] }
  })
  const agreeAll = two('target.agree-all', async (asking, personId, code) => {
    await answers.agreeAll(asking, { personId, quarter: access.quarter(code) })
    return over(await boardOf(asking, personId, code))
  })
  const copy = two('target.copy', async (asking, personId, code) => {
    const next = await work.copy(asking, { personId, quarter: access.quarter(code) })
    return over(await boardOf(asking, personId, next))
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
    run: async asking => {
      const { actor, now } = asking
      const card = await boardOf(asking, actor.personId, quarterOf(access.today(now)))
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
    work,
    answers,
    progress,
    detail: detailOf,
    board: async (asking, personId, code) => over(await boardOf(asking, personId, code)),
  })
  const actions: Action<never>[] = Object.values(moves)
  const feature = { commands: [target], actions, forms } satisfies Partial<Feature>
  return { ...feature, moves }
}

const one = (verb: string, run: (asking: Asking, id: string) => Promise<Reply>): Action<[string]> => ({
  verb,
  can: CAN,
  run: (asking, id = '') => run(asking, id),
})
const two = (
  verb: string,
  run: (asking: Asking, personId: string, code: string) => Promise<Reply>,
): Action<[string, string]> => ({
  verb,
  can: CAN,
  run: (asking, personId = '', code = '') => run(asking, personId, code),
})
