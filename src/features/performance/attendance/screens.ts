import { z } from 'zod'
import type { Contributions, OfficerMenuEntry, Receiver } from '../../../chat/contributions.ts'
import { press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card, Field, FileRef, Reply, RequestContext } from '../../../chat/model.ts'
import { pageArg } from '../../../chat/ui/paging.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { officerMenuCard } from './cards.ts'
import { appliedCard, type ImportActions, previewCard, unreadableCard } from './import-cards.ts'
import type { Mapping } from './import-rows.ts'
import { askedColumns, type Imports, type Previewed } from './import-service.ts'
import type { Batch } from './repository.ts'
import { RULE_FORM, type ruleForm } from './rule-form.ts'

export interface AttendanceScreensDeps {
  imports: Imports
  people: PeopleService
  rule: ReturnType<typeof ruleForm>
  /** What the office's machine calls its columns, and how to forget it. */
  names: { own(): Promise<string[]>; forget(context: RequestContext): Promise<void> }
}
const CAN = 'attendance.import' as const
const MAP_FORM = 'attendance.columns'
const column = z.string().optional()
const Mapped = z.object({ NIP: column, Tanggal: column, Masuk: column, Pulang: column, Keterangan: column })

export function attendanceScreens({ imports, people, rule, names }: AttendanceScreensDeps): Contributions {
  const card = (shown: Card, over = true): Reply => ({ kind: 'card', card: shown, ...(over && { over }) })

  const apply = defineAction({
    verb: 'attendance.apply',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async ({ actor, now }, id) => {
      const { batch, again } = await imports.apply(id, actor, now)
      return card(appliedCard(batch, again))
    },
  })
  const wrong = defineAction({
    verb: 'attendance.wrong',
    can: CAN,
    args: z.tuple([z.string(), pageArg]),
    run: async ({ actor, now }, id, page) =>
      card(previewCard(await imports.again(id, actor, now), actions, page)),
  })
  const actions: ImportActions = { apply, wrong }

  /** The preview; or first the question which column is which. */
  function answer(read: Previewed): Reply {
    if (read.kind === 'mapping') return { kind: 'form', form: MAP_FORM, args: [read.id] }
    return card(
      read.kind === 'preview' ? previewCard(read.preview, actions) : unreadableCard(read.problem),
      false,
    )
  }
  const receiver: Receiver = {
    can: CAN,
    recognises: file => imports.recognises(file),
    run: async ({ actor, now }: RequestContext, file: FileRef) =>
      answer(await imports.preview(file, actor, now)),
  }
  const columns = defineForm({
    id: MAP_FORM,
    title: text('attendance:columns.title'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: Mapped,
    fields: async ({ actor }, [id]) => columnFields(await imports.headersOf(id, actor)),
    submit: async ({ actor, now }, [id], answers) => {
      const mapping: Mapping = Object.fromEntries(
        Object.entries(answers).filter(([, said]) => said !== undefined),
      )
      const twice = Object.entries(mapping).find(([name, said]) =>
        Object.entries(mapping).some(([other, same]) => other !== name && same === said),
      )
      if (twice) return { problems: [{ field: twice[0], why: text('attendance:columns.twice') }] }
      return answer(await imports.map(id, mapping, actor, now))
    },
  })

  const openRule = defineAction({
    verb: RULE_FORM,
    can: 'attendance.rule',
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: RULE_FORM, args: [], answers: await rule.answers() }),
  })
  const forget = defineAction({
    verb: 'attendance.forget',
    can: CAN,
    args: z.tuple([]),
    run: async context => {
      await names.forget(context)
      return card(await officerMenu())
    },
  })
  const open = defineAction({
    verb: 'attendance.desk',
    can: CAN,
    args: z.tuple([]),
    run: async () => card(await officerMenu(), false),
  })

  async function officerMenu(): Promise<Card> {
    const batches = await imports.batches()
    const known = await people.people(batches.flatMap(({ byId }) => (byId === null ? [] : [byId])))
    const nameOf = new Map(known.map(({ id, name }) => [id, name]))
    return officerMenuCard(
      batches.map(batch => ({
        when: batchRow(batch, batch.byId === null ? null : (nameOf.get(batch.byId) ?? null)),
      })),
      { own: await names.own(), actions: { rule: openRule, forget } },
    )
  }
  const entry: OfficerMenuEntry = { label: text('attendance:desk.title'), can: CAN, press: press(open) }

  return {
    officerMenu: [entry],
    actions: [apply, wrong, openRule, forget, open],
    forms: [columns, rule.form],
    receivers: [receiver],
  }
}

const batchRow = (
  { fromDay, untilDay, days, replaced, createdAt }: Batch,
  by: string | null,
): [ReturnType<typeof text>, ReturnType<typeof text>] => [
  text('attendance:import.span', { from: fromDay, until: untilDay }),
  text('attendance:desk.batch', {
    days,
    replaced,
    at: createdAt,
    by: by === null ? text('attendance:desk.shell') : text('attendance:desk.name', { name: by }),
  }),
]

function columnFields(headers: readonly string[]): Field[] {
  const options = headers.map(name => ({ value: name, label: name }))
  return askedColumns.map(({ name, required }) => ({
    kind: 'choice',
    id: name,
    label: text('attendance:columns.which', { name }),
    options,
    ...(!required && { optional: true as const }),
  }))
}
