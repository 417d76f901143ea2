/** The officer's awards at /kelola: candidates, nominating, and the kinds. */

import { z } from 'zod'
import { type Contributions, type OfficerMenuEntry, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text, type Words } from '../../../chat/i18n/words.ts'
import { type Answers, type Card, Refusal, type Reply } from '../../../chat/model.ts'
import { buttons, line, plain } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageOf, turnButtons } from '../../../chat/ui/paging.ts'
import { type Quarter, readQuarter } from '../../../domain/calendar/quarter.ts'
import { quarterText } from '../../performance/cycle/api.ts'
import { joined, publicReasons, stateText } from './cards.ts'
import type { Drafting } from './drafting.ts'
import type { Kinds } from './kinds/kinds.ts'
import { kindScreens } from './kinds/screens.ts'
import { type DeskMoves, draftCard, officerMenuCard } from './officer-cards.ts'
import { nominationForms } from './officer-forms.ts'
import type { Reading } from './reading.ts'
import type { AwardDeps, AwardWork } from './service.ts'

export interface DeskDeps {
  service: AwardWork
  kinds: Kinds
  drafting: Drafting
  reading: Reading
  people: AwardDeps['people']
  words: Words
}
const CAN = 'awards.manage' as const

export function officerScreens(deps: DeskDeps) {
  const { kinds, drafting, reading, words } = deps
  const over = (card: Card): Reply & { kind: 'card' } => ({ kind: 'card', over: true, card })
  const quarterFrom = (code: string): Quarter => {
    const quarter = readQuarter(code)
    if (!quarter) throw new Refusal(text('chat:refused.button'))
    return quarter
  }
  const kindDesk = kindScreens(deps)
  const nominations = nominationForms({ ...deps, quarterFrom })

  async function officerMenu(): Promise<Card> {
    const quarter = await drafting.quarter()
    const [all, missing] = [await kinds.all(), await kinds.missingPresets()]
    const drafts = quarter ? await drafting.board(quarter) : []
    return officerMenuCard({ quarter, drafts, missing, kinds: all.length }, moves)
  }

  async function found(kindId: string, code: string) {
    const one = (await drafting.board(quarterFrom(code))).find(({ kind }) => kind.id === kindId)
    if (!one) throw new Refusal(text('chat:refused.button'))
    return { ...one, candidates: await drafting.candidates(one.draft.id) }
  }

  const open = defineAction({
    verb: 'award.desk',
    can: CAN,
    args: z.tuple([]),
    run: async () => over(await officerMenu()),
  })
  const draft = defineAction({
    verb: 'award.draft',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (_asking, kindId, code) => over(draftCard(await found(kindId, code), moves)),
  })
  const nominate = defineAction({
    verb: 'award.nominate',
    can: CAN,
    args: z.tuple([z.string(), z.string(), z.string()]),
    run: async (_asking, kindId, code, id) => {
      const { candidates } = await found(kindId, code)
      const candidate = candidates.find(one => one.id === id)
      // Read by everyone, so in the office's language; the officer may write something else.
      const said = candidate && joined(publicReasons(candidate))
      const answers: Answers = said ? { reason: sentence(words.say(said, 'id')) } : {}
      return { kind: 'form', form: 'award.nominate', args: [kindId, quarterFrom(code), id], answers }
    },
  })
  const other = defineAction({
    verb: 'award.other',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (_asking, kindId, code) => ({
      kind: 'form',
      form: 'award.other',
      args: [kindId, quarterFrom(code)],
    }),
  })
  const list = defineAction({
    verb: 'award.list',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (_asking, code, page) => over(await listCard(quarterFrom(code), pageOf(page))),
  })

  async function listCard(quarter: Quarter, page: number): Promise<Card> {
    const awards = await reading.ofQuarter(quarter, page)
    const title = text('awards:list.title', { quarter: quarterText(quarter) })
    if (awards.length === 0) return plain(title, text('awards:list.none'))
    const rows = awards.slice(0, PAGE_ROWS).map(award => ({
      label: text('awards:line.state', {
        award: text('awards:line.plain', { name: award.name, title: award.title }),
        state: stateText(award),
      }),
      press: { verb: 'award.show', args: [award.id] },
    }))
    const turn = turnButtons(page, awards.length > PAGE_ROWS, to => press(list, quarter, to))
    return { title, blocks: [line(text('awards:list.body')), ...buttons(...rows, ...turn)] }
  }

  const presets = defineAction({
    verb: 'award.presets',
    can: CAN,
    args: z.tuple([]),
    run: async context => {
      await kinds.addPresets(context)
      return over(await officerMenu())
    },
  })

  const moves: DeskMoves = { draft, nominate, other, list, presets, manage: kindDesk.manage }
  const entry: OfficerMenuEntry = { label: text('awards:desk.title'), can: CAN, press: press(open) }
  const feature: Pick<Contributions, 'actions' | 'forms' | 'officerMenu'> = {
    actions: [open, draft, nominate, other, list, presets, ...kindDesk.actions],
    forms: [...nominations, kindDesk.form],
    officerMenu: [entry],
  }
  return { ...feature, officerMenuCard: officerMenu }
}

/** It stands alone on the certificate. */
const sentence = (said: string) => `${said.charAt(0).toUpperCase()}${said.slice(1)}`
