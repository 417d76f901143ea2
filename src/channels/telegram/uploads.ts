/** Files on their way to Telegram. A picture goes once: what is there already is called by its name there (file_id). */
import { InputFile } from 'grammy'
import type { FileRef } from '../../chat/model.ts'
import { createBeside } from '../../platform/files/beside.ts'
import type { Files } from '../../platform/files/files.ts'
import { isUnknownFile } from './errors.ts'

/** So many names are remembered: the board of a day goes to hundreds, a report card to one. */
const REMEMBERED = 1000

/** What Telegram answers: the message with the picture in several sizes, or only that it was changed. */
type ResultMessage = { photo?: { file_id: string }[] } | true

export type Uploads = ReturnType<typeof createUploads>

export function createUploads(files: Files) {
  const beside = createBeside()
  const names = new Map<string, string>()

  /** @returns null: it is kept no longer */
  async function open({ id, name }: FileRef): Promise<InputFile | null> {
    const stored = await files.open(id)
    return stored && new InputFile(stored.bytes, name)
  }

  /** @returns what Telegram answered; null: the picture is kept no longer */
  async function picture<T extends ResultMessage>(
    file: FileRef,
    call: (photo: string | InputFile) => Promise<T>,
  ): Promise<T | null> {
    const known = names.get(file.id)
    const told = known === undefined ? null : await call(known).catch(unlessUnknown)
    if (told !== null) return told
    const upload = await open(file)
    return upload && remember(file.id, await call(upload))
  }

  function remember<T extends ResultMessage>(id: string, told: T): T {
    const sizes = told === true ? undefined : told.photo
    const known = sizes?.at(-1)?.file_id
    if (known !== undefined) names.set(id, known)
    const [oldest] = names.keys()
    if (oldest !== undefined && names.size > REMEMBERED) names.delete(oldest)
    return told
  }

  return { open, picture, beside }
}

function unlessUnknown(error: unknown): null {
  if (isUnknownFile(error)) return null
  throw error
}
