/** Kinds of files by the ends of their names. */
const KINDS: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
export const kindOf = (name: string) => KINDS[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
