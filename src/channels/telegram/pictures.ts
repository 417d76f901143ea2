/** Pictures on their way to Telegram: each goes once. What is there already is called by its name there (file_id). */
import { InputFile } from 'grammy'
import type { FileRef } from '../../chat/model.ts'
import type { Files } from '../../platform/files.ts'
import { isUnknownFile } from './errors.ts'

/** So many names are remembered: the board of a day goes to hundreds, a report card to one. */
const REMEMBERED = 1000

/** What Telegram answers: the message with the picture in several sizes, or only that it was changed. */
type Told = { photo?: { file_id: string }[] } | true

export type Pictures = ReturnType<typeof createPictures>

export function createPictures(files: Files) {
  const names = new Map<string, string>()

  /** @returns what Telegram answered; null: the picture is kept no longer */
  async function put<T extends Told>(
    { id, name }: FileRef,
    call: (photo: string | InputFile) => Promise<T>,
  ): Promise<T | null> {
    const known = names.get(id)
    const told = known === undefined ? null : await call(known).catch(unlessUnknown)
    if (told !== null) return told
    const stored = await files.open(id)
    return stored && remember(id, await call(new InputFile(stored.bytes, name)))
  }

  function remember<T extends Told>(id: string, told: T): T {
    const sizes = told === true ? undefined : told.photo
    const known = sizes?.at(-1)?.file_id
    if (known !== undefined) names.set(id, known)
    const [oldest] = names.keys()
    if (oldest !== undefined && names.size > REMEMBERED) names.delete(oldest)
    return told
  }

  return { put }
}

function unlessUnknown(error: unknown): null {
  if (isUnknownFile(error)) return null
  throw error
}
