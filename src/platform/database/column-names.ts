/** What this office calls the columns of one kind of file, kept as a setting. */
import { z } from 'zod'
import type { ColumnNames } from '../spreadsheets/model.ts'
import type { Transact, WorkContext } from '../unit-of-work.ts'
import type { Tx } from './database.ts'
import { readSetting, writeSetting } from './settings.ts'

/** Kinds of files whose columns may have the office's own names. */
export type FileKind = 'people' | 'targets' | 'training'

const Names = z.record(z.string(), z.string())
const keyOf = (kind: FileKind) => `${kind}.columns`

export const columnNames = async (tx: Tx, kind: FileKind): Promise<ColumnNames> =>
  (await readSetting(tx, keyOf(kind), Names)) ?? {}

/**
 * What this office calls the columns, for this file and all that follow: added to what is known, with a line in the
 * audit log; a column named anew has its new name.
 */
export const keepColumnNames = (
  transact: Transact,
  context: WorkContext,
  { kind, action, names }: { kind: FileKind; action: string; names: ColumnNames },
): Promise<void> =>
  transact(context, async ({ tx, record }) => {
    await writeSetting(tx, keyOf(kind), { ...(await columnNames(tx, kind)), ...names })
    record({ action, subject: null, detail: { columns: Object.keys(names) } })
  })
