/** The people import from the shell: the same preview, in words on a console. */

import { text } from '../../../../chat/i18n/words.ts'
import type { Card, Text } from '../../../../chat/model.ts'
import { sheetProblem } from '../../../../chat/ui/sheet-problems.ts'
import type { DayOrder } from '../../../../domain/written-days.ts'
import type { ColumnNames } from '../../../../platform/spreadsheets/model.ts'
import { appliedFacts, shellCard } from './cards.ts'
import { COLUMNS } from './columns.ts'
import { createImports, type ImportDeps } from './service.ts'

/** What `npm run import` asks of each kind of list. */
export interface ConsoleImport {
  /** Our names of columns that the office may call otherwise. */
  columns: readonly string[]
  /** `apply` is not there when there is nothing to apply: rows are wrong, or nothing would change. */
  preview(
    file: { name: string; mime: string; bytes: Uint8Array },
    now: Date,
    answers: ShellAnswers,
  ): Promise<ConsolePreview>
}
export interface ConsolePreview {
  card: Card
  well: boolean
  apply?: () => Promise<Card>
  /** How to go on where it is not well. */
  hint?: Text
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

/** Days that the file is kept between preview and apply. */
const KEEP_DAYS = 1

export function consolePeople(deps: ImportDeps): ConsoleImport {
  const imports = createImports(deps)
  return {
    columns: COLUMNS.map(({ name }) => name),
    preview: async (file, now) => {
      const kept = await deps.files.put(file, KEEP_DAYS)
      const read = await imports.preview({ now }, kept, file.bytes)
      if (!read.ok) {
        const why = { kind: 'text' as const, text: sheetProblem(read.problem) }
        return { well: false, card: { title: text('people:import.unreadable'), blocks: [why] } }
      }
      const { id, plan } = read.preview
      const card = shellCard(read.preview)
      if (plan.problems.length > 0) return { well: false, card }
      const apply = async () => appliedFacts((await imports.apply({ now }, id)).plan)
      return { well: true, card, apply }
    },
  }
}
