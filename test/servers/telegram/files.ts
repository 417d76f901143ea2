/** Files on Telegram's side: uploaded by people or by the bot, fetched with getFile. */

import { refusal, sin } from './errors.ts'
import { photoProblem, pictureSize } from './pictures.ts'
import type { Document, FileInfo, PhotoSize, Upload } from './shapes.ts'

const MB = 1024 * 1024

export interface StoredFile {
  id: string
  kind: 'photo' | 'document'
  name: string
  mime: string
  path: string
  bytes: Uint8Array
}
export type NewFile = Pick<StoredFile, 'kind' | 'name' | 'mime' | 'bytes'>

export function createFiles() {
  const files = new Map<string, StoredFile>()

  function keep(file: NewFile): StoredFile {
    const serial = files.size + 1
    const ending = /\.\w+$/.exec(file.name)?.[0] ?? (file.kind === 'photo' ? '.jpg' : '')
    const id = `${file.kind === 'photo' ? 'AgACAgUAAxkB' : 'BQACAgUAAxkB'}${String(serial).padStart(20, 'A')}`
    const stored = { ...file, id, path: `${file.kind}s/file_${serial}${ending}` }
    files.set(id, stored)
    return stored
  }

  /** What the bot put into `photo` or `document`: a new upload, or the id of a file it knows. */
  function take(kind: StoredFile['kind'], given: string, uploads: Upload[]): StoredFile {
    const upload = uploads.find(each => `attach://${each.field}` === given)
    if (upload) return keep(kind === 'photo' ? photo(upload) : document(upload))
    if (/^https?:/.test(given)) throw sin('files by URL are not supported by this test server')
    const known = files.get(given)
    if (known?.kind !== kind) throw refusal('wrong file identifier/HTTP URL specified')
    return known
  }

  return {
    keep,
    take,
    clear: () => files.clear(),
    find: (id: string) => files.get(id),
    at: (path: string) => [...files.values()].find(file => file.path === path),
  }
}
export type Files = ReturnType<typeof createFiles>

function photo({ bytes, filename }: Upload): NewFile {
  const problem = photoProblem(bytes)
  if (problem) throw sin(problem)
  return { kind: 'photo', bytes, name: filename ?? 'photo.jpg', mime: 'image/jpeg' }
}

function document({ bytes, filename = '' }: Upload): NewFile {
  if (bytes.length === 0) throw sin('file must be non-empty')
  if (bytes.length > 50 * MB) throw sin('Request Entity Too Large: a bot may send at most 50 MB')
  // grammY names a nameless document `document.dat`; nobody wants to receive that.
  if (!/^[^/\\\p{Cc}]{1,255}$/u.test(filename) || filename === 'document.dat')
    throw sin(`the document needs a file name of its own, not "${filename}"`)
  return { kind: 'document', bytes, name: filename, mime: mimeOf(filename) }
}

const MIMES: Record<string, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  ics: 'text/calendar',
  json: 'application/json',
  zip: 'application/zip',
  png: 'image/png',
  jpg: 'image/jpeg',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Telegram guesses the type from the name; what the bot claims does not count. */
function mimeOf(name: string): string {
  return MIMES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

export function fileInfo(file: StoredFile): FileInfo {
  return { file_id: file.id, file_unique_id: `u${file.id.slice(-12)}`, file_size: file.bytes.length }
}

export function photoSizes(file: StoredFile): PhotoSize[] {
  return [{ ...fileInfo(file), ...(pictureSize(file.bytes) ?? { width: 1, height: 1 }) }]
}

export function documentInfo(file: StoredFile): Document {
  return { ...fileInfo(file), file_name: file.name, mime_type: file.mime }
}
