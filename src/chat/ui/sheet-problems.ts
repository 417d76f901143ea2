import type { SheetProblem } from '../../domain/sheet-problem.ts'
import { absurd } from '../forms/answers.ts'
import { text } from '../i18n/words.ts'
import type { Text } from '../model.ts'

/** What is wrong with a table somebody sent, and what to do about it. */
export function sheetProblem(found: SheetProblem): Text {
  switch (found.problem) {
    case 'too-large':
      return text('sheet:tooLarge', { megabytes: found.megabytes })
    case 'too-much-inside':
      return text('sheet:tooMuchInside')
    case 'old-excel':
      return text('sheet:oldExcel')
    case 'web-page':
      return text('sheet:webPage')
    case 'not-a-sheet':
      return text('sheet:notASheet')
    case 'damaged':
      return text('sheet:damaged')
    case 'nothing':
      return text('sheet:nothing')
    case 'cancelled':
      return text('sheet:cancelled')
    case 'day-order':
      return text('sheet:dayOrder', { said: found.said })
    case 'empty':
      return text('sheet:empty')
    case 'columns-missing':
      return text('sheet:columnsMissing', { columns: list(found.columns), found: list(found.found) })
    case 'columns-twice':
      return text('sheet:columnsTwice', { columns: list(found.columns) })
    case 'too-many-rows':
      return text('sheet:tooManyRows', { max: found.max })
    case 'too-many-columns':
      return text('sheet:tooManyColumns', { max: found.max })
    case 'cell-too-long': {
      const { row, column, max } = found
      return text('sheet:cellTooLong', { row, column, max })
    }
    default:
      return absurd(found)
  }
}

/** Columns of a wrong file can be anything: a few of them, and short. */
const list = (names: readonly string[]) =>
  names
    .slice(0, 15)
    .map(name => name.slice(0, 40))
    .join(', ')
