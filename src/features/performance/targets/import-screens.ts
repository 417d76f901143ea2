/** A file of targets that an officer sends: what stands in it, and the button that takes it. */

import { z } from 'zod'
import { press, type Receiver } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import { type Card, Refusal, type Text } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { columnsForm, requiredNames } from '../../../chat/ui/columns-form.ts'
import { faultText, sheetNotes } from '../../../chat/ui/sheet-notes.ts'
import { secret } from './cards.ts'
import type { ImportPlan, TargetImport, Why, Wrong } from './import.ts'
import { COLUMNS, type RowWhy } from './import-rows.ts'
import { MAX_TARGETS } from './rules.ts'
import { over } from './views.ts'

const CAN = 'target.import' as const
const SHOWN = 10

export function importScreens({ recognises, plan, apply, headings, keepNames }: TargetImport) {
  const columns = columnsForm({
    id: 'target.columns',
    can: CAN,
    title: text('targets:import.columns'),
    columns: COLUMNS,
    headings,
    keep: keepNames,
    again: (context, file) => receiver.run(context, file),
  })
  const take = defineAction({
    verb: 'target.import',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, fileId) => over(doneCard(await apply(context, fileId))),
  })

  function preview(fileId: string, { groups, wrong, notes }: ImportPlan): Card {
    const targets = groups.reduce((sum, { rows }) => sum + rows.length, 0)
    const good = wrong.length === 0
    const sure = {
      label: text('targets:import.apply'),
      tone: 'primary' as const,
      press: press(take, fileId),
    }
    return secret(
      text('targets:import.title'),
      line(text('targets:import.found', { targets, people: groups.length, wrong: wrong.length })),
      ...wrong.slice(0, SHOWN).map(one => line(wrongText(one))),
      ...sheetNotes(notes),
      line(text(good ? 'targets:import.sure' : 'targets:import.mend')),
      ...buttons(...(good ? [sure] : [])),
    )
  }

  const receiver: Receiver = {
    can: CAN,
    takes: {
      what: text('targets:import.takes'),
      columns: requiredNames(COLUMNS),
    },
    recognises,
    run: async (context, file) => {
      const found = await plan(file.id, context.now)
      if (!found) throw new Refusal(text('chat:unknown.file', { name: file.name }))
      const unreadable = text('targets:import.unreadable')
      if ('problem' in found)
        return { kind: 'card', card: columns.problemCard(unreadable, found.problem, file.id) }
      return { kind: 'card', card: preview(file.id, found) }
    },
  }
  return { receiver, actions: [take, columns.action], forms: [columns.form] }
}

const doneCard = (targets: number): Card =>
  secret(text('targets:import.done', { targets }), line(text('targets:import.doneBody')))

const WHY_KEYS = {
  nobody: 'targets:import.nobody',
  weight: 'targets:import.weight',
  exists: 'targets:import.exists',
  closed: 'targets:import.closed',
  many: 'targets:import.many',
} as const satisfies Record<Why, Key>
const CELL_KEYS = {
  nip: 'targets:import.why.nip',
  quarter: 'targets:import.why.quarter',
  result: 'targets:import.why.result',
  indicator: 'targets:import.why.indicator',
  aspect: 'targets:import.why.aspect',
  direction: 'targets:import.why.direction',
  value: 'targets:import.why.value',
  weight: 'targets:import.why.weight',
} as const satisfies Record<RowWhy, Key>

function wrongText(wrong: Wrong): Text {
  const { row } = wrong
  if (wrong.why === 'fault') return text('targets:import.fault', { row, why: faultText(wrong.fault) })
  if (wrong.why !== 'cell') return text(WHY_KEYS[wrong.why], { row, max: MAX_TARGETS })
  const { column, why } = wrong.cell
  return text('targets:import.row', { row, column, why: text(CELL_KEYS[why]) })
}
