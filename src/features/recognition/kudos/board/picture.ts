/** The board as a picture: drawn outside any transaction, once for each content and language, kept for a day. */

import { text, type Words } from '../../../../chat/i18n/words.ts'
import type { FileRef, Locale } from '../../../../chat/model.ts'
import { type Bars, barChart } from '../../../../platform/documents/chart/bars.ts'
import { createMeasure, png } from '../../../../platform/documents/picture.ts'
import type { Files } from '../../../../platform/files/files.ts'
import type { BoardPage } from './boards.ts'
import { aboutText, boardTitle } from './cards.ts'

const KEEP_DAYS = 1
export type BoardPicture = ReturnType<typeof createBoardPicture>

export function createBoardPicture({ files, words }: { files: Pick<Files, 'once'>; words: Words }) {
  const measure = createMeasure()
  /** null: there is nothing to draw. */
  return async (shown: BoardPage, locale: Locale): Promise<FileRef | null> => {
    const { board, rows } = shown
    if (rows.length === 0) return null
    const say = (label: Parameters<Words['say']>[0]) => words.say(label, locale)
    const bars: Bars = {
      heading: {
        title: say(boardTitle(board.period)),
        subtitle: say(aboutText(shown)),
        note: say(text('kudos:board.rule')),
      },
      bars: rows.map(({ name, received }) => ({
        label: name,
        value: received,
        shown: say(text('kudos:board.number', { count: received })),
      })),
      empty: '',
    }
    const file = { name: `papan-${board.period}.png`, mime: 'image/png' }
    return files.once(
      `kudos.board ${JSON.stringify(bars)}`,
      { ...file, make: () => png(barChart(bars, measure)) },
      KEEP_DAYS,
    )
  }
}
