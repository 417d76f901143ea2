import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, FileRef, Label, Press, Text } from '../../../chat/model.ts'
import { SMALLEST_GROUP } from '../../../domain/anonymity.ts'
import { type Figure, firstDay, type Month, type Question, questionsOf, VALUES, type Value } from './rules.ts'
import type { Results } from './service.ts'

/** How a card is opened: by the person, by Rekan, once more a week later, or after a tap on the one before. */
export type Opening = 'asked' | 'reminded' | 'next'
/** What the buttons of a question lead to. */
export interface Presses {
  answer(month: Month, question: Question, value: Value): Press
  results: Press
}

/** The first question that is open, with its scale; thanks where none is. */
export function askCard(month: Month, open: readonly Question[], opening: Opening, presses: Presses): Card {
  const results: Button = { label: text('pulse:ask.results'), press: presses.results }
  const [question] = open
  const day = { month: firstDay(month) }
  if (!question) return doneCard(day, results)
  const asked = questionsOf(month)
  const scale = VALUES.map(
    (value): Button => ({
      label: text(`pulse:scale.${value}`),
      press: presses.answer(month, question, value),
    }),
  )
  const said = text(`pulse:question.${question}`)
  const intro = opening === 'next' ? text('pulse:ask.next') : text('pulse:ask.intro', { min: SMALLEST_GROUP })
  const numbers = { number: asked.indexOf(question) + 1, of: asked.length }
  return {
    title: text(opening === 'reminded' ? 'pulse:ask.reminder' : 'pulse:ask.title', day),
    blocks: [
      { kind: 'text', text: intro },
      { kind: 'text', text: text('pulse:ask.question', { ...numbers, said }) },
      { kind: 'buttons', buttons: scale },
      ...(opening === 'next' ? [] : [{ kind: 'buttons' as const, buttons: [results] }]),
    ],
  }
}

const doneCard = (day: { month: string }, results: Button): Card => ({
  title: text('pulse:done.title', day),
  blocks: [
    { kind: 'text', text: text('pulse:done.body') },
    { kind: 'buttons', buttons: [results] },
  ],
})

/** A figure in words, or that there are too few answers for one. */
const figureText = (figure: Figure | null | undefined): Text =>
  figure ? text('pulse:results.figure', { ...figure }) : text('pulse:results.few')

export interface ResultsShown {
  month: Month
  results: Results
  unitId: string
  /** Null where there is not yet enough for a line. */
  picture: { file: FileRef; alt: Text } | null
  buttons: Button[]
}
export function resultsCard({ month, results, unitId, picture, buttons }: ResultsShown): Card {
  const rows = [...results].map(([question, { office, units }]): [Label, Label] => [
    text(`pulse:question.${question}`),
    text('pulse:results.both', { unit: figureText(units.get(unitId)), office: figureText(office) }),
  ])
  const any = [...results.values()].some(({ office }) => office !== null)
  const figures: Block[] = any
    ? [
        { kind: 'text', text: text('pulse:results.about') },
        { kind: 'facts', rows },
      ]
    : [{ kind: 'text', text: text('pulse:results.none', { min: SMALLEST_GROUP }) }]
  return {
    title: text('pulse:results.title', { month: firstDay(month) }),
    blocks: [
      ...figures,
      ...(picture ? [{ kind: 'file' as const, ...picture }] : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
  }
}

export function unitsCard(month: Month, rows: [string, number][], buttons: Button[]): Card {
  const facts = rows.map(([name, mean]): [Label, Label] => [name, text('pulse:trend.value', { mean })])
  return {
    title: text('pulse:units.title', { month: firstDay(month) }),
    blocks: [
      { kind: 'text', text: text(rows.length > 0 ? 'pulse:units.about' : 'pulse:units.none') },
      ...(rows.length > 0 ? [{ kind: 'facts' as const, rows: facts }] : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
  }
}
