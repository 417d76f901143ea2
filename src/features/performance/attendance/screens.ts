/** The officer's menu of attendance: files that were applied, the rule, and the names of the columns. */
import { z } from 'zod'
import { type Action, type Contributions, type OfficerMenuEntry, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card, Reply, RequestContext, Text } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { officerMenuCard } from './cards.ts'
import { importScreens } from './import-screens.ts'
import type { Imports } from './import-service.ts'
import type { Batch } from './repository.ts'
import { RULE_FORM, type ruleForm } from './rule-form.ts'

export interface AttendanceScreensDeps {
  imports: Imports
  office: Pick<Office, 'today'>
  people: Pick<PeopleService, 'people'>
  rule: ReturnType<typeof ruleForm>
  /** What the office's machine calls its columns, and how to forget it. */
  names: { own(): Promise<string[]>; forget(context: RequestContext): Promise<void> }
}
const CAN = 'attendance.import' as const

export function attendanceScreens(deps: AttendanceScreensDeps): Contributions {
  const files = importScreens(deps.imports, deps.office.today)
  const menu = officerMenuActions(deps)
  const entry: OfficerMenuEntry = { label: text('attendance:desk.title'), can: CAN, press: press(menu.open) }
  return {
    officerMenu: [entry],
    actions: [...files.actions, menu.rule, menu.forget, menu.open],
    forms: [...files.forms, deps.rule.form],
    receivers: files.receivers,
  }
}

function officerMenuActions(deps: AttendanceScreensDeps) {
  const rule = defineAction({
    verb: RULE_FORM,
    can: 'attendance.rule',
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: RULE_FORM, args: [], answers: await deps.rule.answers() }),
  })
  const forget: Action<[]> = defineAction({
    verb: 'attendance.forget',
    can: CAN,
    args: z.tuple([]),
    run: async (context): Promise<Reply> => {
      await deps.names.forget(context)
      return { kind: 'card', over: true, card: await menuCard(deps, { rule, forget }) }
    },
  })
  const open = defineAction({
    verb: 'attendance.desk',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'card', card: await menuCard(deps, { rule, forget }) }),
  })
  return { rule, forget, open }
}

async function menuCard(
  { imports, people, names }: AttendanceScreensDeps,
  actions: { rule: Action<[]>; forget: Action<[]> },
): Promise<Card> {
  const batches = await imports.batches()
  const known = await people.people(batches.flatMap(({ byId }) => (byId === null ? [] : [byId])))
  const nameOf = new Map(known.map(({ id, name }) => [id, name]))
  const rows = batches.map(batch => ({
    when: batchRow(batch, batch.byId === null ? null : (nameOf.get(batch.byId) ?? null)),
  }))
  return officerMenuCard(rows, { own: await names.own(), actions })
}

const batchRow = (
  { fromDay, untilDay, days, replaced, createdAt }: Batch,
  by: string | null,
): [Text, Text] => [
  text('attendance:import.span', { from: fromDay, until: untilDay }),
  text('attendance:desk.batch', {
    days,
    replaced,
    at: createdAt,
    by: by === null ? text('attendance:desk.shell') : text('attendance:desk.name', { name: by }),
  }),
]
