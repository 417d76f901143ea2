import { z } from 'zod'
import { type Notification, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm, defineNotification } from '../../../chat/define.ts'
import { dayAnswer } from '../../../chat/forms/schemas.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import {
  type Block,
  type Button,
  type Card,
  InvalidAnswers,
  type Label,
  type Text,
} from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { weakest } from '../../../domain/criteria.ts'
import { dayText } from '../cycle/api.ts'
import type { CheckinDeps } from './deps.ts'
import type { NextStep } from './repository.ts'
import { type Answer, postponeProblem } from './rules.ts'
import { ASK, type CheckinService, DIGEST } from './service.ts'

const USE = 'checkin.use'
const ANSWER = {
  done: 'checkin:answer.done',
  later: 'checkin:answer.later',
  help: 'checkin:answer.help',
} as const satisfies Record<Answer, Key>

const assignment = z.tuple([z.string()])

interface ScreensDeps extends Pick<CheckinDeps, 'access' | 'people' | 'office' | 'training'> {
  service: CheckinService
}

/** One's own next step: done, put off, or help wanted. */
export function checkinScreens({ service, training, office }: ScreensDeps) {
  const done = defineAction({
    verb: 'checkin.done',
    can: USE,
    args: assignment,
    run: async (context, id) => {
      await service.answer(context, id, { answer: 'done' })
      return { kind: 'card', over: true, card: plain(text('checkin:done.title'), text('checkin:done.body')) }
    },
  })
  const help = defineAction({
    verb: 'checkin.help',
    can: USE,
    args: assignment,
    run: async (context, id) => {
      const appraisal = await service.answer(context, id, { answer: 'help' })
      const offers = appraisal
        ? await training.suggestions(weakest(appraisal), context.actor.personId, context.now)
        : []
      const card = plain(text('checkin:help.title'), text('checkin:help.body'), offers)
      return { kind: 'card', over: true, card }
    },
  })
  const later = defineAction({
    verb: 'checkin.later',
    can: USE,
    args: assignment,
    run: async (context, id) => {
      await service.mayPostpone(context, id)
      return { kind: 'form', form: 'checkin.later', args: [id] }
    },
  })
  const laterForm = defineForm({
    id: 'checkin.later',
    title: text('checkin:later.title'),
    can: USE,
    confidential: true,
    args: assignment,
    answers: z.object({ day: dayAnswer }),
    fields: async () => [
      { kind: 'date', id: 'day', label: text('checkin:later.day'), hint: text('checkin:later.hint') },
    ],
    submit: async (context, [id], { day }) => {
      const problem = postponeProblem(day, office.today(context.now))
      if (problem) throw new InvalidAnswers({ field: 'day', why: text(`checkin:problem.${problem}`) })
      await service.answer(context, id, { answer: 'later', day })
      const card = plain(text('checkin:later.done'), text('checkin:later.body', { day }))
      return { kind: 'card', over: true, card }
    },
  })
  return { done, help, later, laterForm }
}

type Steps = Pick<ReturnType<typeof checkinScreens>, 'done' | 'help' | 'later'>

/** The question on its day, and what became of it. */
export function checkinNotifications(deps: ScreensDeps, steps: Steps): Notification[] {
  return [
    defineNotification({
      name: ASK,
      args: z.tuple([z.string(), z.string()]),
      card: (_rendering, id, dueOn) => askCard(deps, steps, { id, dueOn }),
    }),
    defineNotification({
      name: DIGEST,
      args: z.tuple([z.string()]),
      card: async ({ reader }, day) =>
        reader.kind === 'person' ? digestCard(deps, reader.personId, day) : null,
    }),
  ]
}

/** @param dueOn the day it was asked for; a message of an earlier day only says what was answered */
async function askCard(
  { service, access, people }: ScreensDeps,
  { done, later, help }: Steps,
  { id, dueOn }: { id: string; dueOn: string },
): Promise<Card | null> {
  const step = await service.step(id)
  const appraisal = step && (await access.appraisal(step.appraisalId))
  if (!step || !appraisal) return null
  const { name, left } = await people.person(step.personId)
  if (left) return null
  const list: Button[] = [
    { label: text('checkin:button.done'), tone: 'primary', press: press(done, id) },
    ...(step.postponed ? [] : [{ label: text('checkin:button.later'), press: press(later, id) }]),
    { label: text('checkin:button.help'), press: press(help, id) },
  ]
  const open = step.state === 'asked' && step.dueOn === dueOn
  const answered = step.answer ? [line(text('checkin:ask.answered', { answer: answerText(step) }))] : []
  return {
    title: text('checkin:ask.title'),
    pointer: text('checkin:pointer.ask'),
    confidential: true,
    blocks: [
      line(text('checkin:ask.body', { name })),
      { kind: 'quote', said: appraisal.nextStep },
      ...(open ? buttons(...list) : answered),
    ],
  }
}

async function digestCard(deps: ScreensDeps, reader: string, day: string): Promise<Card | null> {
  const steps = await deps.service.toldTo(reader, day)
  if (steps.length === 0) return null
  const found = await deps.people.people(steps.map(({ personId }) => personId))
  const names = new Map(found.map(({ id, name }) => [id, name]))
  const rows = steps.map((step): [Label, Label] => [names.get(step.personId) ?? '', answerText(step)])
  return {
    title: text('checkin:digest.title'),
    pointer: text('checkin:pointer.digest'),
    confidential: true,
    blocks: [
      line(text('checkin:digest.body')),
      { kind: 'facts', rows },
      ...(await helpBlocks(deps, steps, names)),
    ],
  }
}

/** With what help is wanted: nobody can help with a name alone. */
async function helpBlocks(
  { access }: ScreensDeps,
  steps: readonly NextStep[],
  names: ReadonlyMap<string, string>,
): Promise<Block[]> {
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

const plain = (title: Text, body: Text, below: Block[] = []): Card => ({
  title,
  confidential: true,
  pointer: text('checkin:pointer.ask'),
  blocks: [line(body), ...below],
})
const answerText = ({ answer, dueOn }: NextStep): Text =>
  text(ANSWER[answer ?? 'done'], { day: dayText(dueOn) })
