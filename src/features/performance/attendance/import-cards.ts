import type { Action } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label } from '../../../chat/model.ts'
import { buttons } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pagedList } from '../../../chat/ui/paging.ts'
import { sheetNotes } from '../../../chat/ui/sheet-notes.ts'
import { sheetProblem } from '../../../chat/ui/sheet-problems.ts'
import { maskNip } from '../../../domain/nip.ts'
import type { SheetProblem } from '../../../platform/spreadsheets/files.ts'
import { number, words } from './cards.ts'
import type { Preview } from './import-service.ts'
import type { Layout } from './reading/layout.ts'
import type { Batch } from './repository.ts'

const SHELL_ROWS = 200
/** Strangers, and words nobody knows, that a message names. */
const NAMED = 10
type Row = [label: Label, value: Label]

export interface ImportActions {
  apply: Action<[string]>
  /** Applies all but the wrong rows. */
  rest: Action<[string]>
  wrong: Action<[string, number]>
  /** Opens the form that asks what the office means by its remarks. */
  words: Action<[string]>
}

const LAYOUT_KEYS = {
  daily: null,
  scans: 'attendance:import.layout.scans',
  log: 'attendance:import.layout.log',
  month: 'attendance:import.layout.month',
  blocks: 'attendance:import.layout.blocks',
} as const satisfies Record<Layout, Key | null>

export const unreadableCard = (problem: SheetProblem): Card => ({
  title: text('attendance:import.unreadable'),
  blocks: [{ kind: 'text', text: sheetProblem(problem) }],
})

/** What the file says and would replace; wrong rows first, and only the button that leaves them out knowingly. */
export function previewCard(preview: Preview, actions: ImportActions, page = 0): Card {
  const { plan, id } = preview
  const wrong = new Set(plan.problems.map(({ row }) => row)).size
  const blocks: Block[] = [{ kind: 'facts', rows: countRows(preview) }, ...more(preview)]
  if (wrong > 0) blocks.unshift(words('attendance:import.wrongIntro'), ...wrongRows(preview, actions, page))
  else if (!plan.period) blocks.push(words('attendance:import.nothing'))
  else blocks.push(words('attendance:import.ready'))
  blocks.push(...buttons(...choices(preview, actions, wrong, id)))
  return { title: text('attendance:import.title'), blocks }
}

function choices({ plan }: Preview, actions: ImportActions, wrong: number, id: string): Button[] {
  const list: Button[] = []
  if (plan.period && wrong === 0)
    list.push({ label: text('attendance:import.apply'), tone: 'primary', press: press(actions.apply, id) })
  if (plan.words.length > 0)
    list.push({ label: text('attendance:words.open'), press: press(actions.words, id) })
  if (plan.period && wrong > 0)
    list.push({
      label: text('attendance:import.applyRest', { days: plan.days.length, wrong }),
      press: press(actions.rest, id),
    })
  return list
}

/** The same without buttons, with as many wrong rows as a console can bear. */
export function shellCard(preview: Preview): Card {
  const wrong = preview.plan.problems.slice(0, SHELL_ROWS)
  const rows = wrong.map(({ row, why }): Row => [text('attendance:import.row', { row }), why])
  const blocks: Block[] = [{ kind: 'facts', rows: countRows(preview) }, ...more(preview)]
  if (rows.length > 0) blocks.push({ kind: 'facts', rows })
  else if (!preview.plan.period) blocks.push(words('attendance:import.nothing'))
  return { title: text('attendance:import.title'), blocks }
}

/** What is told beside the counts: the layout, columns and rows, strangers, and words nobody knows. */
function more({ plan, layout, notes }: Preview): Block[] {
  const { strangers, words: unknown } = plan
  const key = LAYOUT_KEYS[layout]
  const numbers = [...strangers.keys()].slice(0, NAMED).map(maskShort)
  const said = unknown.slice(0, NAMED).map(one => `“${one.said.slice(0, 30)}” (${one.withTimes + one.alone})`)
  return [
    ...(key ? [words(key)] : []),
    ...sheetNotes(notes),
    ...(strangers.size > 0
      ? [
          words('attendance:import.strangers', {
            people: strangers.size,
            numbers: listed(numbers, strangers.size),
          }),
        ]
      : []),
    ...(unknown.length > 0
      ? [words('attendance:words.unknown', { words: listed(said, unknown.length) })]
      : []),
  ]
}

const maskShort = (said: string) => (said.length > 8 ? `…${maskNip(said).slice(-4)}` : said)
const listed = (shown: readonly string[], all: number) =>
  `${shown.join(', ')}${all > shown.length ? ', …' : ''}`

function countRows({ fileName, plan, replaces }: Preview): Row[] {
  const { period, days, people, problems, unexplained, notWorked, leftOut, joined, strangers } = plan
  const presumed = plan.words.reduce((sum, { withTimes }) => sum + withTimes, 0)
  const counts: [Key, number, boolean][] = [
    ['attendance:import.count.days', days.length, true],
    ['attendance:import.count.people', people.length, true],
    ['attendance:import.count.wrong', new Set(problems.map(({ row }) => row)).size, false],
    ['attendance:import.count.replaces', replaces, false],
    ['attendance:import.count.unexplained', unexplained, false],
    ['attendance:import.count.presumed', presumed, false],
    [
      'attendance:import.count.strangers',
      [...strangers.values()].reduce((sum, rows) => sum + rows, 0),
      false,
    ],
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
