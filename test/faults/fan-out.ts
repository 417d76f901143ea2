/** A fan-out in an office of its own: the office's clock runs with real time until everything has ended. */
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { Office } from '../support/office.ts'

export type Reader = { personId: string } | { groupId: string }
type Place = Pick<Office, 'db' | 'clock' | 'app'>

/** Thanks to all of these. @returns how each message ended, and how often its answer was lost */
export async function fanOut(place: Place, readers: readonly Reader[], name: string) {
  const at = place.clock.now()
  // A test that is run again in the same office thanks once more.
  const run = `${name}-${randomBytes(4).toString('hex')}`
  await place.db.client.kudos.create({
    data: {
      id: run,
      requestKey: run,
      giverId: 'olga',
      value: 'loyal',
      message: `Terima kasih ${name}`,
      createdAt: at,
      receivers: { create: [{ personId: 'siti', unitId: 'unit0', ranked: true, createdAt: at }] },
    },
  })
  const rows = readers.map((reader, index) => ({
    id: `${run}${index}`,
    key: `${run}:${index}`,
    notice: 'kudos.received',
    args: [run],
    timing: 'soon' as const,
    state: 'queued' as const,
    dueAt: at,
    attempts: 0,
    uncertain: 0,
    createdAt: at,
    ...reader,
  }))
  await place.db.client.delivery.createMany({ data: rows })
  const ids = rows.map(({ id }) => id)
  await place.db.transaction(tx => place.app.queue.send(tx, 'deliver', ids))
  const open = { id: { in: ids }, state: { in: ['queued' as const, 'claimed' as const, 'sending' as const] } }
  await expect
    .poll(
      async () => {
        place.clock.forward(100)
        return place.db.client.delivery.count({ where: open })
      },
      { timeout: 90_000, interval: 100 },
    )
    .toBe(0)
  return place.db.client.delivery.findMany({ where: { id: { in: ids } }, orderBy: { createdAt: 'asc' } })
}

/** So many people with an account on this Telegram, who have opened a chat. */
export async function crowd(
  place: Place & { server: import('../servers/telegram/index.ts').TelegramServer },
  count: number,
) {
  const at = place.clock.now()
  const base = {
    position: 'Penelaah',
    unitId: 'unit0',
    roles: [],
    noticeSeen: at,
    createdAt: at,
    updatedAt: at,
  }
  const people = Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    person: place.server.person({ firstName: `Contoh ${index}` }),
  }))
  await place.db.client.person.createMany({
    data: people.map(({ id }) => ({ id, nip: `x${id}`, name: `Contoh ${id}`, ...base })),
  })
  await place.db.client.account.createMany({
    data: people.map(({ id, person }) => ({
      channel: 'telegram',
      address: String(person.id),
      personId: id,
      linkedAt: at,
    })),
  })
  for (const { person } of people) await person.starts()
  await place.server.idle({ within: 60_000 })
  return people
}
