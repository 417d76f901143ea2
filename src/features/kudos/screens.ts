import { z } from 'zod'
import {
  type Action,
  type Answers,
  type Asking,
  type Command,
  type DeskEntry,
  type Feature,
  type Form,
  type Notice,
  press,
  type Reply,
  type Said,
} from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import type { PeopleWork } from '../people/index.ts'
import {
  goneCard,
  hiddenCard,
  postedCard,
  receiptCard,
  receivedCard,
  reportedCard,
  type Seen,
  valueText,
  withdrawnCard,
} from './cards.ts'
import { readLine } from './one-line.ts'
import { BERAKHLAK, MAX_LENGTH, MAX_RECEIVERS, MIN_LENGTH } from './rules.ts'
import type { Kudos } from './store.ts'
import type { KudosWork } from './work.ts'

export interface KudosScreensDeps {
  work: KudosWork
  people: PeopleWork
}

const FORM = 'kudos.give'
const Give = z.object({ receivers: z.array(z.string()), value: z.enum(BERAKHLAK), message: z.string() })
const Reason = z.object({ reason: z.string() })

export function kudosScreens({ work, people }: KudosScreensDeps): Feature {
  /** `named`: only these receivers are named (in a group, those who like to be). */
  async function seen(kudos: Kudos, named: readonly string[] = kudos.receivers): Promise<Seen> {
    const [giver, receivers] = [await people.person(kudos.giverId), await people.people(named)]
    return { kudos, giver: giver.name, receivers: receivers.map(({ name }) => name).join(', ') }
  }

  async function given(asking: Asking, answers: z.infer<typeof Give>): Promise<Reply> {
    const kudos = await work.give(asking, answers)
    return { kind: 'card', over: true, card: receiptCard(await seen(kudos), withdraw) }
  }

  const pujian: Command = {
    name: 'pujian',
    about: text('kudos:about.pujian'),
    button: text('kudos:menu.pujian'),
    can: 'kudos.give',
    run: async (asking, said) => {
      const read = await readLine(said, words => people.search(words, 10))
      if (read.receivers.length > 0 && read.message && read.value) {
        const { receivers, value, message } = read
        return { ...(await given(asking, { receivers, value, message })), over: undefined } as Reply
      }
      return openForm(read, said)
    },
  }

  /** What the line already said is not asked again. */
  function openForm(read: Awaited<ReturnType<typeof readLine>>, said: Said): Reply {
    const answers: Answers = {}
    if (read.receivers.length > 0) answers.receivers = read.receivers
    if (read.value) answers.value = read.value
    if (read.message) answers.message = read.message
    const known = said.rest !== '' || said.mentioned.length > 0
    return { kind: 'form', form: FORM, args: [], ...(known && { answers }) }
  }

  const form: Form = {
    id: FORM,
    title: text('kudos:form.title'),
    can: 'kudos.give',
    fields: async () => [
      {
        kind: 'person',
        id: 'receivers',
        among: 'office',
        max: MAX_RECEIVERS,
        label: text('kudos:form.receivers'),
      },
      {
        kind: 'choice',
        id: 'value',
        label: text('kudos:form.value'),
        options: BERAKHLAK.map(value => ({ value, label: valueText(value) })),
      },
      {
        kind: 'paragraph',
        id: 'message',
        min: MIN_LENGTH,
        max: MAX_LENGTH,
        label: text('kudos:form.message'),
        hint: text('kudos:form.hint', { min: MIN_LENGTH, max: MAX_LENGTH }),
      },
    ],
    submit: async (asking, _args, answers) => given(asking, Give.parse(answers)),
  }

  const withdraw: Action<[string]> = {
    verb: 'kudos.withdraw',
    can: 'kudos.give',
    run: async (asking, id) => {
      await work.withdraw(asking, id)
      return { kind: 'card', over: true, card: withdrawnCard() }
    },
  }

  const moderation = moderationScreens({ work, people }, seen)
  const notices: Notice[] = [
    {
      name: 'kudos.received',
      card: async (_reader, id = '') => {
        const kudos = await work.kudos(id)
        return isGone(kudos) ? null : receivedCard(await seen(kudos), moderation.report)
      },
      changed: async (_reader, id = '') => goneCard(await work.kudos(id)),
    },
    {
      name: 'kudos.posted',
      card: async (_reader, id = '') => {
        const kudos = await work.kudos(id)
        const named = (await work.seen(kudos.receivers)).map(person => person.id)
        return isGone(kudos) || named.length === 0
          ? null
          : postedCard(await seen(kudos, named), moderation.report)
      },
      changed: async (_reader, id = '') => goneCard(await work.kudos(id)),
    },
    ...moderation.notices,
  ]
  return {
    name: 'kudos',
    commands: [pujian],
    forms: [form, ...moderation.forms],
    actions: [withdraw, ...moderation.actions],
    desk: [moderation.desk],
    notices,
  }
}

const isGone = ({ withdrawnAt, hiddenAt }: Kudos) => withdrawnAt !== null || hiddenAt !== null

/** Reporting a kudos, and what the officer does about it. */
function moderationScreens({ work, people }: KudosScreensDeps, seen: (kudos: Kudos) => Promise<Seen>) {
  const done = (key: 'kudos:report.done' | 'kudos:reported.hidden' | 'kudos:reported.kept'): Reply => ({
    kind: 'card',
    over: true,
    card: { title: text(key), blocks: [] },
  })
  const report: Action<[string]> = {
    verb: 'kudos.report',
    can: 'kudos.report',
    run: async (_asking, id) => ({ kind: 'form', form: 'kudos.report', args: [id] }),
  }
  const hide: Action<[string]> = {
    verb: 'kudos.hide',
    can: 'kudos.moderate',
    run: async (_asking, id) => ({ kind: 'form', form: 'kudos.hide', args: [id] }),
  }
  const keep: Action<[string]> = {
    verb: 'kudos.keep',
    can: 'kudos.moderate',
    run: async (asking, id) => {
      await work.keep(asking, id)
      return done('kudos:reported.kept')
    },
  }
  const reportForm: Form = {
    id: 'kudos.report',
    title: text('kudos:report.title'),
    can: 'kudos.report',
    fields: async () => [reasonField()],
    submit: async (asking, [id = ''], answers) => {
      await work.report(asking, id, Reason.parse(answers).reason)
      return done('kudos:report.done')
    },
  }
  const hideForm: Form = {
    id: 'kudos.hide',
    title: text('kudos:reported.hide'),
    can: 'kudos.moderate',
    fields: async () => [reasonField()],
    submit: async (asking, [id = ''], answers) => {
      await work.hide(asking, id, Reason.parse(answers).reason)
      return done('kudos:reported.hidden')
    },
  }
  const list: Action<[]> = {
    verb: 'kudos.reports',
    can: 'kudos.moderate',
    run: async () => {
      const open = await work.openReports()
      const first = open[0]
      const card = first && (await reported(first.id))
      return { kind: 'card', card: card ?? { title: text('kudos:reported.none'), blocks: [] } }
    },
  }
  const desk: DeskEntry = { label: text('kudos:reported.desk'), can: 'kudos.moderate', press: press(list) }

  async function reported(reportId: string) {
    const found = await work.reportById(reportId)
    if (!found || found.resolvedAt) return null
    const [kudos, reporter] = [await work.kudos(found.kudosId), await people.person(found.reporterId)]
    return reportedCard(await seen(kudos), { reason: found.reason, reporter: reporter.name }, { hide, keep })
  }
  const notices: Notice[] = [
    { name: 'kudos.reported', card: (_reader, id = '') => reported(id) },
    { name: 'kudos.hidden', card: async (_reader, id = '') => hiddenCard(await work.kudos(id)) },
  ]
  return { report, desk, notices, forms: [reportForm, hideForm], actions: [report, hide, keep, list] }
}

const reasonField = () => ({
  kind: 'paragraph' as const,
  id: 'reason',
  min: MIN_LENGTH,
  max: MAX_LENGTH,
  label: text('kudos:report.reason'),
})
