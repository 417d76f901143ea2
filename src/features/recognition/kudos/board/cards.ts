import { text } from '../../../../chat/i18n/words.ts'
import type { Block, Button, Card, FileRef, Text } from '../../../../chat/model.ts'
import { quarterText } from '../../../performance/cycle/api.ts'
import { valueText } from '../cards.ts'
import type { BoardPage } from './boards.ts'
import { ANY, type Board, isQuarter, type Period } from './rules.ts'

/** `November 2026`, or `Triwulan IV Tahun 2026`. */
export const periodText = (period: Period): Text =>
  isQuarter(period) ? quarterText(period) : text('kudos:board.month', { day: `${period}-01` })

export const boardTitle = (period: Period): Text => text('kudos:board.title', { period: periodText(period) })

/** Whose board it is: `Seluruh kantor, semua nilai`. */
export const aboutText = ({ board, unitName }: Pick<BoardPage, 'board' | 'unitName'>): Text =>
  text('kudos:board.about', {
    scope: unitName ?? text('kudos:board.office'),
    value: board.value === ANY ? text('kudos:board.anyValue') : valueText(board.value),
  })

/** The board in words; the picture, where there is one, shows the same. */
export function boardCard(shown: BoardPage, picture: FileRef | null, buttons: Button[]): Card {
  const { board, rows } = shown
  const blocks: Block[] = [{ kind: 'text', text: aboutText(shown) }]
  const period = periodText(board.period)
  if (picture) blocks.push({ kind: 'file', file: picture, alt: text('kudos:board.alt', { period }) })
  if (rows.length === 0) blocks.push({ kind: 'text', text: text('kudos:board.empty', { period }) })
  else
    blocks.push({
      kind: 'facts',
      rows: rows.map(({ name, received }) => [name, text('kudos:board.count', { count: received })]),
    })
  blocks.push({ kind: 'text', text: text('kudos:board.rule') }, { kind: 'buttons', buttons })
  return { title: boardTitle(board.period), blocks }
}

/** A choice that comes back to the board. */
export const choiceCard = (title: Text, { period }: Board, buttons: Button[]): Card => ({
  title,
  blocks: [
    { kind: 'text', text: boardTitle(period) },
    { kind: 'buttons', buttons },
  ],
})
