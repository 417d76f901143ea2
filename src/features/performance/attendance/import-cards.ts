import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Card, Label } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pagedList } from '../../../chat/ui/paging.ts'
import { sheetProblem } from '../../../chat/ui/sheet-problems.ts'
import type { SheetProblem } from '../../../platform/spreadsheets/files.ts'
import { number, words } from './cards.ts'
import type { Preview } from './import-service.ts'
import type { Batch } from './repository.ts'

const SHELL_ROWS = 200
type Row = [label: Label, value: Label]

export interface ImportActions {
  apply: Action<[string]>
  wrong: Action<[string, number]>
}

export const unreadableCard = (problem: SheetProblem): Card => ({
  title: text('attendance:import.unreadable'),
  blocks: [{ kind: 'text', text: sheetProblem(problem) }],
})

/** What the file says and would replace; wrong rows first, and no button until there are none. */
export function previewCard(preview: Preview, actions: ImportActions, page = 0): Card {
  const { plan, unknown, id } = preview
  const blocks: Block[] = [{ kind: 'facts', rows: countRows(preview) }]
  if (unknown.length > 0) blocks.push(words('attendance:import.unknown', { columns: short(unknown) }))
  if (plan.problems.length > 0)
    blocks.unshift(words('attendance:import.wrongIntro'), ...wrongRows(preview, actions, page))
  else if (!plan.period) blocks.push(words('attendance:import.nothing'))
  else blocks.push(words('attendance:import.ready'), applyButton(id, actions))
  return { title: text('attendance:import.title'), blocks }
}

/** The same without buttons, with as many wrong rows as a console can bear. */
export function shellCard(preview: Preview): Card {
  const wrong = preview.plan.problems.slice(0, SHELL_ROWS)
  const rows = wrong.map(({ row, why }): Row => [text('attendance:import.row', { row }), why])
  const blocks: Block[] = [{ kind: 'facts', rows: countRows(preview) }]
  if (rows.length > 0) blocks.push({ kind: 'facts', rows })
  else if (!preview.plan.period) blocks.push(words('attendance:import.nothing'))
  return { title: text('attendance:import.title'), blocks }
}

const applyButton = (id: string, { apply }: ImportActions): Block => ({
  kind: 'buttons',
  buttons: [{ label: text('attendance:import.apply'), tone: 'primary', press: press(apply, id) }],
})

const short = (names: readonly string[]) =>
  names
    .slice(0, 15)
    .map(name => name.slice(0, 40))
    .join(', ')

function countRows({ fileName, plan, replaces }: Preview): Row[] {
  const { period, days, people, problems, unexplained, notWorked, leftOut, joined } = plan
  const counts: [Key, number, boolean][] = [
    ['attendance:import.count.days', days.length, true],
    ['attendance:import.count.people', people.length, true],
    ['attendance:import.count.wrong', new Set(problems.map(({ row }) => row)).size, false],
    ['attendance:import.count.replaces', replaces, false],
    ['attendance:import.count.unexplained', unexplained, false],
    ['attendance:import.count.notWorked', notWorked, false],
    ['attendance:import.count.leftOut', leftOut, false],
    ['attendance:import.count.joined', joined, false],
  ]
  return [
    [text('attendance:import.file'), fileName],
    ...(period
      ? [[text('attendance:import.period'), text('attendance:import.span', period)] satisfies Row]
      : []),
    ...counts.filter(([, n, always]) => always || n > 0).map(([key, n]): Row => [text(key), number(n)]),
  ]
}

function wrongRows({ id, plan }: Preview, { wrong }: ImportActions, page: number): Block[] {
  // A file that was mended meanwhile has fewer wrong rows than the page that was asked for.
  const last = Math.ceil(plan.problems.length / PAGE_ROWS) - 1
  const shown = pagedList(plan.problems, Math.min(page, last), to => press(wrong, id, to))
  const rows = shown.rows.map(({ row, why }): Row => [text('attendance:import.row', { row }), why])
  return [{ kind: 'facts', rows }, ...buttons(...shown.turn)]
}

export const appliedCard = ({ fromDay, untilDay, days, people, replaced }: Batch, again: boolean): Card => ({
  title: text('attendance:import.done.title'),
  blocks: [
    ...(again ? [words('attendance:import.done.again')] : []),
    {
      kind: 'facts',
      rows: [
        [
          text('attendance:import.period'),
          text('attendance:import.span', { from: fromDay, until: untilDay }),
        ],
        [text('attendance:import.count.days'), number(days)],
        [text('attendance:import.count.people'), number(people)],
        ...(replaced > 0 ? [[text('attendance:import.done.replaced'), number(replaced)] satisfies Row] : []),
      ],
    },
  ],
})
