/** One page of the board, as anybody in the office may see it. */
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { type Ranked, ranking } from './repository-board.ts'
import { BOARD_PAGE, BOARD_PAGES, type Board, OFFICE } from './rules-board.ts'
import type { KudosDeps } from './service.ts'

export interface BoardPage {
  board: Board
  /** null: the whole office. */
  unitName: string | null
  rows: Ranked[]
  page: number
  more: boolean
}
export type Boards = ReturnType<typeof createBoards>

export function createBoards({ db, people, office }: Pick<KudosDeps, 'db' | 'people' | 'office'>) {
  return {
    today: (now: Date): OfficeDay => dayOf(now, office.zone),
    units: () => people.units(),
    /** @param page from 0; past the last one nothing stands */
    page: async (wanted: Board, page: number): Promise<BoardPage> => {
      // A unit that is gone meanwhile: the office's board is shown, and says so.
      const unit = (await people.units()).find(({ id }) => id === wanted.scope)
      const board = { ...wanted, scope: unit?.id ?? OFFICE }
      const rows = await ranking(db.client, board, { from: page * BOARD_PAGE, limit: BOARD_PAGE + 1 })
      return {
        board,
        page,
        unitName: unit?.name ?? null,
        rows: rows.slice(0, BOARD_PAGE),
        more: rows.length > BOARD_PAGE && page + 1 < BOARD_PAGES,
      }
    },
  }
}
