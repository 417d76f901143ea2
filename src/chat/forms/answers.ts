import { z } from 'zod'
import { parseDay, parseNumber } from '../../domain/dates.ts'
import { lengthOf } from '../../domain/text/graphemes.ts'
import { text } from '../i18n/words.ts'
import type { Answers, Field, FileRef, Problem, RequestContext, Text } from '../model.ts'
import type { Directory } from './directory.ts'
import { kindsText } from './file-kinds.ts'
import { fileAnswer } from './schemas.ts'

/** Longest answer when a field does not say: Slack's limit for one text input. */
const DEFAULT_MAX = 3000

export type Checked = { ok: true; value: unknown } | { ok: false; why: Text }
const good = (value: unknown): Checked => ({ ok: true, value })
const bad = (why: Text): Checked => ({ ok: false, why })

const File = fileAnswer.extend({ size: z.number().optional() })

/** Checks one raw answer, as typed or as a platform's form gave it. Person ids are checked by `checkAll`. */
export function checkAnswer(field: Field, raw: unknown): Checked {
  if (isEmpty(raw)) return field.optional ? good(undefined) : bad(text('form:problem.required'))
  switch (field.kind) {
    case 'line':
    case 'paragraph':
      return checkText(field, String(raw).trim())
    case 'number':
      return checkNumber(field, raw)
    case 'date': {
      const day = parseDay(String(raw))
      return day ? good(day) : bad(text('form:problem.date'))
    }
    case 'choice':
      return field.options.some(option => option.value === raw) ? good(raw) : bad(text('form:problem.option'))
    case 'choices':
      return checkChoices(field, raw)
    case 'person':
      return checkPeople(field, raw)
    case 'file':
      return checkFile(field, raw)
    default:
      return absurd(field)
  }
}

/** Checks a whole form. Only good answers come back, beside the problems of the others. */
export async function checkAll(
  fields: readonly Field[],
  raw: Answers,
  { context, directory }: { context: RequestContext; directory: Directory },
): Promise<{ answers: Answers; names: Record<string, string>; problems: Problem[] }> {
  const answers: Answers = {}
  const problems: Problem[] = []
  let names: Record<string, string> = {}
  for (const field of fields) {
    const checked = checkAnswer(field, raw[field.id])
    if (!checked.ok) problems.push({ field: field.id, why: checked.why })
    else if (field.kind === 'person' && checked.value) {
      const ids = checked.value as string[]
      const known = await directory.names(context, ids, field.among)
      if (ids.every(id => id in known)) answers[field.id] = ids
      else problems.push({ field: field.id, why: text('form:problem.nobody') })
      names = { ...names, ...known }
    } else if (checked.value !== undefined) answers[field.id] = checked.value
  }
  return { answers, names, problems }
}

const isEmpty = (raw: unknown) =>
  raw === undefined ||
  raw === null ||
  (typeof raw === 'string' && raw.trim() === '') ||
  (Array.isArray(raw) && raw.length === 0)

function checkText(field: Extract<Field, { kind: 'line' | 'paragraph' }>, said: string): Checked {
  const { min = 1, max = DEFAULT_MAX } = field
  if (field.kind === 'line' && /[\r\n]/.test(said)) return bad(text('form:problem.line'))
  const length = lengthOf(said)
  if (length < min) return bad(text('form:problem.short', { min, length }))
  if (length > max) return bad(text('form:problem.long', { max, length }))
  return good(said)
}

function checkNumber({ min, max }: Extract<Field, { kind: 'number' }>, raw: unknown): Checked {
  const value = typeof raw === 'number' ? raw : parseNumber(String(raw))
  if (value === null || !Number.isFinite(value) || value < min || value > max)
    return bad(text('form:problem.number', { min, max }))
  return good(value)
}

function checkChoices(field: Extract<Field, { kind: 'choices' }>, raw: unknown): Checked {
  const values = new Set(field.options.map(option => option.value))
  const chosen = Array.isArray(raw) ? [...new Set(raw)] : [raw]
  return chosen.every(value => values.has(value)) ? good(chosen) : bad(text('form:problem.option'))
}

function checkPeople(field: Extract<Field, { kind: 'person' }>, raw: unknown): Checked {
  const ids = Array.isArray(raw) ? [...new Set(raw)] : [raw]
  if (!ids.every(id => typeof id === 'string')) return bad(text('form:problem.nobody'))
  const { max = 1 } = field
  return ids.length > max ? bad(text('form:problem.many', { max })) : good(ids)
}

function checkFile({ mimes, maxBytes }: Extract<Field, { kind: 'file' }>, raw: unknown): Checked {
  const parsed = File.safeParse(raw)
  if (!parsed.success) return bad(text('form:problem.expectFile'))
  const { id, name, mime, size = 0 } = parsed.data
  if (mimes.includes(mime) && size <= maxBytes) return good({ id, name, mime } satisfies FileRef)
  const megabytes = Math.floor(maxBytes / 1_000_000)
  return bad(
    text('form:problem.file', {
      name,
      kinds: kindsText(mimes),
      megabytes,
    }),
  )
}

/** A kind that nobody handles is a bug the compiler should have found. */
export function absurd(kind: never): never {
  throw new Error(`unhandled: ${JSON.stringify(kind)}`)
}
