/** What the demonstration adds to Rekan: sample people to be, and a clock that can be moved. */
import type { Demo } from './channels/web/demo.ts'
import type { MovableClock } from './platform/clock.ts'
import type { Database } from './platform/db.ts'

const HOUR = 60 * 60 * 1000

export function createDemo(db: Database, clock: MovableClock, afterMove: () => Promise<void>): Demo {
  return {
    now: clock.now,
    personas: async () => {
      const rows = await db.client.person.findMany({
        where: { leftOn: null },
        include: { unit: true },
        orderBy: { nip: 'asc' },
      })
      const sorted = rows.sort((a, b) => b.roles.length - a.roles.length || a.name.localeCompare(b.name))
      return sorted.map(({ id, name, position, unit }) => ({ id, name, position, unit: unit.name }))
    },
    addressOf: async personId => {
      const person = await db.client.person.findUnique({ where: { id: personId } })
      if (!person) return null
      const key = { channel: 'web', address: `demo-${personId}` }
      const account = { ...key, personId, linkedAt: clock.now() }
      await db.client.account.createMany({ data: [account], skipDuplicates: true })
      return key.address
    },
    forward: async hours => {
      clock.forward(hours * HOUR)
      await afterMove()
    },
  }
}
