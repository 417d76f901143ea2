import type { Tx } from '../../../platform/database/database.ts'
import type { DataRequest } from '../../../platform/generated/client.ts'
import type { PersonalTable } from './api.ts'
import type { Decision, Request, RequestKind } from './rules.ts'

const toRequest = (row: DataRequest): Request => ({
  id: row.id,
  personId: row.personId,
  kind: row.kind as RequestKind,
  body: row.body,
  createdAt: row.createdAt,
  dueAt: row.dueAt,
  answered:
    row.decision && row.answer && row.answeredById && row.answeredAt
      ? { decision: row.decision as Decision, answer: row.answer, byId: row.answeredById, at: row.answeredAt }
      : null,
})

/** @returns false when this request was made before */
export async function add(tx: Tx, row: Omit<Request, 'answered'> & { requestKey: string }): Promise<boolean> {
  return (await tx.dataRequest.createMany({ data: [row], skipDuplicates: true })).count === 1
}

export async function requestById(tx: Tx, id: string): Promise<Request | null> {
  const row = await tx.dataRequest.findUnique({ where: { id } })
  return row && toRequest(row)
}

export async function requestsOf(tx: Tx, personId: string, limit: number): Promise<Request[]> {
  const rows = await tx.dataRequest.findMany({
    where: { personId },
    orderBy: { createdAt: 'desc' },
    take: limit,
  })
  return rows.map(toRequest)
}

/** Unanswered ones, the most pressing first. */
export async function openRequests(tx: Tx, limit: number): Promise<Request[]> {
  const rows = await tx.dataRequest.findMany({
    where: { answeredAt: null },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.map(toRequest)
}

/** @returns false when somebody answered it meanwhile */
export async function answer(
  tx: Tx,
  id: string,
  said: { decision: Decision; answer: string; answeredById: string; answeredAt: Date },
): Promise<boolean> {
  return (await tx.dataRequest.updateMany({ where: { id, answeredAt: null }, data: said })).count === 1
}

export interface Rows {
  table: string
  rows: Record<string, unknown>[]
}
/** Everything that is stored about a person, as it is stored, in the order of `position`. */
export async function everythingAbout(
  tx: Tx,
  tables: readonly PersonalTable[],
  personId: string,
): Promise<Rows[]> {
  const found: Rows[] = []
  for (const stored of tables.toSorted((one, other) => one.position - other.position)) {
    const known = found.find(({ table }) => table === stored.table)
    const rows = await rowsOf(tx, stored, personId)
    if (known) known.rows.push(...rows)
    else found.push({ table: stored.table, rows })
  }
  return found
}

const quoted = (name: string) => `"${name}"`

/** The names in this SQL come from our own features, never from a person. */
async function rowsOf(tx: Tx, { table, whose, columns, only, through }: PersonalTable, personId: string) {
  const theirs = through
    ? `${quoted(through.column)} IN (SELECT "id" FROM ${quoted(through.table)} WHERE ${quoted(whose)} = $1)`
    : `${quoted(whose)} = $1`
  const sql = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)} WHERE ${theirs}`
  return tx.$queryRawUnsafe<Record<string, unknown>[]>(only ? `${sql} AND ${only}` : sql, personId)
}
