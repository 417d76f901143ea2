import type { Action } from '../../../../chat/contributions.ts'
import { press } from '../../../../chat/contributions.ts'
import { type Key, text } from '../../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label, Text } from '../../../../chat/model.ts'
import { listed } from '../../../../chat/ui/lists.ts'
import { maskNip } from '../../../../domain/nip.ts'
import type { Changed, KnownPerson, Plan } from './plan.ts'
import type { Preview } from './service.ts'

export const PAGE = 8
/** Lists that can be looked through, by the letter a button carries. */
export const LISTS = { w: 'wrong', f: 'fresh', c: 'changed', g: 'gone' } as const
export type ListLetter = keyof typeof LISTS
export const isListLetter = (letter: string): letter is ListLetter => letter in LISTS

export interface ImportActions {
  apply: Action<[string]>
  list: Action<[string, string, string]>
  back: Action<[string]>
  gone: Action<[string, string]>
  retire: Action<[string]>
}

const TITLES = {
  w: 'people:import.list.wrong',
  f: 'people:import.list.fresh',
  c: 'people:import.list.changed',
  g: 'people:import.list.gone',
} as const satisfies Record<ListLetter, Key>
const SHOW = {
  w: 'people:import.showWrong',
  f: 'people:import.showFresh',
  c: 'people:import.showChanged',
  g: 'people:import.showGone',
} as const satisfies Record<ListLetter, Key>
const FIELD_KEYS = {
  name: 'people:import.field.name',
  position: 'people:import.field.position',
  status: 'people:import.field.status',
  unitId: 'people:import.field.unitId',
  appraiserId: 'people:import.field.appraiserId',
  roles: 'people:import.field.roles',
  email: 'people:import.field.email',
  birthDate: 'people:import.field.birthDate',
  startDate: 'people:import.field.startDate',
  returned: 'people:import.field.returned',
} as const satisfies Record<Changed, Key>

type Row = [label: Label, value: Label]
const words = (said: Text): Block => ({ kind: 'text', text: said })
const count = (n: number): Text => text('people:number', { n })

export function counts({ fresh, changed, unchanged, gone, newUnits, movedUnits, problems }: Plan): Row[] {
  const rows: [Key, number, boolean][] = [
    ['people:import.count.fresh', fresh.length, true],
    ['people:import.count.changed', changed.length, true],
    ['people:import.count.unchanged', unchanged, true],
    ['people:import.count.gone', gone.length, true],
    ['people:import.count.units', newUnits.length, false],
    ['people:import.count.moved', movedUnits.length, false],
    ['people:import.count.wrong', new Set(problems.map(({ row }) => row)).size, false],
  ]
  return rows.filter(([, n, always]) => always || n > 0).map(([key, n]) => [text(key), count(n)])
}

export const isIdle = ({ fresh, changed, gone, newUnits, movedUnits }: Plan): boolean =>
  fresh.length + changed.length + gone.length + newUnits.length + movedUnits.length === 0

const wrongRows = ({ problems }: Plan): Row[] =>
  problems.map(({ row, why }) => [text('people:import.row', { row }), why])

export function previewCard({ id, plan, unknown }: Preview, actions: ImportActions, file?: Block): Card {
  const wrong = plan.problems.length > 0
  const intro = wrong
    ? 'people:import.wrongIntro'
    : isIdle(plan)
      ? 'people:import.nothing'
      : 'people:import.ready'
  const blocks: Block[] = [words(text(intro)), { kind: 'facts', rows: counts(plan) }]
  if (wrong) blocks.push({ kind: 'facts', rows: wrongRows(plan).slice(0, PAGE) })
  if (file) blocks.push(file)
  blocks.push(...unknownColumns(unknown))
  const shown = (Object.keys(LISTS) as ListLetter[]).filter(letter => rowsOf(plan, letter).length > 0)
  const buttons: Button[] = [
    ...(wrong || isIdle(plan)
      ? []
      : [{ label: text('people:import.apply'), tone: 'primary' as const, press: press(actions.apply, id) }]),
    ...shown
      .filter(letter => letter !== 'w' || plan.problems.length > PAGE)
      .map(letter => ({ label: text(SHOW[letter]), press: press(actions.list, id, letter, '0') })),
  ]
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons })
  return { title: text('people:import.title'), blocks }
}

function unknownColumns(unknown: readonly string[]): Block[] {
  const columns = unknown.slice(0, 10).map(name => name.slice(0, 40))
  return columns.length > 0 ? [words(text('people:import.unknown', { columns: columns.join(', ') }))] : []
}

/** For a console: every row, and no buttons. */
export function shellCard({ plan, unknown }: Preview): Card {
  const lists = (['w', 'f', 'c', 'g'] as const).filter(letter => rowsOf(plan, letter).length > 0)
  return {
    title: text('people:import.title'),
    blocks: [
      { kind: 'facts', rows: counts(plan) },
      ...unknownColumns(unknown),
      ...lists.flatMap((letter): Block[] => [
        words(text(TITLES[letter])),
        { kind: 'facts', rows: rowsOf(plan, letter) },
      ]),
    ],
  }
}

export const appliedFacts = (plan: Plan): Card => ({
  title: text('people:import.done.title'),
  blocks: [{ kind: 'facts', rows: counts(plan) }],
})

function rowsOf(plan: Plan, letter: ListLetter): Row[] {
  if (letter === 'w') return wrongRows(plan)
  if (letter === 'f') return plan.fresh.map(personRow)
  if (letter === 'g') return plan.gone.map(personRow)
  return plan.changed.map(({ after, fields }) => [
    after.name,
    listed(fields.map(field => text(FIELD_KEYS[field]))),
  ])
}
const personRow = ({ name, nip }: KnownPerson): Row => [name, maskNip(nip)]

/** One page of a list, with the way through it and back. */
export function listCard(
  { id, plan }: Preview,
  letter: ListLetter,
  page: number,
  actions: ImportActions,
): Card {
  const turn = (to: number) => press(actions.list, id, letter, String(to))
  return {
    title: text(TITLES[letter]),
    blocks: [
      ...paged(rowsOf(plan, letter), page, turn, [
        { label: text('people:import.back'), press: press(actions.back, id) },
      ]),
    ],
  }
}

function paged(
  rows: readonly Row[],
  page: number,
  turn: (to: number) => ReturnType<typeof press>,
  more: Button[],
) {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  const buttons: Button[] = [
    ...(at > 0 ? [{ label: text('chat:page.previous'), press: turn(at - 1) }] : []),
    ...(at + 1 < pages ? [{ label: text('chat:page.next'), press: turn(at + 1) }] : []),
    ...more,
  ]
  const blocks: Block[] = [
    { kind: 'facts', rows: rows.slice(at * PAGE, (at + 1) * PAGE) },
    words(text('chat:page.of', { page: at + 1, pages })),
    { kind: 'buttons', buttons },
  ]
  return blocks
}

export function appliedCard(id: string, plan: Plan, again: boolean, actions: ImportActions): Card {
  const gone = plan.gone.length
  return {
    title: text('people:import.done.title'),
    blocks: [
      ...(again
        ? [words(text('people:import.done.again'))]
        : [{ kind: 'facts' as const, rows: counts(plan) }]),
      ...(plan.fresh.length > 0 ? [words(text('people:import.done.codes'))] : []),
      ...(gone > 0
        ? [
            words(text('people:import.done.gone', { count: gone })),
            {
              kind: 'buttons' as const,
              buttons: [{ label: text('people:import.showGone'), press: press(actions.gone, id, '0') }],
            },
          ]
        : []),
    ],
  }
}

/** Who would leave, page by page, and the one button that says so. */
export function goneCard(
  id: string,
  people: readonly KnownPerson[],
  page: number,
  actions: ImportActions,
): Card {
  const yes: Button = {
    label: text('people:import.gone.yes', { count: people.length }),
    tone: 'danger',
    press: press(actions.retire, id),
  }
  return {
    title: text('people:import.gone.title'),
    blocks: [
      words(text('people:import.gone.body', { count: people.length })),
      ...paged(people.map(personRow), page, to => press(actions.gone, id, String(to)), [yes]),
    ],
  }
}
