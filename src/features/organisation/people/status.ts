import { text } from '../../../chat/i18n/words.ts'
import type { Label } from '../../../chat/model.ts'

/** PNS, PPPK or PPPK Paruh Waktu, as it is written; from the data, never from the number. */
export const statusText = ({
  status,
  partTime,
}: {
  status: string | null
  partTime: boolean | null
}): Label =>
  status === 'PPPK' && partTime ? text('people:status.partTime') : (status ?? text('people:import.line.none'))
