/**
 * Anonymous by construction. There is no row of one answer that a hidden column, the order of the rows or the number
 * of the transaction could join to whoever answered in it: a tap adds to a tally, and writes all five counts of
 * it whichever was chosen. Who has answered stands apart and knows neither value nor time.
 */
import type { Tx } from '../../../platform/database/database.ts'
import { type Month, type Question, type Tally, VALUES, type Value } from './rules.ts'

/** @returns whether they had not answered it yet */
export async function markAnswered(
  tx: Tx,
  month: Month,
  question: Question,
  personId: string,
): Promise<boolean> {
  const data = [{ month, question, personId }]
  return (await tx.pulseAnswered.createMany({ data, skipDuplicates: true })).count === 1
}

export async function addToTally(
  tx: Tx,
  { month, question, unitId, value }: { month: Month; question: Question; unitId: string; value: Value },
): Promise<void> {
  const [n1, n2, n3, n4, n5] = VALUES.map(one => (one === value ? 1 : 0))
  await tx.$executeRaw`
    INSERT INTO "PulseTally" AS t ("month", "question", "unitId", "n1", "n2", "n3", "n4", "n5")
    VALUES (${month}, ${question}, ${unitId}, ${n1}, ${n2}, ${n3}, ${n4}, ${n5})
    ON CONFLICT ("month", "question", "unitId") DO UPDATE SET
      "n1" = t."n1" + EXCLUDED."n1", "n2" = t."n2" + EXCLUDED."n2", "n3" = t."n3" + EXCLUDED."n3",
      "n4" = t."n4" + EXCLUDED."n4", "n5" = t."n5" + EXCLUDED."n5"`
}

export const inOffice = (tx: Tx, unitId: string): Promise<number> =>
  tx.person.count({ where: { unitId, leftOn: null } })

export async function answeredBy(tx: Tx, month: Month, personId: string): Promise<string[]> {
  const rows = await tx.pulseAnswered.findMany({ where: { month, personId }, select: { question: true } })
  return rows.map(({ question }) => question)
}

export async function talliesOf(tx: Tx, month: Month): Promise<Map<string, Tally[]>> {
  const rows = await tx.pulseTally.findMany({ where: { month } })
  const found = new Map<string, Tally[]>()
  for (const { question, unitId, n1, n2, n3, n4, n5 } of rows)
    found.set(question, [...(found.get(question) ?? []), { unitId, counts: [n1, n2, n3, n4, n5] }])
  return found
}

/** Once a month is over nobody needs to know any more who took part. */
export async function forget(tx: Tx, before: Month): Promise<void> {
  await tx.pulseAnswered.deleteMany({ where: { month: { lt: before } } })
}

type Sending = 'askedAt' | 'remindedAt'
export async function wasSent(tx: Tx, month: Month, what: Sending): Promise<boolean> {
  return Boolean((await tx.pulseRound.findUnique({ where: { month } }))?.[what])
}
export async function setSent(tx: Tx, month: Month, what: Sending, at: Date): Promise<void> {
  const create = { month, askedAt: null, remindedAt: null, [what]: at }
  await tx.pulseRound.upsert({ where: { month }, create, update: { [what]: at } })
}

/** Those in office who can be written to, a page at a time in the order of their ids. */
export async function readersAfter(tx: Tx, personId: string, take: number): Promise<string[]> {
  const rows = await tx.person.findMany({
    where: { leftOn: null, accounts: { some: {} }, id: { gt: personId } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take,
  })
  return rows.map(({ id }) => id)
}
