/** What the demonstration adds to Rekan: sample people to be, and a clock that can be moved. */
import { webAccount } from '../prisma/seed.ts'
import type { Demo } from './channels/web/demo.ts'
import type { MovableClock } from './platform/clock.ts'
import type { Database } from './platform/database/database.ts'

const HOUR = 60 * 60 * 1000

export function createDemo(db: Database, clock: MovableClock, afterMove: () => Promise<void>): Demo {
  return {
    now: clock.now,
    personas: async () => {
      const rows = await db.client.person.findMany({
        where: { leftOn: null },
        include: { unit: true, _count: { select: { reports: true } } },
      })
      const personas = rows.map(({ id, name, position, unit, roles, _count }) => ({
        id,
        name,
        position,
        unit: unit.name,
        roles: _count.reports > 0 ? [...roles, 'appraiser'] : roles,
      }))
      return personas.sort((a, b) => b.roles.length - a.roles.length || a.name.localeCompare(b.name))
    },
    addressOf: async personId => {
      const person = await db.client.person.findUnique({ where: { id: personId } })
      if (!person) return null
      const account = webAccount(personId, clock.now())
      await db.client.account.createMany({ data: [account], skipDuplicates: true })
      return account.address
    },
    forward: async hours => {
      clock.forward(hours * HOUR)
      await afterMove()
    },
  }
}

/** A demonstration that was stopped goes on at the hour its clock was moved to: time never runs backwards. */
export async function resumeClock(db: Database, clock: MovableClock): Promise<void> {
  const { _max } = await db.client.webMessage.aggregate({ _max: { at: true } })
  if (_max.at) clock.forward(_max.at.getTime() - clock.now().getTime())
}
