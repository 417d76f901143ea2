/** The officer's awards at /kelola: candidates, nominating, and the kinds. */

import { z } from 'zod'
import { type Contributions, type OfficerMenuEntry, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { quarterArg } from '../../../../chat/forms/schemas.ts'
import { text, type Words } from '../../../../chat/i18n/words.ts'
import { type Answers, type Card, Refusal, type Reply } from '../../../../chat/model.ts'
import { buttons, line, plain } from '../../../../chat/ui/blocks.ts'
import { listed } from '../../../../chat/ui/lists.ts'
import { pageArg, paged } from '../../../../chat/ui/paging.ts'
import type { Quarter } from '../../../../domain/calendar/quarter.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { quarterText } from '../../../performance/cycle/api.ts'
import { publicReasons, stateText } from '../cards.ts'
import type { AwardService } from '../deciding/service.ts'
import type { Kinds } from '../kinds/kinds.ts'
import { kindScreens } from '../kinds/screens.ts'
import type { Reading } from '../reading.ts'
import type { Drafting } from './drafting.ts'
import { draftCard, type OfficerActions, officerMenuCard } from './officer-cards.ts'
import { nominationForms } from './officer-forms.ts'

export interface OfficerScreensDeps {
  service: AwardService
  kinds: Kinds
  drafting: Drafting
  reading: Reading
  people: Pick<PeopleService, 'units'>
  words: Words
}
const CAN = 'awards.manage' as const

export function officerScreens(deps: OfficerScreensDeps) {
  const { kinds, drafting, reading } = deps
  const kindMenu = kindScreens(deps)
  const { draft, nominate, other } = draftActions(deps, () => actions)
  const list = listAction(reading)
  const open = defineAction({
    verb: 'award.desk',
    can: CAN,
    args: z.tuple([]),
    run: async () => over(await menuCard()),
  })
  const presets = defineAction({
    verb: 'award.presets',
    can: CAN,
    args: z.tuple([]),
    run: async context => {
      await kinds.addPresets(context)
      return over(await menuCard())
    },
  })
  const actions: OfficerActions = { draft, nominate, other, list, presets, manage: kindMenu.manage }

  async function menuCard(): Promise<Card> {
    const quarter = await drafting.quarter()
    const [all, missing] = [await kinds.all(), await kinds.missingPresets()]
    const drafts = quarter ? await drafting.board(quarter) : []
    return officerMenuCard({ quarter, drafts, missing, kinds: all.length }, actions)
  }

  const entry: OfficerMenuEntry = { label: text('awards:desk.title'), can: CAN, press: press(open) }
  const feature: Pick<Contributions, 'actions' | 'forms' | 'officerMenu'> = {
    actions: [open, draft, nominate, other, list, presets, ...kindMenu.actions],
    forms: [...nominationForms(deps), kindMenu.form],
    officerMenu: [entry],
  }
  return { ...feature, officerMenuCard: menuCard }
}

/** The candidates of one kind, and nominating one of them or somebody else. @param actions what the card leads to */
function draftActions({ drafting, words }: OfficerScreensDeps, actions: () => OfficerActions) {
  const draft = defineAction({
    verb: 'award.draft',
    can: CAN,
    args: z.tuple([z.string(), quarterArg]),
    run: async (_context, kindId, quarter) =>
      over(draftCard(await draftOf(drafting, kindId, quarter), actions())),
  })
  const nominate = defineAction({
    verb: 'award.nominate',
    can: CAN,
    args: z.tuple([z.string(), quarterArg, z.string()]),
    run: async (_context, kindId, quarter, id) => {
      const { candidates } = await draftOf(drafting, kindId, quarter)
      const candidate = candidates.find(one => one.id === id)
      // Read by everyone, so in the office's language; the officer may write something else.
      const reasons = candidate && listed(publicReasons(candidate))
      const answers: Answers = reasons ? { reason: sentence(words.say(reasons, 'id')) } : {}
      return { kind: 'form', form: 'award.nominate', args: [kindId, quarter, id], answers }
    },
  })
  const other = defineAction({
    verb: 'award.other',
    can: CAN,
    args: z.tuple([z.string(), quarterArg]),
    run: async (_context, kindId, quarter) => ({
      kind: 'form',
      form: 'award.other',
      args: [kindId, quarter],
    }),
  })
  return { draft, nominate, other }
}

async function draftOf(drafting: Drafting, kindId: string, quarter: Quarter) {
  const one = (await drafting.board(quarter)).find(({ kind }) => kind.id === kindId)
  if (!one) throw new Refusal(text('chat:refused.button'))
  return { ...one, candidates: await drafting.candidates(one.draft.id) }
}

/** All awards of a quarter, whatever their state. */
function listAction(reading: Reading): OfficerActions['list'] {
  const list: OfficerActions['list'] = defineAction({
    verb: 'award.list',
    can: CAN,
    args: z.tuple([quarterArg, pageArg]),
    run: async (_context, quarter, page) => over(await listCard(quarter, page)),
  })
  return list

  async function listCard(quarter: Quarter, page: number): Promise<Card> {
    const found = await reading.ofQuarter(quarter, page)
    const { rows: awards, turn } = paged(found, page, to => press(list, quarter, to))
    const title = text('awards:list.title', { quarter: quarterText(quarter) })
    if (awards.length === 0) return plain(title, text('awards:list.none'))
    const rows = awards.map(award => ({
      label: text('awards:line.state', {
        award: text('awards:line.plain', { name: award.name, title: award.title }),
        state: stateText(award),
      }),
      press: { verb: 'award.show', args: [award.id] },
    }))
    return { title, blocks: [line(text('awards:list.body')), ...buttons(...rows, ...turn)] }
  }
}

const over = (card: Card): Reply & { kind: 'card' } => ({ kind: 'card', over: true, card })

/** It stands alone on the certificate. */
const sentence = (said: string) => `${said.charAt(0).toUpperCase()}${said.slice(1)}`
