/** The people import from the shell: the same preview, in words on a console. */

import { text } from '../../../../chat/i18n/words.ts'
import { type Card, Refusal, type Text } from '../../../../chat/model.ts'
import { line } from '../../../../chat/ui/blocks.ts'
import { sheetProblem } from '../../../../chat/ui/sheet-problems.ts'
import type { DayOrder } from '../../../../domain/written-days.ts'
import type { ColumnNames } from '../../../../platform/spreadsheets/model.ts'
import { appliedFacts, shellCard } from './cards.ts'
import { COLUMNS } from './columns.ts'
import { isMass } from './harms.ts'
import { createImports, type ImportDeps } from './service.ts'
import { UNDO_HOURS, undoneCard } from './undo.ts'

/** What `npm run import` asks of each kind of list. */
export interface ConsoleImport {
  /** Our names of columns that the office may call otherwise. */
  columns: readonly string[]
  preview(
    file: { name: string; mime: string; bytes: Uint8Array },
    now: Date,
    answers: ShellAnswers,
  ): Promise<ConsolePreview>
  /** Takes the last import back, where a kind of list can. @throws Refusal */
  takeBack?(now: Date): Promise<Card>
}
export interface ConsolePreview {
  card: Card
  well: boolean
  /** How to go on where it is not well. */
  hint?: Text
  /** Not there when there is nothing to apply: rows are wrong, or nothing would change. */
  apply?(said: ConsoleSaid): Promise<Card>
}
/** What the bot would ask about a file, said on the command line. */
export interface ShellAnswers {
  /** Our name of a column, and the file's. */
  names: ColumnNames
  order?: DayOrder
  month?: `${number}-${number}`
  /** Remarks of the office, and the codes they mean. */
  words: Readonly<Record<string, string>>
  /** Wrong rows are left out knowingly. */
  leaveOut: boolean
}
/** Numbers typed to confirm what concerns many. */
export interface ConsoleSaid {
  /** How many are affected by a mass change. */
  confirm?: number | undefined
  /** How many are not in the file, and are to be recorded as gone. */
  leave?: number | undefined
}

/** Days that the file is kept between preview and apply. */
const KEEP_DAYS = 1

export function consolePeople(deps: ImportDeps): ConsoleImport {
  const imports = createImports(deps)
  return {
    columns: COLUMNS.map(({ name }) => name),
    preview: async (file, now, { names }) => {
      await imports.keepNames({ now }, names)
      const kept = await deps.files.put(file, KEEP_DAYS)
      const read = await imports.preview({ now }, kept)
      if (!read.ok) {
        const why = { kind: 'text' as const, text: sheetProblem(read.problem) }
        return { well: false, card: { title: text('people:import.unreadable'), blocks: [why] } }
      }
      const { id, plan } = read.preview
      const card = shellCard(read.preview)
      if (plan.problems.length > 0) return { well: false, card }
      const { affected, office } = plan.harms
      const mass = isMass(affected.length, office)
      if (mass) card.blocks.push(line(text('people:import.confirm.shell', { count: affected.length })))
      const apply = async ({ confirm, leave }: ConsoleSaid) => {
        // Said before anything is written: half of what was asked for would be worse than nothing.
        if (leave !== undefined && leave !== plan.gone.length)
          throw new Refusal(text('people:import.confirm.leave', { count: plan.gone.length }))
        if (mass && confirm !== affected.length)
          throw new Refusal(text('people:import.confirm.shell', { count: affected.length }))
        const done = appliedFacts((await imports.apply({ now }, id, confirm)).plan)
        if (leave === undefined || plan.gone.length === 0) return done
        const count = await imports.retire({ now }, id, leave)
        return { ...done, blocks: [...done.blocks, line(text('people:import.gone.done', { count }))] }
      }
      return { well: true, card, apply }
    },
    takeBack: async now => {
      const last = await imports.last({ now })
      if (!last) throw new Refusal(text('people:import.undo.none', { hours: UNDO_HOURS }))
      return undoneCard(await imports.undo({ now }, last.id))
    },
  }
}
