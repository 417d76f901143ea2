/** The attendance import from the shell: the same preview, in words on a console. */
import type { ConsoleImport } from '../../organisation/people/api.ts'
import { appliedCard, shellCard, unreadableCard } from './import-cards.ts'
import { createImports, type ImportDeps } from './import-service.ts'

/** Days that the file is kept between preview and apply. */
const KEEP_DAYS = 1

export function consoleAttendance(deps: ImportDeps): ConsoleImport {
  const imports = createImports(deps)
  return {
    preview: async (file, now) => {
      const read = await imports.preview({ now }, await deps.files.put(file, KEEP_DAYS))
      if (read.kind !== 'preview') {
        // Which column is which is asked in the chat; the shell takes what was answered there.
        const problem =
          read.kind === 'problem'
            ? read.problem
            : { problem: 'columns-missing' as const, columns: ['NIP', 'Tanggal'], found: read.headers }
        return { well: false, card: unreadableCard(problem) }
      }
      const { id, plan } = read.preview
      const card = shellCard(read.preview)
      if (plan.problems.length > 0) return { well: false, card }
      if (!plan.period) return { well: true, card }
      const apply = async () => {
        const { batch, again } = await imports.apply({ now }, id)
        return appliedCard(batch, again)
      }
      return { well: true, card, apply }
    },
  }
}
