/** The attendance import from the shell: the same preview, in words on a console. */

import { text } from '../../../chat/i18n/words.ts'
import type { Card, Text } from '../../../chat/model.ts'
import type { ConsoleImport, ConsolePreview, ShellAnswers } from '../../organisation/people/api.ts'
import { appliedCard, shellCard, unreadableCard } from './import-cards.ts'
import {
  createImports,
  type ImportDeps,
  type Importer,
  type Imports,
  type Preview,
  type Previewed,
} from './import-service.ts'
import { keepPins, pinsCard, planPins } from './pins.ts'
import { ASKED, type Mapping } from './reading/columns.ts'
import { type OwnWords, REMARKS, type Remark } from './reading/remarks.ts'

/** Days that the file is kept between preview and apply. */
const KEEP_DAYS = 1

export function consoleAttendance(deps: ImportDeps): ConsoleImport {
  const imports = createImports(deps)
  return {
    columns: ASKED,
    preview: async (file, now, answers) => {
      const words = wordsFrom(answers)
      if (!words)
        return unwell(
          text('command:import.word', {
            said: Object.entries(answers.words)
              .map(pair => pair.join('='))
              .join(', '),
          }),
        )
      const kept = await deps.files.put(file, KEEP_DAYS)
      await imports.remember({ now }, { mapping: answers.names as Mapping, words })
      const { order, month } = answers
      const read = await imports.preview({ now }, kept, { order, month })
      return read.kind === 'preview' ? previewed(imports, { now }, read.preview, answers) : unclear(read)
    },
  }
}

function previewed(
  imports: Imports,
  importer: Importer,
  preview: Preview,
  { leaveOut }: ShellAnswers,
): ConsolePreview {
  const { id, plan } = preview
  const card = shellCard(preview)
  if (plan.problems.length > 0 && !leaveOut)
    return { well: false, card, hint: text('command:import.leaveOut') }
  if (!plan.period) return { well: true, card }
  const apply = async () => {
    const { batch, again } = await imports.apply(importer, id, leaveOut)
    return appliedCard(batch, again)
  }
  return { well: true, card, apply }
}

/** The list PIN → NIP from the shell. */
export function consolePins(deps: ImportDeps): ConsoleImport {
  return {
    columns: [],
    preview: async (file, now) => {
      const kept = await deps.files.put(file, KEEP_DAYS)
      const plan = await planPins(deps, kept.id)
      if (!plan || 'problem' in plan)
        return { well: false, card: unreadableCard(plan?.problem ?? { problem: 'empty' }) }
      const card = pinsCard(plan)
      const apply = async (): Promise<Card> => {
        const count = await keepPins(deps, { now }, kept.id, plan.pins)
        return { title: text('attendance:pins.done', { count }), blocks: [] }
      }
      return plan.pins.size > 0 ? { well: true, card, apply } : { well: false, card }
    },
  }
}

/** What the chat asks in a form is told here as the argument that answers it. */
function unclear(read: Exclude<Previewed, { kind: 'preview' }>): ConsolePreview {
  if (read.kind === 'problem') return { well: false, card: unreadableCard(read.problem) }
  if (read.kind === 'asks')
    return unwell(
      read.what === 'month'
        ? text('command:import.month')
        : text('command:import.order', { said: read.said }),
    )
  const found = read.headers.slice(0, 20).map(name => name.slice(0, 40))
  const hint = text('command:import.columns', {
    found: found.join(', '),
    first: found[0] ?? '',
    ours: ASKED[0],
    columns: ASKED.join(', '),
  })
  return unwell(hint)
}

function unwell(hint: Text): ConsolePreview {
  const card: Card = { title: text('attendance:import.unreadable'), blocks: [] }
  return { well: false, card, hint }
}

function wordsFrom({ words }: ShellAnswers): OwnWords | null {
  const entries = Object.entries(words).map(
    ([said, code]) => [said, REMARKS.find(one => one.toLowerCase() === code.toLowerCase())] as const,
  )
  return entries.every((one): one is readonly [string, Remark] => one[1] !== undefined)
    ? Object.fromEntries(entries)
    : null
}
