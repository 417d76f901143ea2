/** multipart/form-data, read as leniently as Telegram reads it: grammY leaves file names unquoted. */

import type { Upload } from './shapes.ts'

export interface Parts {
  values: Record<string, string>
  uploads: Upload[]
}

export function readMultipart(contentType: string, body: Buffer): Parts | undefined {
  const found = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType)
  const boundary = found?.[1] ?? found?.[2]
  if (!boundary) return undefined
  const parts: Parts = { values: {}, uploads: [] }
  for (const part of split(body, `--${boundary.trim()}`)) place(part, parts)
  return parts
}

function split(body: Buffer, mark: string): Buffer[] {
  const parts: Buffer[] = []
  let from = body.indexOf(mark)
  while (from >= 0) {
    const start = from + mark.length
    const next = body.indexOf(`\r\n${mark}`, start)
    if (next < 0) return parts
    parts.push(body.subarray(start + 2, next))
    from = next + 2
  }
  return parts
}

function place(part: Buffer, parts: Parts): void {
  const end = part.indexOf('\r\n\r\n')
  const head = part.subarray(0, end).toString('utf8')
  const content = part.subarray(end + 4)
  const disposition = /content-disposition:\s*form-data;(.*)/i.exec(head)?.[1] ?? ''
  const field = attribute(disposition, 'name')
  if (field === undefined) return
  const mime = /content-type:\s*(\S+)/i.exec(head)?.[1]
  const filename = attribute(disposition, 'filename')
  if (filename === undefined && mime === undefined) parts.values[field] = content.toString('utf8')
  else parts.uploads.push({ field, filename, mime: mime ?? 'application/octet-stream', bytes: content })
}

function attribute(disposition: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(disposition)
  return found?.[1] ?? found?.[2]
}
