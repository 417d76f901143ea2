/** Kinds of files by the names people know them by. */
import type { Label } from '../model.ts'
import { oneOf } from '../ui/lists.ts'

const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    'image/jpeg': 'JPG',
    'text/plain': 'TXT',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  }),
)
const kindOf = (mime: string) => KINDS.get(mime) ?? mime.split('/').at(-1)?.toUpperCase() ?? mime

/** `PDF, JPG, atau PNG` of the MIME types that are taken. */
export const kindsText = (mimes: readonly string[]): Label => oneOf([...new Set(mimes.map(kindOf))])
