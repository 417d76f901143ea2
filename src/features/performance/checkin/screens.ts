import { z } from 'zod'
import { type Contributions, type Form, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Block, Card, Label, RequestContext, Text } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { weakest } from '../../../domain/criteria.ts'
import { dayText } from '../cycle/api.ts'
import type { NextStep } from './repository.ts'
import { type Answer, postponeProblem } from './rules.ts'
import { ASK, type CheckinDeps, type CheckinWork, DIGEST } from './service.ts'

const USE = 'checkin.use'
const Day = z.object({ day: z.custom<OfficeDay>(value => typeof value === 'string') })
const ANSWER = {
  done: 'checkin:answer.done',
  later: 'checkin:answer.later',
  help: 'checkin:answer.help',
} as const satisfies Record<Answer, Key>

export function checkinScreens({
  service,
  access,
  people,
  training,
}: Pick<CheckinDeps, 'access' | 'people' | 'training'> & { service: CheckinWork }): Contributions {
  const done = defineAction({
    verb: 'checkin.done',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.answer(context, id, { answer: 'done' })
      return { kind: 'card', over: true, card: plain(text('checkin:done.title'), text('checkin:done.body')) }
    },
  })
  const help = defineAction({
    verb: 'checkin.help',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { appraisalId } = await service.mine(context, id)
      await service.answer(context, id, { answer: 'help' })
      const more = await trainings(appraisalId, context)
      return {
        kind: 'card',
        over: true,
        card: plain(text('checkin:help.title'), text('checkin:help.body'), more),
      }
    },
  })
  const later = defineAction({
    verb: 'checkin.later',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.mayPostpone(context, id)
      return { kind: 'form', form: 'checkin.later', args: [id] }
    },
  })
  const laterForm: Form = {
    id: 'checkin.later',
    title: text('checkin:later.title'),
    can: USE,
    confidential: true,
    fields: async () => [
      { kind: 'date', id: 'day', label: text('checkin:later.day'), hint: text('checkin:later.hint') },
    ],
    submit: async (context, [id = ''], answers) => {
      const { day } = Day.parse(answers)
      const problem = postponeProblem(day, service.today(context.now))
      if (problem) return { problems: [{ field: 'day', why: text(`checkin:problem.${problem}`) }] }
      await service.answer(context, id, { answer: 'later', day })
      const body = text('checkin:later.body', { day })
      return { kind: 'card', over: true, card: plain(text('checkin:later.done'), body) }
    },
  }

  async function trainings(appraisalId: string, { actor, now }: RequestContext): Promise<Block[]> {
    const appraisal = await access.appraisal(appraisalId)
    return appraisal ? training.suggestions(weakest(appraisal), actor.personId, now) : []
  }

  /** `dueOn`: the day it was asked for; a message of an earlier day only says what was answered. */
  async function asked(id: string, dueOn: string): Promise<Card | null> {
    const step = await service.step(id)
    const appraisal = step && (await access.appraisal(step.appraisalId))
    if (!step || !appraisal) return null
    const { name, left } = await people.person(step.personId)
    if (left) return null
    const open = step.state === 'asked' && step.dueOn === dueOn
    const list = [
      { label: text('checkin:button.done'), tone: 'primary' as const, press: press(done, id) },
      ...(step.postponed ? [] : [{ label: text('checkin:button.later'), press: press(later, id) }]),
      { label: text('checkin:button.help'), press: press(help, id) },
    ]
    const state: Block[] = open
      ? [{ kind: 'buttons', buttons: list }]
      : step.answer
        ? [line(text('checkin:ask.answered', { answer: answerText(step) }))]
        : []
    return {
      title: text('checkin:ask.title'),
      pointer: text('checkin:pointer.ask'),
      confidential: true,
      blocks: [
        line(text('checkin:ask.body', { name })),
        { kind: 'quote', said: appraisal.nextStep },
        ...state,
      ],
    }
  }

  async function digest(reader: string, day: string): Promise<Card | null> {
    const steps = await service.toldTo(reader, day)
    if (steps.length === 0) return null
    const names = new Map(
      (await people.people(steps.map(({ personId }) => personId))).map(one => [one.id, one.name]),
    )
    const rows = steps.map((step): [Label, Label] => [names.get(step.personId) ?? '', answerText(step)])
    return {
      title: text('checkin:digest.title'),
      pointer: text('checkin:pointer.digest'),
      confidential: true,
      blocks: [line(text('checkin:digest.body')), { kind: 'facts', rows }, ...(await wantHelp(steps, names))],
    }
  }

  /** With what: nobody can help with a name alone. */
  async function wantHelp(steps: readonly NextStep[], names: ReadonlyMap<string, string>): Promise<Block[]> {
    const wanted = steps.filter(({ answer }) => answer === 'help')
    const blocks = wanted.map(async ({ appraisalId, personId }): Promise<Block[]> => {
      const appraisal = await access.appraisal(appraisalId)
      const name = names.get(personId) ?? ''
      return appraisal
        ? [line(text('checkin:digest.help', { name })), { kind: 'quote', said: appraisal.nextStep }]
        : []
    })
    return (await Promise.all(blocks)).flat()
  }

  return {
    actions: [done, later, help],
    forms: [laterForm],
    notifications: [
      { name: ASK, card: (_reader, id = '', dueOn = '') => asked(id, dueOn) },
      {
        name: DIGEST,
        card: async (reader, day = '') => (reader.kind === 'person' ? digest(reader.personId, day) : null),
      },
    ],
  }
}

const plain = (title: Text, body: Text, more: Block[] = []): Card => ({
  title,
  confidential: true,
  pointer: text('checkin:pointer.ask'),
  blocks: [line(body), ...more],
})
const answerText = ({ answer, dueOn }: NextStep): Text =>
  text(ANSWER[answer ?? 'done'], { day: dayText(dueOn) })
