/** The leader approves or returns; the officer withdraws. Each button is asked again for its right. */

import { z } from 'zod'
import { type Action, type Contributions, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Card, Reply, RequestContext, Text } from '../../../../chat/model.ts'
import { buttons, line, plain } from '../../../../chat/ui/blocks.ts'
import { pageArg, paged } from '../../../../chat/ui/paging.ts'
import { awardCard, titleOf } from '../cards.ts'
import type { Reading } from '../reading.ts'
import type { Award } from '../repository.ts'
import { MAX_REASON, MIN_REASON } from '../rules.ts'
import type { AwardService } from './service.ts'

const APPROVE = 'awards.approve' as const
const MANAGE = 'awards.manage' as const

export interface DecisionButtons {
  /** What this reader may do with an award. */
  forAward(context: RequestContext, award: Award): Button[]
  /** To the nominations that wait, for those who decide. */
  waiting(context: RequestContext): Button[]
}

export function decideScreens({ service, reading }: { service: AwardService; reading: Reading }) {
  const over = (card: Card): Reply & { kind: 'card' } => ({ kind: 'card', over: true, card })

  const approve = defineAction({
    verb: 'award.approve',
    can: APPROVE,
    args: z.tuple([z.string()]),
    run: async (context, id) => over(askedCard(await service.approve(context, id))),
  })
  const giveBack = opensForm('award.return', APPROVE)
  const withdraw = opensForm('award.withdraw', MANAGE)
  const returnForm = reasonForm('award.return', APPROVE, async (context, id, reason) => {
    const award = await service.giveBack(context, id, reason)
    return plain(titleOf(award), text('awards:returned.done', { name: award.name }))
  })
  const withdrawForm = reasonForm('award.withdraw', MANAGE, async (context, id, reason) => {
    const award = await service.withdraw(context, id, reason)
    return plain(titleOf(award), text('awards:withdrawn.done', { name: award.name }))
  })

  const waiting: Action<[number]> = defineAction({
    verb: 'award.waiting',
    can: APPROVE,
    args: z.tuple([pageArg]),
    run: async (_context, page) => {
      const { rows, turn } = paged(await reading.waiting(page), page, to => press(waiting, to))
      if (rows.length === 0) return over(plain(text('awards:waiting.title'), text('awards:waiting.none')))
      const list = rows.map(award => ({
        label: text('awards:line.name', { name: award.name, award: titleOf(award) }),
        press: press(asked, award.id),
      }))
      return over({
        title: text('awards:waiting.title'),
        blocks: [line(text('awards:waiting.body')), ...buttons(...list, ...turn)],
      })
    },
  })
  const asked = defineAction({
    verb: 'award.asked',
    can: APPROVE,
    args: z.tuple([z.string()]),
    run: async (_context, id) => over(askedCard(await service.award(id))),
  })

  const decideButtons = (id: string): Button[] => [
    { label: text('awards:button.approve'), tone: 'primary', press: press(approve, id) },
    { label: text('awards:button.return'), press: press(giveBack, id) },
  ]
  /** To the leader: whom, for what, and why. Once decided, it says so in place of the buttons. */
  const askedCard = (award: Award): Card =>
    awardCard(award, {
      inside: true,
      more: award.state === 'nominated' ? decideButtons(award.id) : [],
      lines: doneLines(award),
    })

  const decisions: DecisionButtons = {
    forAward: ({ actor }, { id, state }) => [
      ...(state === 'nominated' && actor.roles.includes('leader') ? decideButtons(id) : []),
      ...((state === 'nominated' || state === 'approved') && actor.roles.includes('officer')
        ? [{ label: text('awards:button.withdraw'), tone: 'danger' as const, press: press(withdraw, id) }]
        : []),
    ],
    waiting: ({ actor }) =>
      actor.roles.includes('leader')
        ? [{ label: text('awards:waiting.title'), press: press(waiting, 0) }]
        : [],
  }
  const feature: Pick<Contributions, 'actions' | 'forms'> = {
    actions: [approve, giveBack, withdraw, waiting, asked],
    forms: [returnForm, withdrawForm],
  }
  return { ...feature, decisions, askedCard }
}

/** What follows from an approval; it replaces the buttons in the message that asked the leader. */
const doneLines = ({ state, name, numberText, announceAt, announcedAt }: Award): Text[] =>
  state === 'approved'
    ? [
        text('awards:approved.done', { name, number: numberText ?? '' }),
        ...(announceAt && !announcedAt ? [text('awards:approved.when', { at: announceAt })] : []),
      ]
    : []

const opensForm = (form: string, can: Action['can']): Action<[string]> =>
  defineAction({
    verb: form,
    can,
    args: z.tuple([z.string()]),
    run: async (_context, id) => ({ kind: 'form', form, args: [id] }),
  })

const TITLES = { 'award.return': 'awards:button.return', 'award.withdraw': 'awards:button.withdraw' } as const
function reasonForm(
  id: keyof typeof TITLES,
  can: Action['can'],
  run: (context: RequestContext, id: string, reason: string) => Promise<Card>,
) {
  const label = text(id === 'award.return' ? 'awards:returned.ask' : 'awards:withdrawn.why')
  return defineForm({
    id,
    can,
    args: z.tuple([z.string()]),
    answers: z.object({ reason: z.string() }),
    title: text(TITLES[id]),
    fields: async () => [{ kind: 'paragraph', id: 'reason', min: MIN_REASON, max: MAX_REASON, label }],
    submit: async (context, [award], { reason }) => ({
      kind: 'card',
      over: true,
      card: await run(context, award, reason),
    }),
  })
}
