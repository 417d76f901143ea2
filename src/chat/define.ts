/** How features say what they bring: arguments and answers are checked by zod before the feature sees them. */
import { z } from 'zod'
import type { Ability } from '../domain/abilities.ts'
import type { Action, Form, Notification, Rendering, Submitted } from './contributions.ts'
import { text } from './i18n/words.ts'
import {
  type Answers,
  type Block,
  type Card,
  type Field,
  InvalidAnswers,
  Refusal,
  type Reply,
  type RequestContext,
  type Text,
} from './model.ts'

/** Arguments travel as strings, at most 64 bytes with the verb (Telegram); what they mean is said by the schema. */
type ArgsSchema = z.ZodType<readonly unknown[], readonly unknown[]>

/**
 * A button. `args`: a `z.tuple`, one element for each argument.
 * @throws Refusal (when pressed) if the arguments are not what the schema says: a button of an older Rekan, or forged
 */
export function defineAction<Schema extends ArgsSchema>(action: {
  verb: string
  can: Ability
  open?: true
  args: Schema
  run(context: RequestContext, ...args: z.output<Schema>): Promise<Reply>
}): Action<z.output<Schema>> {
  return Object.freeze({
    ...action,
    invoke: (context: RequestContext, raw: readonly string[]) =>
      action.run(context, ...parsed(action.args, raw)),
  })
}

/**
 * A form. `args`: a `z.tuple` of what it was opened with; `answers`: a `z.object` of what its fields bring.
 * `submit` may throw InvalidAnswers: the person is led back to the field.
 */
export function defineForm<Args extends ArgsSchema, Schema extends z.ZodType<object>>(form: {
  id: string
  title: Text
  can: Ability
  confidential?: true
  keepHours?: number
  args: Args
  answers: Schema
  fields(context: RequestContext, args: z.output<Args>): Promise<Field[]>
  lastLook?(context: RequestContext, args: z.output<Args>, answers: z.output<Schema>): Promise<Block[]>
  submit(context: RequestContext, args: z.output<Args>, answers: z.output<Schema>): Promise<Submitted>
}): Form {
  const { args, answers, fields, lastLook, submit, ...rest } = form
  return Object.freeze({
    ...rest,
    fields: (context: RequestContext, raw: readonly string[]) => fields(context, parsed(args, raw)),
    submit: async (context: RequestContext, raw: readonly string[], given: Answers) => {
      try {
        return await submit(context, parsed(args, raw), answered(answers, given))
      } catch (error) {
        if (error instanceof InvalidAnswers) return { problems: error.problems }
        throw error
      }
    },
    ...(lastLook && {
      lastLook: (context: RequestContext, raw: readonly string[], given: Answers) =>
        lastLook(context, parsed(args, raw), answered(answers, given)),
    }),
  })
}

/** A message that Rekan sends by itself. `args`: a `z.tuple` of the ids it is rendered from. */
export function defineNotification<Schema extends ArgsSchema>(notification: {
  name: string
  args: Schema
  /** `null`: no longer wanted. */
  card(rendering: Rendering, ...args: z.output<Schema>): Promise<Card | null>
  /** What the message says once things have changed after it was sent; `card` when not given. */
  changed?(rendering: Rendering, ...args: z.output<Schema>): Promise<Card | null>
}): Notification {
  const { name, args, card, changed = card } = notification
  return Object.freeze({
    name,
    render: (rendering: Rendering, raw: readonly string[]) => card(rendering, ...args.parse(raw)),
    renderChanged: (rendering: Rendering, raw: readonly string[]) => changed(rendering, ...args.parse(raw)),
  })
}

/** A button of an older Rekan may carry more than is asked for now. */
function parsed<Schema extends ArgsSchema>(schema: Schema, raw: readonly string[]): z.output<Schema> {
  const result = schema.safeParse(raw.slice(0, lengthOf(schema)))
  if (!result.success) throw new Refusal(text('chat:refused.button'))
  return result.data
}

const lengthOf = (schema: ArgsSchema) => (schema instanceof z.ZodTuple ? schema.def.items.length : undefined)

/** Each answer was checked by its field already: what does not fit now was asked by an older Rekan. */
function answered<Schema extends z.ZodType>(schema: Schema, given: Answers): z.output<Schema> {
  const result = schema.safeParse(given)
  if (!result.success) throw new Refusal(text('chat:refused.stale'))
  return result.data
}
