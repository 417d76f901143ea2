/** What a submitted modal says, as the answers of a form. */
import type { FileRef } from '../../chat/model.ts'
import { withEmoji } from './emoji.ts'

/** What Slack says of one filled input. */
export interface Filled {
  type: string
  value?: string | null
  selected_option?: { value: string } | null
  selected_options?: { value: string }[]
  selected_date?: string | null
  files?: SlackFile[]
}
export interface SlackFile {
  id: string
  name: string
  mimetype: string
  size: number
  url_private_download?: string
}

/** Files are fetched by the caller. */
export async function readAnswers(
  values: Record<string, Record<string, Filled>>,
  fetch: (file: SlackFile) => Promise<FileRef>,
): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  for (const [field, elements] of Object.entries(values)) {
    const filled = Object.values(elements)[0]
    if (filled) answers[field] = await readAnswer(filled, fetch)
  }
  return answers
}

async function readAnswer(filled: Filled, fetch: (file: SlackFile) => Promise<FileRef>): Promise<unknown> {
  if (filled.selected_options) return filled.selected_options.map(({ value }) => value)
  if (filled.type === 'static_select') return filled.selected_option?.value
  if (filled.type === 'datepicker') return filled.selected_date
  const file = filled.files?.[0]
  if (filled.type === 'file_input') return file && { ...(await fetch(file)), size: file.size }
  return typeof filled.value === 'string' ? withEmoji(filled.value) : filled.value
}
