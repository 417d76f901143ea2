/** What privacy asks of the others: which of their tables hold data of a person, and how long these are kept. */
import { extensionPoint } from '../../../chat/extension-points.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Prisma } from '../../../platform/generated/client.ts'
import type { Kept } from './rules.ts'

type Table = Prisma.ModelName
type Column<T extends Table> = keyof Prisma.TypeMap['model'][T]['fields'] & string

interface RowsOf<T extends Table> {
  table: T
  /** Where it stands in the export, the smallest first; the same for all entries of one table. */
  position: number
  /**
   * What the person sees of a row. Other people's ids, and what others were promised to stay unnamed in, are left
   * out (UU 27/2022 article 33).
   */
  columns: readonly Column<T>[]
  /** SQL condition; rows it leaves out are not theirs to see yet. */
  only?: string
}
type Owned<T extends Table> =
  /** The column that says whose row it is. */
  | { whose: Column<T>; through?: never }
  /** `whose` is a column of the table that `through.column` refers to. */
  | { whose: string; through: { column: Column<T>; table: Table } }

/** Rows that belong to a person. A table that knows people in several ways has several entries. */
export type PersonalTable = { [T in Table]: RowsOf<T> & Owned<T> }[Table]

/** Since when things are still kept: what ended before goes. */
export interface KeptSince {
  day: OfficeDay
  /** The first moment of that day in the office's time zone. */
  instant: Date
}
export interface Retention {
  /** The period that applies; the office may set its length. */
  kept: Kept
  /** Called once a day, in one transaction for all features. @returns how many rows were deleted */
  forget(tx: Tx, since: KeptSince): Promise<number>
}

export interface PersonalData {
  tables: readonly PersonalTable[]
  /** `Table.column` that names a person and is no part of what is stored about them, with the reason. */
  leftOut?: Readonly<Record<string, string>>
  retention?: readonly Retention[]
}

/**
 * What a feature stores about people. test/features/organisation/privacy/tables.test.ts holds the contributions
 * against the database: each column that knows a person stands in one of them, in `tables` or `leftOut`.
 */
export const personalData = extensionPoint<PersonalData>('privacy.personal-data')
