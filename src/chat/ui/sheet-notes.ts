/** What a preview says about the file it was made of, and about rows that are wrong whatever they are about. */
import type { LeftOutKind, RowFault, SheetNotes } from '../../domain/sheet-notes.ts'
import { type Key, text } from '../i18n/words.ts'
import type { Block, Text } from '../model.ts'
import { line } from './blocks.ts'

/** Names of columns that a message bears. */
const SHOWN = 15
const LENGTH = 40

const FAULT_KEYS = {
  'more-cells': 'sheet:fault.moreCells',
  'fewer-cells': 'sheet:fault.fewerCells',
} as const satisfies Record<Exclude<RowFault['fault'], 'error-cell'>, Key>

/** Why a row is wrong before its feature looks at it. */
export const faultText = (found: RowFault): Text =>
  found.fault === 'error-cell'
    ? text('sheet:fault.errorCell', { column: found.column, said: found.said })
    : text(FAULT_KEYS[found.fault])

const KIND_KEYS = {
  heading: 'sheet:notes.kind.heading',
  numbers: 'sheet:notes.kind.numbers',
  section: 'sheet:notes.kind.section',
  total: 'sheet:notes.kind.total',
  signature: 'sheet:notes.kind.signature',
} as const satisfies Record<LeftOutKind, Key>

/** Which sheet and columns were read, which were not, and how many rows are none of the table's. */
export function sheetNotes({ used, unknown, leftOut, sheet, dayOrder }: SheetNotes): Block[] {
  const blocks: Block[] = []
  if (sheet) blocks.push(line(sheetText(sheet)))
  if (used.length > 0) blocks.push(line(text('sheet:notes.used', { columns: names(used.map(asUsed)) })))
  if (unknown.length > 0) blocks.push(line(text('sheet:notes.unused', { columns: names(unknown) })))
  const kinds = (Object.keys(KIND_KEYS) as LeftOutKind[]).flatMap(kind => {
    const count = leftOut.filter(one => one.kind === kind).length
    return count > 0 ? [text(KIND_KEYS[kind], { count })] : []
  })
  if (kinds.length > 0)
    blocks.push(line(text('sheet:notes.leftOut', { count: leftOut.length, kinds: joined(kinds) })))
  if (dayOrder === 'mdy') blocks.push(line(text('sheet:notes.monthFirst')))
  return blocks
}

const sheetText = ({ name, others }: NonNullable<SheetNotes['sheet']>): Text =>
  others.length > 0
    ? text('sheet:notes.sheets', { name: short(name), others: names(others) })
    : text('sheet:notes.sheet', { name: short(name) })

const asUsed = ({ column, heading }: SheetNotes['used'][number]): string =>
  heading.toLowerCase() === column.toLowerCase() ? column : `${column} = ${heading}`

const short = (name: string) => (name.length > LENGTH ? `${name.slice(0, LENGTH).toWellFormed()}…` : name)
const names = (all: readonly string[]): Text | string => {
  const shown = all.slice(0, SHOWN).map(short).join(', ')
  const count = all.length - SHOWN
  return count > 0 ? text('sheet:notes.andMore', { shown, count }) : shown
}

const joined = ([first, ...rest]: readonly Text[]): Text | string =>
  first === undefined
    ? ''
    : rest.length === 0
      ? first
      : text('sheet:notes.both', { first, rest: joined(rest) })
