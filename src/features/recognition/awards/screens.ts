/** /penghargaan: one's own awards, the office's of the year, and how each kind is worked out. */

import { z } from 'zod'
import { type Action, type Command, type Contributions, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Reply, RequestContext } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageOf, turnButtons } from '../../../chat/ui/paging.ts'
import { awardCard, certificateButtons, kindCard, stateText, titleOf } from './cards.ts'
import type { Papers } from './certificate/papers.ts'
import type { DecideMoves } from './decide-screens.ts'
import type { Kinds } from './kinds/kinds.ts'
import type { Reading } from './reading.ts'
import type { Award } from './repository.ts'
import type { AwardWork } from './service.ts'

export interface ScreenDeps {
  service: AwardWork
  reading: Reading
  kinds: Kinds
  papers: Papers
  decide: DecideMoves
}
const CAN = 'awards.read' as const

export function awardScreens({ service, reading, kinds, papers, decide }: ScreenDeps) {
  const over = (card: Card): Reply => ({ kind: 'card', over: true, card })
  const yearOf = ({ now }: RequestContext) => Number(service.today(now).slice(0, 4))

  const show = defineAction({
    verb: 'award.show',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { award, own, inside } = await reading.read(context, id)
      const mine = (own || inside) && award.state === 'approved' ? certificateButtons(id, { pdf, png }) : []
      return over(awardCard(award, { inside, more: [...mine, ...decide.movesFor(context, award), back] }))
    },
  })
  const paper = (verb: string, kind: 'pdf' | 'png'): Action<[string]> =>
    defineAction({
      verb,
      can: CAN,
      args: z.tuple([z.string()]),
      run: async (context, id) => {
        const award = await reading.mine(context, id)
        const file = await papers.certificate(award, kind)
        const alt = text('awards:certificate.alt', { name: award.name, award: titleOf(award) })
        return { kind: 'card', card: { title: titleOf(award), blocks: [{ kind: 'file', file, alt }] } }
      },
    })
  const [pdf, png] = [paper('award.pdf', 'pdf'), paper('award.png', 'png')]

  const home = defineAction({
    verb: 'award.home',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, page) => over(await homeCard(context, pageOf(page))),
  })
  const back: Button = { label: text('awards:button.home'), press: press(home, '0') }
  const listed = (awards: readonly Award[], label: (award: Award) => Button['label']): Button[] =>
    awards.slice(0, PAGE_ROWS).map(award => ({ label: label(award), press: press(show, award.id) }))

  async function homeCard(context: RequestContext, page: number): Promise<Card> {
    const found = await reading.own(context, page)
    const label = (award: Award) =>
      award.state === 'withdrawn'
        ? text('awards:line.state', { award: titleOf(award), state: stateText(award) })
        : titleOf(award)
    const turn = turnButtons(page, found.length > PAGE_ROWS, to => press(home, to))
    const more: Button[] = [
      {
        label: text('awards:button.office', { year: yearOf(context) }),
        press: press(office, String(yearOf(context)), '0'),
      },
      { label: text('awards:button.kinds'), press: press(allKinds, '0') },
      ...decide.waitingButton(context),
    ]
    return {
      title: text('awards:home.title'),
      blocks: [
        line(text(found.length > 0 ? 'awards:home.own' : 'awards:home.none')),
        ...buttons(...listed(found, label), ...turn, ...more),
      ],
    }
  }

  const office: Action<[string, string]> = defineAction({
    verb: 'award.office',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, yearArg, pageArg) => {
      const year = /^20\d\d$/.test(yearArg ?? '') ? Number(yearArg) : yearOf(context)
      const page = pageOf(pageArg)
      const found = await reading.announced(year, page)
      const turn = turnButtons(page, found.length > PAGE_ROWS, to => press(office, String(year), to))
      const before = {
        label: text('awards:button.office', { year: year - 1 }),
        press: press(office, String(year - 1), '0'),
      }
      const body = line(text(found.length > 0 ? 'awards:office.body' : 'awards:office.none', { year }))
      const named = (award: Award) => text('awards:line.name', { name: award.name, award: titleOf(award) })
      return over({
        title: text('awards:office.title', { year }),
        blocks: [body, ...buttons(...listed(found, named), ...turn, before, back)],
      })
    },
  })

  const allKinds: Action<[string]> = defineAction({
    verb: 'award.kinds',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_asking, pageArg) => {
      const page = pageOf(pageArg)
      const given = (await kinds.all()).filter(({ retiredAt }) => retiredAt === null)
      const shown = given.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS)
      const turn = turnButtons(page, given.length > (page + 1) * PAGE_ROWS, to => press(allKinds, to))
      if (given.length === 0)
        return over({
          title: text('awards:kinds.title'),
          blocks: [line(text('awards:kinds.none')), ...buttons(back)],
        })
      const list = shown.map(({ id, name }) => ({ label: name, press: press(oneKind, id) }))
      return over({
        title: text('awards:kinds.title'),
        blocks: [line(text('awards:kinds.body')), ...buttons(...list, ...turn, back)],
      })
    },
  })
  const oneKind: Action<[string]> = defineAction({
    verb: 'award.kind',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_asking, id) => {
      const kind = await kinds.kind(id)
      const other = { label: text('awards:button.kinds'), press: press(allKinds, '0') }
      return over(kindCard(kind, await reading.unitName(kind.unitId), other))
    },
  })

  const penghargaan: Command = {
    name: 'penghargaan',
    about: text('awards:about.penghargaan'),
    button: text('awards:menu.penghargaan'),
    can: CAN,
    run: async context => ({ kind: 'card', card: await homeCard(context, 0) }),
  }
  const feature: Pick<Contributions, 'commands' | 'actions'> = {
    commands: [penghargaan],
    actions: [show, pdf, png, home, office, allKinds, oneKind],
  }
  return { ...feature, certificates: { pdf, png } }
}
