/** What a browser posted, as acts. */
import type { Act, DraftView } from '../../chat/channel.ts'
import type { Field, FileRef } from '../../chat/model.ts'
import { decodePress } from '../../chat/ui/press.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

/** Longest message, and largest file, a person can send here. */
export const MAX_TEXT = 4000
export const MAX_FILE_BYTES = 10_000_000
/** Far more than any field takes: longer ones are not even looked at. */
const MAX_ANSWER = 20_000

/** More than this page takes. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
  readonly what: 'text' | 'file'
  constructor(what: 'text' | 'file') {
    super(`too large: ${what}`)
    this.what = what
  }
}

export type Posted = Record<string, unknown>
export interface Reading {
  /** The form the post answers, as it stands in the conversation. */
  draft: DraftView | null
  keep(file: File): Promise<FileRef>
  /** The one person meant by a name that was typed and not chosen from the list. */
  find(fieldId: string, typed: string): Promise<string | null>
}

const last = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value)
/** Browsers send line ends as CR LF, which would count twice against a field's limit. */
export const line = (value: unknown): string => {
  const one = last(value)
  return typeof one === 'string' ? cleanText(one).replaceAll('\r\n', '\n') : ''
}
const fileIn = (value: unknown): File | null => {
  const one = last(value)
  if (!(one instanceof File) || one.size === 0) return null
  if (one.size > MAX_FILE_BYTES) throw new TooLarge('file')
  return one
}

/** @returns none for a post that says nothing, two for a file with words; @throws TooLarge */
export async function readActs(posted: Posted, reading: Reading): Promise<Act[]> {
  const code = line(posted.code).trim()
  if (code !== '') return [{ kind: 'command', name: 'mulai', rest: code.slice(0, MAX_TEXT) }]
  const pressed = line(posted.press)
  if (pressed !== '') return [{ kind: 'press', press: decodePress(pressed) }]
  const draftId = line(posted.draft)
  if (draftId !== '' && posted.cancel)
    return [{ kind: 'press', press: { verb: 'form.cancel', args: [draftId] } }]
  if (draftId !== '') return [{ kind: 'submit', draftId, answers: await readAnswers(posted, reading) }]
  return readMessage(posted, reading)
}

async function readMessage(posted: Posted, { keep }: Reading): Promise<Act[]> {
  const said = line(posted.say).trim()
  if (said.length > MAX_TEXT) throw new TooLarge('text')
  const file = fileIn(posted.file)
  const acts: Act[] = file ? [{ kind: 'attach', file: await keep(file) }] : []
  return said === '' ? acts : [...acts, readLine(said)]
}

/** A line that begins with a slash is a command. */
export function readLine(said: string): Act {
  const command = /^\/(\w+)(?:\s+([\s\S]*))?$/.exec(said)
  return command
    ? { kind: 'command', name: command[1]?.toLowerCase() ?? '', rest: command[2] ?? '' }
    : { kind: 'say', text: said }
}

async function readAnswers(posted: Posted, reading: Reading): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  for (const field of reading.draft?.fields ?? [])
    answers[field.id] = await readAnswer(field, posted, reading)
  return answers
}

async function readAnswer(field: Field, posted: Posted, reading: Reading): Promise<unknown> {
  const raw = posted[`a.${field.id}`]
  switch (field.kind) {
    case 'choices':
      return many(raw)
    case 'person':
      return readPeople(field, posted, reading)
    case 'file': {
      const file = fileIn(raw)
      // A browser cannot be handed a file back: one that was good stays chosen until another takes its place.
      if (!file) return posted[`drop.${field.id}`] ? undefined : reading.draft?.answers[field.id]
      return { ...(await reading.keep(file)), size: file.size }
    }
    default: {
      const answer = line(raw)
      if (answer.length > MAX_ANSWER) throw new TooLarge('text')
      return answer
    }
  }
}

const many = (raw: unknown): string[] =>
  (Array.isArray(raw) ? raw : [raw]).filter(one => typeof one === 'string' && one !== '')

/** Those chosen; and whoever is meant by a name left in the search box, as without the page's script. */
async function readPeople(
  { id, max = 1 }: Extract<Field, { kind: 'person' }>,
  posted: Posted,
  { find }: Reading,
): Promise<string[]> {
  const chosen = many(posted[`a.${id}`])
  const typed = line(posted[`q.${id}`]).trim().slice(0, 200)
  const meant = typed !== '' && chosen.length < max ? await find(id, typed) : null
  return meant ? [...new Set([...chosen, meant])] : chosen
}
