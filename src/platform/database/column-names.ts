/** What this office calls the columns of one kind of file, kept as a setting. */
import { z } from 'zod'
import type { ColumnNames } from '../spreadsheets/model.ts'
import type { Tx } from './database.ts'
import { readSetting, writeSetting } from './settings.ts'

/** Kinds of files whose columns may have the office's own names. */
export type FileKind = 'people' | 'targets' | 'training'

const Names = z.record(z.string(), z.string())
const keyOf = (kind: FileKind) => `${kind}.columns`

export const columnNames = async (tx: Tx, kind: FileKind): Promise<ColumnNames> =>
  (await readSetting(tx, keyOf(kind), Names)) ?? {}

/** Adds to what is known; a column named anew has its new name. */
export async function keepColumnNames(tx: Tx, kind: FileKind, names: ColumnNames): Promise<void> {
  await writeSetting(tx, keyOf(kind), { ...(await columnNames(tx, kind)), ...names })
}
