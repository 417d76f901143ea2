/** A table that is of none of the kinds Rekan takes: what was seen, what is taken, and how to go on. */
import type { SheetProblem } from '../../domain/sheet-problem.ts'
import type { Receiver } from '../contributions.ts'
import { text } from '../i18n/words.ts'
import type { Block, Card, FileRef } from '../model.ts'
import { line } from './blocks.ts'
import { sheetProblem } from './sheet-problems.ts'

/** Why a file cannot be read, or the names above its columns. */
export type LookedAt = { problem: SheetProblem } | { found: readonly string[] }

/** Names that a message bears. */
const SHOWN = 12

/** @param receivers those that whoever sent it may use */
export function unknownFileCard({ name }: FileRef, seen: LookedAt, receivers: readonly Receiver[]): Card {
  const blocks: Block[] = []
  if ('problem' in seen) blocks.push(line(sheetProblem(seen.problem)))
  else {
    const found = seen.found
      .slice(0, SHOWN)
      .map(one => one.slice(0, 40))
      .join(', ')
    blocks.push(line(found === '' ? text('sheet:unknown.noNames') : text('sheet:unknown.found', { found })))
  }
  const kinds = receivers.map(({ takes }): [typeof takes.what, string] => [
    takes.what,
    takes.columns.join(', '),
  ])
  blocks.push(
    line(text('sheet:unknown.takes')),
    { kind: 'facts', rows: kinds },
    line(text('sheet:unknown.how')),
  )
  return {
    title: text('sheet:unknown.title', {
      name: name.length > 30 ? `${name.slice(0, 30).toWellFormed()}…` : name,
    }),
    blocks,
  }
}
