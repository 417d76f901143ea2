/** One's own attendance, quarter by quarter, with the sum it makes: for nobody else. */

import { z } from 'zod'
import { type Contributions, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Button, type Card, Refusal } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import {
  nextQuarter,
  previousQuarter,
  type Quarter,
  quarterOf,
  readQuarter,
} from '../../../domain/calendar/quarter.ts'
import { quarterText } from '../cycle/api.ts'
import { attendanceBlocks } from './cards.ts'
import type { AttendanceApi } from './service.ts'

export function ownScreens({ api, office }: { api: Pick<AttendanceApi, 'attendanceOf'>; office: Office }) {
  const mine = defineAction({
    verb: 'attendance.mine',
    can: 'attendance.mine',
    args: z.tuple([z.string()]),
    run: async ({ actor, now }, code = '') => {
      const current = quarterOf(office.today(now))
      const quarter = code === '' ? current : readQuarter(code)
      if (!quarter) throw new Refusal(text('chat:refused.button'))
      return { kind: 'card', over: true, card: await card(actor.personId, quarter, current) }
    },
  })

  async function card(personId: string, quarter: Quarter, current: Quarter): Promise<Card> {
    const found = await api.attendanceOf(personId, quarter)
    const go = (to: Quarter): Button => ({ label: quarterText(to), press: press(mine, to) })
    return {
      title: text('attendance:card.title', { quarter: quarterText(quarter) }),
      confidential: true,
      blocks: [
        ...(found ? attendanceBlocks(found, 'self') : [line(text('attendance:card.none'))]),
        ...buttons(go(previousQuarter(quarter)), ...(quarter < current ? [go(nextQuarter(quarter))] : [])),
      ],
    }
  }

  /** @param quarter null: the one that is on when it is pressed */
  const button = (quarter: Quarter | null): Button => ({
    label: text('attendance:card.open'),
    press: press(mine, quarter ?? ''),
  })
  return { actions: [mine], button } satisfies Partial<Contributions> & { button: typeof button }
}
