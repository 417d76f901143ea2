/** The people import from the shell: the same preview, in words on a console. */

import { text } from '../../../../chat/i18n/words.ts'
import type { Card } from '../../../../chat/model.ts'
import { sheetProblem } from '../../../../chat/ui/sheet-problems.ts'
import { appliedFacts, shellCard } from './cards.ts'
import { createImports, type ImportDeps } from './service.ts'

/** What `npm run import` asks of each kind of list. */
export interface ConsoleImport {
  /** `apply` is not there when there is nothing to apply: rows are wrong, or nothing would change. */
  preview(file: { name: string; mime: string; bytes: Uint8Array }, now: Date): Promise<ConsolePreview>
}
export interface ConsolePreview {
  card: Card
  well: boolean
  apply?: () => Promise<Card>
}

/** Days that the file is kept between preview and apply. */
const KEEP_DAYS = 1

export function consolePeople(deps: ImportDeps): ConsoleImport {
  const imports = createImports(deps)
  return {
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
