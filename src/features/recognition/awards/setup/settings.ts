/** The office on its certificates, and when awards are told. */
import { z } from 'zod'
import type { Tx } from '../../../../platform/database/database.ts'
import { readSetting, writeSetting } from '../../../../platform/database/settings.ts'
import { DEFAULT_PATTERN } from '../rules.ts'

const KEY = 'awards'
const Settings = z.object({
  office: z.string(),
  signerName: z.string(),
  signerPosition: z.string(),
  /** As it is printed: masked, or none. */
  signerNip: z.string().nullable(),
  pattern: z.string(),
  /** Office time, `HH:MM`: when the groups are told, on the next working day. */
  hour: z.string(),
  /** Who is told: the unit's groups, or every linked group. */
  audience: z.enum(['unit', 'office']),
  /** A PNG of ours among the stored files. */
  emblemId: z.string().nullable(),
})
export type Settings = z.infer<typeof Settings>

const DEFAULT: Settings = {
  office: '',
  signerName: '',
  signerPosition: '',
  signerNip: null,
  emblemId: null,
  pattern: DEFAULT_PATTERN,
  hour: '09:00',
  audience: 'office',
}

export const settingsOf = async (tx: Tx): Promise<Settings> =>
  (await readSetting(tx, KEY, Settings)) ?? DEFAULT
export const saveSettings = (tx: Tx, settings: Settings): Promise<void> => writeSetting(tx, KEY, settings)
