/** Leaving the office: accounts, sessions and codes are cut off at once; what was done stays, with its names. */
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { addDays } from '../../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'

/** Ids of one audit entry. */
const CHUNK = 500

/**
 * Cuts every way in of these people. Roles do not wait for a return. The caller holds the locks of roles and codes.
 * @returns ids of those who were in office until now
 */
export async function leave(work: Work, people: readonly string[], today: OfficeDay): Promise<string[]> {
  const { tx, now } = work
  const ids = await stillHere(tx, people)
  if (ids.length === 0) return []
  await tx.person.updateMany({
    where: { id: { in: ids } },
    data: { leftOn: today, roles: [], updatedAt: now },
  })
  // Codes first: whoever is using one at this moment has linked by then, and the account ends too.
  await tx.linkingCode.deleteMany({ where: { personId: { in: ids }, usedAt: null } })
  await cutOff(tx, ids)
  await endDelegations(tx, ids, today)
  for (let at = 0; at < ids.length; at += CHUNK) {
    const some = ids.slice(at, at + CHUNK)
    const subject = some.length === 1 ? (some[0] ?? null) : null
    work.record({ action: 'people.left', subject, detail: { people: some } })
  }
  return ids
}

/** What somebody was to do for others ends; who does their own work (Plt.) goes on. */
async function endDelegations(tx: Tx, ids: readonly string[], today: OfficeDay): Promise<void> {
  const delegate = { delegateId: { in: [...ids] } }
  await tx.delegation.deleteMany({ where: { ...delegate, fromDay: { gte: today } } })
  await tx.delegation.updateMany({
    where: { ...delegate, untilDay: { gte: today } },
    data: { untilDay: addDays(today, -1) },
  })
}

async function stillHere(tx: Tx, people: readonly string[]): Promise<string[]> {
  const rows = await tx.person.findMany({
    where: { id: { in: [...people] }, leftOn: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** Takes away every account of these people, and what is open on them. @returns how many accounts there were */
export async function cutOff(tx: Tx, ids: readonly string[]): Promise<number> {
  const where = { personId: { in: [...ids] } }
  const accounts = await tx.account.findMany({ where, select: { channel: true, address: true } })
  const browsers = accounts.filter(({ channel }) => channel === 'web').map(({ address }) => address)
  await tx.webSession.deleteMany({ where: { address: { in: browsers } } })
  await tx.draft.deleteMany({ where })
  await tx.account.deleteMany({ where })
  return accounts.length
}
