/** A file of targets that an officer sends: what stands in it, and the button that takes it. */

import { z } from 'zod'
import { press, type Receiver } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import { type Card, Refusal, type Text } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { secret } from './cards.ts'
import type { ImportPlan, TargetImport, Why, Wrong } from './import.ts'
import { MAX_TARGETS } from './rules.ts'
import { over } from './views.ts'

const CAN = 'target.import' as const
const SHOWN = 10

export function importScreens({ recognises, plan, apply }: TargetImport) {
  const take = defineAction({
    verb: 'target.import',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, fileId) => over(doneCard(await apply(context, fileId))),
  })

  function preview(fileId: string, { groups, wrong }: ImportPlan): Card {
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
      line(text(good ? 'targets:import.sure' : 'targets:import.mend')),
      ...buttons(...(good ? [sure] : [])),
    )
  }

  const receiver: Receiver = {
    can: CAN,
    recognises,
    run: async (context, file) => {
      const found = await plan(file.id, context.now)
      if (!found) throw new Refusal(text('chat:unknown.file', { name: file.name }))
      return { kind: 'card', card: preview(file.id, found) }
    },
  }
  return { receiver, actions: [take] }
}

const doneCard = (targets: number): Card =>
  secret(text('targets:import.done', { targets }), line(text('targets:import.doneBody')))

const WHY_KEYS = {
  row: 'targets:import.row',
  nobody: 'targets:import.nobody',
  weight: 'targets:import.weight',
  exists: 'targets:import.exists',
  closed: 'targets:import.closed',
  many: 'targets:import.many',
} as const satisfies Record<Why, Key>
const wrongText = ({ row, why, column = '' }: Wrong): Text =>
  text(WHY_KEYS[why], { row, column, max: MAX_TARGETS })
