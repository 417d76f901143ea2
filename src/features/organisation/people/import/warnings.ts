/** What a file would do to many at once, said with numbers before anything is applied. */
import { text } from '../../../../chat/i18n/words.ts'
import type { Block } from '../../../../chat/model.ts'
import { line } from '../../../../chat/ui/blocks.ts'
import { isMass } from './harms.ts'
import { fieldsText, type Names } from './lines.ts'
import type { Plan } from './plan.ts'

/** Names, or units, in one warning; the numbers are of all. */
const NAMED = 3

export function warnings({ harms, gone, own }: Plan, names: Names): Block[] {
  const { superless, merging, vague, office, orphaned } = harms
  const blocks: Block[] = []
  if (superless.length > 0) {
    const some = superless.slice(0, NAMED).map(id => String(names.person(id)))
    blocks.push(
      line(text('people:import.harm.superless', { count: superless.length, names: some.join('; ') })),
    )
  }
  for (const { from, into, people } of merging.slice(0, NAMED))
    blocks.push(
      line(text('people:import.harm.merging', { from, into: names.unit(into), count: people.length })),
    )
  for (const { name, people } of vague.slice(0, NAMED))
    blocks.push(line(text('people:import.harm.vague', { unit: name, count: people.length })))
  const hidden = Math.max(0, merging.length - NAMED) + Math.max(0, vague.length - NAMED)
  if (hidden > 0) blocks.push(line(text('people:import.harm.more', { count: hidden })))
  if (orphaned > 0 || isMass(gone.length, office))
    blocks.push(line(text('people:import.harm.gone', { count: gone.length, office, orphaned })))
  if (own.length > 0) blocks.push(line(text('people:import.harm.own', { fields: fieldsText(own) })))
  return blocks
}
