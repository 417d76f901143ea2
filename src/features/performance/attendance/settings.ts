/** The office's own rule and the names of its machine's columns, kept as settings. */
import { z } from 'zod'
import type { Tx } from '../../../platform/database/database.ts'
import { readSetting, writeSetting } from '../../../platform/database/settings.ts'
import { ASKED, type Mapping } from './reading/columns.ts'
import { type OwnWords, REMARKS } from './reading/remarks.ts'
import { DEFAULT_RULE, type Rule } from './rules.ts'

const RULE = 'attendance.rule'
const COLUMNS = 'attendance.columns'
const WORDS = 'attendance.words'

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
const MappingSetting = z.partialRecord(z.enum(ASKED), z.string())
const WordsSetting = z.record(z.string(), z.enum(REMARKS))

export async function ruleOf(tx: Tx): Promise<Rule> {
  return (await readSetting(tx, RULE, RuleSetting)) ?? DEFAULT_RULE
}
export const saveRule = (tx: Tx, rule: Rule) => writeSetting(tx, RULE, rule)

export const mappingOf = async (tx: Tx): Promise<Mapping> =>
  (await readSetting(tx, COLUMNS, MappingSetting)) ?? {}
export const saveMapping = (tx: Tx, mapping: Mapping) => writeSetting(tx, COLUMNS, mapping)

/** What this office means by its own remarks. */
export const wordsOf = async (tx: Tx): Promise<OwnWords> => (await readSetting(tx, WORDS, WordsSetting)) ?? {}
export const saveWords = (tx: Tx, words: OwnWords) => writeSetting(tx, WORDS, words)
