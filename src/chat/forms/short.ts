/** A question reads as a question in its step, and as a short noun where all answers stand together. */
import { isKey, text } from '../i18n/words.ts'
import type { Text } from '../model.ts'

/** `events:form.day` (“Pada tanggal berapa?”) as `short:label.events-form-day` (“Tanggal”); other labels are themselves. */
export function shortLabel(label: Text): Text {
  const name = label.key.replaceAll(/[:.]/g, '-')
  const key = `short:label.${name}`
  return isKey(key) ? text(key, label.vars) : label
}
