/** A question reads as a question in its step, and as a short noun where all answers stand together. */
import { resources } from '../i18n/locales.ts'
import { text } from '../i18n/words.ts'
import type { Text } from '../model.ts'

const { short } = resources.id
const isShort = (name: string): name is keyof typeof short => Object.hasOwn(short, name)

/** `events:form.day` (“Pada tanggal berapa?”) as `short:events-form-day` (“Tanggal”); a label without a question is itself. */
export function shortLabel(label: Text): Text {
  const name = label.key.replaceAll(/[:.]/g, '-')
  return isShort(name) ? text(`short:${name}`, label.vars) : label
}
