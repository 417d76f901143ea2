/** The office's own rule and the names of its machine's columns, kept as settings. */
import { z } from 'zod'
import type { Tx } from '../../../platform/database/database.ts'
import { readSetting, writeSetting } from '../../../platform/database/settings.ts'
import type { Mapping } from './import-rows.ts'
import { DEFAULT_RULE, type Rule } from './rules.ts'

const RULE = 'attendance.rule'
const COLUMNS = 'attendance.columns'

const Shift = z
  .object({ from: z.int().min(0).max(1440), until: z.int().min(0).max(1440), rest: z.int().min(0).max(300) })
  .refine(({ from, until, rest }) => until - from - rest > 0)
const RuleSetting = z.object({
  usual: Shift,
  friday: Shift,
  ramadan: Shift,
  ramadanFriday: Shift,
  tolerance: z.int().min(0).max(240),
  weight: z.number().min(0).max(10),
  rosterUnits: z.array(z.string()),
})
const name = z.string().optional()
const MappingSetting = z.object({ NIP: name, Tanggal: name, Masuk: name, Pulang: name, Keterangan: name })

export async function ruleOf(tx: Tx): Promise<Rule> {
  return (await readSetting(tx, RULE, RuleSetting)) ?? DEFAULT_RULE
}
export const saveRule = (tx: Tx, rule: Rule) => writeSetting(tx, RULE, rule)

export async function mappingOf(tx: Tx): Promise<Mapping> {
  const known = (await readSetting(tx, COLUMNS, MappingSetting)) ?? {}
  return Object.fromEntries(Object.entries(known).filter(([, said]) => said !== undefined))
}
export const saveMapping = (tx: Tx, mapping: Mapping) => writeSetting(tx, COLUMNS, mapping)
