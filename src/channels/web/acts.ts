/** What a browser posted, as an act. */
import type { Act, DraftView, Field } from '../../chat/model.ts'
import { decodePress } from '../../chat/press.ts'
import type { Files } from '../../platform/files.ts'

/** Longest message, and largest file, a person can send here. */
export const MAX_TEXT = 4000
export const MAX_FILE_BYTES = 10_000_000
/** A file that nobody asked for is kept this long (days). */
const KEEP_DAYS = 30

export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

type Posted = Record<string, unknown>
const one = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value)
const line = (value: unknown): string => (typeof one(value) === 'string' ? String(one(value)) : '')

/** @returns null for a post that says nothing; @throws TooLarge */
export async function readAct(posted: Posted, draft: DraftView | null, files: Files): Promise<Act | null> {
  if (posted.code) return { kind: 'command', name: 'mulai', rest: line(posted.code) }
  if (posted.press) return { kind: 'press', press: decodePress(line(posted.press)) }
  if (posted.draft && posted.cancel)
    return { kind: 'press', press: { verb: 'form.cancel', args: [line(posted.draft)] } }
  if (posted.draft)
    return { kind: 'submit', draftId: line(posted.draft), answers: await readAnswers(posted, draft, files) }
  const file = one(posted.file)
  if (file instanceof File && file.size > 0) return { kind: 'attach', file: await keep(file, files) }
  const said = line(posted.say).trim()
  if (said.length > MAX_TEXT) throw new TooLarge()
  return said === '' ? null : readLine(said)
}

/** A line that begins with a slash is a command. */
export function readLine(said: string): Act {
  const command = /^\/(\w+)(?:\s+([\s\S]*))?$/.exec(said)
  return command
    ? { kind: 'command', name: command[1]?.toLowerCase() ?? '', rest: command[2] ?? '' }
    : { kind: 'say', text: said }
}

async function readAnswers(posted: Posted, draft: DraftView | null, files: Files) {
  const answers: Record<string, unknown> = {}
  for (const field of draft?.fields ?? [])
    answers[field.id] = await readAnswer(field, posted[`a.${field.id}`], files)
  return answers
}

async function readAnswer(field: Field, raw: unknown, files: Files): Promise<unknown> {
  if (field.kind === 'choices' || field.kind === 'person')
    return raw === undefined ? [] : [raw].flat().map(String)
  if (field.kind !== 'file') return line(raw)
  const file = one(raw)
  return file instanceof File && file.size > 0 ? { ...(await keep(file, files)), size: file.size } : undefined
}

async function keep(file: File, files: Files) {
  if (file.size > MAX_FILE_BYTES) throw new TooLarge()
  const bytes = new Uint8Array(await file.arrayBuffer())
  return files.put({ name: file.name, mime: file.type || 'application/octet-stream', bytes }, KEEP_DAYS)
}
