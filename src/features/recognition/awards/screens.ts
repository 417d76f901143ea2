/** /penghargaan: one's own awards, the office's of the year, and how each kind is worked out. */

import { z } from 'zod'
import { type Action, type Command, type Contributions, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Reply, RequestContext } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { pageArg, paged, pagedList } from '../../../chat/ui/paging.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { awardCard, certificateButtons, kindCard, stateText, titleOf } from './cards.ts'
import type { Papers } from './certificate/papers.ts'
import type { DecisionButtons } from './deciding/decide-screens.ts'
import type { Kinds } from './kinds/kinds.ts'
import type { Reading } from './reading.ts'
import type { Award } from './repository.ts'

export interface ScreenDeps {
  /** The office's own time. */
  time: Office
  reading: Reading
  kinds: Kinds
  papers: Papers
  decisions: DecisionButtons
}
const CAN = 'awards.read' as const
/** A year of this century; anything odd is 0, for the current one. */
const yearArg = z.coerce.number().int().min(2000).max(2099).catch(0)

export function awardScreens({ time, reading, kinds, papers, decisions }: ScreenDeps) {
  const yearOf = ({ now }: RequestContext) => Number(time.today(now).slice(0, 4))
  const [pdf, png] = [
    certificateAction('award.pdf', 'pdf', { reading, papers }),
    certificateAction('award.png', 'png', { reading, papers }),
  ]
  const home: Action<[number]> = defineAction({
    verb: 'award.home',
    can: CAN,
    args: z.tuple([pageArg]),
    run: async (context, page) => over(await homeCard(context, page)),
  })
  const back: Button = { label: text('awards:button.home'), press: press(home, 0) }
  const show = defineAction({
    verb: 'award.show',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { award, own, inside } = await reading.read(context, id)
      const mine = (own || inside) && award.state === 'approved' ? certificateButtons(id, { pdf, png }) : []
      const more = [...mine, ...decisions.forAward(context, award), back]
      return over(awardCard(award, { inside, more }))
    },
  })
  const office = officeAction(reading, yearOf, { show, back })
  const { allKinds, oneKind } = kindActions(kinds, reading, back)

  async function homeCard(context: RequestContext, page: number): Promise<Card> {
    const { rows, turn } = paged(await reading.own(context, page), page, to => press(home, to))
    const year = yearOf(context)
    const more: Button[] = [
      { label: text('awards:button.office', { year }), press: press(office, year, 0) },
      { label: text('awards:button.kinds'), press: press(allKinds, 0) },
      ...decisions.waiting(context),
    ]
    return {
      title: text('awards:home.title'),
      blocks: [
        line(text(rows.length > 0 ? 'awards:home.own' : 'awards:home.none')),
        ...buttons(...listed(rows, ownLabel, show), ...turn, ...more),
      ],
    }
  }

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

/** The certificate as a file, for those who may have it. */
const certificateAction = (
  verb: string,
  kind: 'pdf' | 'png',
  { reading, papers }: Pick<ScreenDeps, 'reading' | 'papers'>,
): Action<[string]> =>
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

/** All that was announced in a year. */
function officeAction(
  reading: Reading,
  yearOf: (context: RequestContext) => number,
  { show, back }: { show: Action<[string]>; back: Button },
) {
  const office: Action<[number, number]> = defineAction({
    verb: 'award.office',
    can: CAN,
    args: z.tuple([yearArg, pageArg]),
    run: async (context, asked, page) => {
      const year = asked || yearOf(context)
      const found = await reading.announced(year, page)
      const { rows, turn } = paged(found, page, to => press(office, year, to))
      const before = {
        label: text('awards:button.office', { year: year - 1 }),
        press: press(office, year - 1, 0),
      }
      const body = line(text(rows.length > 0 ? 'awards:office.body' : 'awards:office.none', { year }))
      const named = (award: Award) => text('awards:line.name', { name: award.name, award: titleOf(award) })
      return over({
        title: text('awards:office.title', { year }),
        blocks: [body, ...buttons(...listed(rows, named, show), ...turn, before, back)],
      })
    },
  })
  return office
}

/** The kinds that are given, and how each is worked out. */
function kindActions(kinds: Kinds, reading: Reading, back: Button) {
  const allKinds: Action<[number]> = defineAction({
    verb: 'award.kinds',
    can: CAN,
    args: z.tuple([pageArg]),
    run: async (_context, page) => {
      const given = (await kinds.all()).filter(({ retiredAt }) => retiredAt === null)
      const { rows, turn } = pagedList(given, page, to => press(allKinds, to))
      const list = rows.map(({ id, name }) => ({ label: name, press: press(oneKind, id) }))
      const body = line(text(given.length === 0 ? 'awards:kinds.none' : 'awards:kinds.body'))
      return over({
        title: text('awards:kinds.title'),
        blocks: [body, ...buttons(...list, ...turn, back)],
      })
    },
  })
  const oneKind: Action<[string]> = defineAction({
    verb: 'award.kind',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_context, id) => {
      const kind = await kinds.kind(id)
      const other = { label: text('awards:button.kinds'), press: press(allKinds, 0) }
      return over(kindCard(kind, await reading.unitName(kind.unitId), other))
    },
  })
  return { allKinds, oneKind }
}

const over = (card: Card): Reply => ({ kind: 'card', over: true, card })
const listed = (
  awards: readonly Award[],
  label: (award: Award) => Button['label'],
  show: Action<[string]>,
): Button[] => awards.map(award => ({ label: label(award), press: press(show, award.id) }))
const ownLabel = (award: Award) =>
  award.state === 'withdrawn'
    ? text('awards:line.state', { award: titleOf(award), state: stateText(award) })
    : titleOf(award)
