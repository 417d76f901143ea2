import type { Action } from '../../../../chat/contributions.ts'
import { press } from '../../../../chat/contributions.ts'
import { type Key, text } from '../../../../chat/i18n/words.ts'
import type { Block, Button, Card, Text } from '../../../../chat/model.ts'
import { sheetNotes } from '../../../../chat/ui/sheet-notes.ts'
import { isMass } from './harms.ts'
import { goneRow, LISTS, type ListLetter, type Row, rowsOf, wrongRows } from './lines.ts'
import type { KnownPerson, Plan } from './plan.ts'
import type { Preview } from './service.ts'
import { warnings } from './warnings.ts'

export const PAGE = 8
export interface ImportActions {
  apply: Action<[string]>
  list: Action<[string, string, string]>
  back: Action<[string]>
  gone: Action<[string, string]>
  retire: Action<[string]>
  /** Opens the form for the number of a mass change; the letter says which: a(pply) or l(eave). */
  confirm: Action<[string, string]>
  find: Action<[string]>
  book: Action<[string]>
  undo: Action<[string]>
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

export function previewCard({ id, plan, notes, names }: Preview, actions: ImportActions, file?: Block): Card {
  const wrong = plan.problems.length > 0
  const intro = wrong
    ? 'people:import.wrongIntro'
    : isIdle(plan)
      ? 'people:import.nothing'
      : 'people:import.ready'
  const blocks: Block[] = [words(text(intro)), { kind: 'facts', rows: counts(plan) }]
  blocks.push(...warnings(plan, names))
  if (wrong) blocks.push({ kind: 'facts', rows: wrongRows(plan).slice(0, PAGE) })
  if (file) blocks.push(file)
  blocks.push(...sheetNotes(notes))
  const shown = (Object.keys(LISTS) as ListLetter[]).filter(letter => amount(plan, letter) > 0)
  const people = plan.fresh.length + plan.changed.length + plan.gone.length
  const buttons: Button[] = [
    ...(wrong || isIdle(plan) ? [] : [applyButton(id, plan, actions)]),
    ...shown
      .filter(letter => letter !== 'w' || plan.problems.length > PAGE)
      .map(letter => ({ label: text(SHOW[letter]), press: press(actions.list, id, letter, '0') })),
    ...(people > 0
      ? [
          { label: text('people:import.find.button'), press: press(actions.find, id) },
          { label: text('people:import.book.button'), press: press(actions.book, id) },
        ]
      : []),
  ]
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons })
  return { title: text('people:import.title'), blocks }
}

function applyButton(id: string, { harms }: Plan, { apply, confirm }: ImportActions): Button {
  const mass = isMass(harms.affected.length, harms.office)
  return {
    label: text('people:import.apply'),
    tone: mass ? 'danger' : 'primary',
    press: mass ? press(confirm, id, 'a') : press(apply, id),
  }
}

const amount = (plan: Plan, letter: ListLetter): number =>
  letter === 'w' ? plan.problems.length : plan[LISTS[letter]].length

/** For a console: every row, and no buttons. */
export function shellCard({ plan, notes, names }: Preview): Card {
  const lists = (['w', 'f', 'c', 'g'] as const).filter(letter => amount(plan, letter) > 0)
  return {
    title: text('people:import.title'),
    blocks: [
      { kind: 'facts', rows: counts(plan) },
      ...warnings(plan, names),
      ...sheetNotes(notes),
      ...lists.flatMap((letter): Block[] => [
        words(text(TITLES[letter])),
        { kind: 'facts', rows: rowsOf(plan, names, letter) },
      ]),
    ],
  }
}

export const appliedFacts = (plan: Plan): Card => ({
  title: text('people:import.done.title'),
  blocks: [{ kind: 'facts', rows: counts(plan) }],
})

/** One page of a list, with the way through it and back. */
export function listCard(
  { id, plan, names }: Preview,
  letter: ListLetter,
  page: number,
  actions: ImportActions,
): Card {
  const turn = (to: number) => press(actions.list, id, letter, String(to))
  return {
    title: text(TITLES[letter]),
    blocks: [
      ...paged(rowsOf(plan, names, letter), page, turn, [
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
      ...(gone > 0 ? [words(text('people:import.done.gone', { count: gone }))] : []),
      {
        kind: 'buttons' as const,
        buttons: [
          ...(gone > 0
            ? [{ label: text('people:import.showGone'), press: press(actions.gone, id, '0') }]
            : []),
          { label: text('people:import.undo.button'), press: press(actions.undo, id) },
        ],
      },
    ],
  }
}

/** Who would leave, page by page, and the one button that says so. */
export function goneCard(
  { id, plan, names }: Preview,
  people: readonly KnownPerson[],
  page: number,
  actions: ImportActions,
): Card {
  const mass = isMass(people.length, plan.harms.office)
  const yes: Button = {
    label: text('people:import.gone.yes', { count: people.length }),
    tone: 'danger',
    press: mass ? press(actions.confirm, id, 'l') : press(actions.retire, id),
  }
  return {
    title: text('people:import.gone.title'),
    blocks: [
      words(text('people:import.gone.body', { count: people.length })),
      ...paged(
        people.map(person => goneRow(person, names)),
        page,
        to => press(actions.gone, id, String(to)),
        [yes],
      ),
    ],
  }
}
