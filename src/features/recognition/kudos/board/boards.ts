/** One page of the board, as anybody in the office may see it. */
import { PAGE_ROWS, pageSpan } from '../../../../chat/ui/paging.ts'
import type { ServiceDeps } from '../service.ts'
import { type Ranked, ranking } from './repository.ts'
import { BOARD_PAGES, type Board, OFFICE } from './rules.ts'

export interface BoardPage {
  board: Board
  /** null: the whole office. */
  unitName: string | null
  rows: Ranked[]
  page: number
  more: boolean
}
export type Boards = ReturnType<typeof createBoards>

export function createBoards({ db, people, office }: Pick<ServiceDeps, 'db' | 'people' | 'office'>) {
  return {
    today: office.today,
    units: () => people.units(),
    /** @param page from 0; past the last one nothing stands */
    page: async (wanted: Board, page: number): Promise<BoardPage> => {
      // A unit that is gone meanwhile: the office's board is shown, and says so.
      const unit = (await people.units()).find(({ id }) => id === wanted.scope)
      const board = { ...wanted, scope: unit?.id ?? OFFICE }
      const rows = await ranking(db.client, board, pageSpan(page))
      return {
        board,
        page,
        unitName: unit?.name ?? null,
        rows: rows.slice(0, PAGE_ROWS),
        more: rows.length > PAGE_ROWS && page + 1 < BOARD_PAGES,
      }
    },
  }
}
