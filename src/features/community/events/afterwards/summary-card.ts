import { text } from '../../../../chat/i18n/words.ts'
import type { Card } from '../../../../chat/model.ts'
import { SMALLEST_GROUP } from '../../../../domain/anonymity.ts'
import { whenText } from '../view.ts'
import type { Summary } from './ratings.ts'

/** To the maker: figures only where enough people rated, words without names. */
export function summaryCard({ event, counts, attended, rated, average, good, better }: Summary): Card {
  const { yes, maybe, no } = counts
  const said = (title: 'good' | 'better', words: string[]) =>
    words.length === 0
      ? []
      : [
          { kind: 'text' as const, text: text(`events:summary.${title}`) },
          ...words.map(word => ({ kind: 'quote' as const, said: word })),
        ]
  return {
    title: text('events:summary.title', { title: event.title }),
    blocks: [
      {
        kind: 'facts',
        rows: [
          [text('events:fact.when'), whenText(event)],
          [text('events:fact.answers'), text('events:counts', { yes, maybe, no })],
          [text('events:summary.attended'), text('events:people', { count: attended })],
          ...(average === null
            ? []
            : [
                [text('events:summary.rated'), text('events:people', { count: rated })] satisfies [
                  unknown,
                  unknown,
                ],
                [text('events:summary.average'), text('events:summary.of', { value: average })] satisfies [
                  unknown,
                  unknown,
                ],
              ]),
        ],
      },
      ...(average === null
        ? [{ kind: 'text' as const, text: text('events:summary.few', { min: SMALLEST_GROUP }) }]
        : []),
      ...said('good', good),
      ...said('better', better),
    ],
  }
}
