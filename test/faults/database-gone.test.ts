/** PostgreSQL goes away in the middle of the work and comes back: as it restarts, or as somebody pulls a cable. */
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cable } from '../support/tcp-proxy.ts'
import { type Fleet, fleetBehindCable, NEEDS_POSTGRES, praise } from './stage.ts'

/** How long it is away (milliseconds): `OUTAGE_MS=60000` for a minute. */
const OUTAGE_MS = Number(process.env.OUTAGE_MS ?? 20_000)

describe.skipIf(!process.env.TEST_DATABASE_URL)(`PostgreSQL away for a while (${NEEDS_POSTGRES})`, () => {
  let place: Fleet
  let cable: Cable
  beforeAll(async () => {
    ;({ place, cable } = await fleetBehindCable(6))
  }, 180_000)
  afterAll(async () => {
    await place?.close()
    await cable?.close()
  }, 60_000)

  const gives = async (index: number, round: number) => {
    const [from = '', to = ''] = [place.ids[index], place.ids[(index + 1 + round) % place.ids.length]]
    const mark = `r${round}${from}`
    await place.person(from).writes(praise(place.nameOf(to), mark), { mentions: [place.person(to)] })
    return { mark, from: place.person(from), to: place.person(to) }
  }

  it('says so at /readyz, tells people politely, lives on, and afterwards sends what is owed', {
    timeout: 180_000,
  }, async () => {
    const [rekan] = place.processes
    expect(await rekan?.ready()).toBe(true)
    const before = await gives(0, 0)
    await before.from.sees(before.mark)
    await place.settled(30_000)
    cable.cut()
    expect(await rekan?.ready()).toBe(false)
    const healthy = await fetch(`http://127.0.0.1:${rekan?.port}/healthz`)
    expect(healthy.status).toBe(200)

    const during = await gives(1, 0)
    await during.from.sees('gangguan', { within: 30_000 })
    await new Promise(resolve => setTimeout(resolve, OUTAGE_MS))
    expect(rekan?.child.exitCode).toBeNull()
    await owe(before.mark)
    cable.mend()

    await expect.poll(() => rekan?.ready(), { timeout: 20_000 }).toBe(true)
    const after = await gives(2, 0)
    await after.from.sees(after.mark, { within: 20_000 })
    await place.settled(90_000)
    expect(before.to.chat.messages.filter(({ text }) => text.includes(before.mark))).toHaveLength(2)
    await after.to.sees(after.mark, { within: 20_000, ever: true })
    expect(await place.db.client.kudos.count()).toBe(2)
    place.telegram.assertClean()
  })

  /** A message that became due meanwhile, with no job to wake it. */
  async function owe(mark: string): Promise<void> {
    const sent = await place.db.client.delivery.findFirst({ where: { state: 'sent' } })
    if (!sent) throw new Error(`nothing was sent of ${mark}`)
    const at = new Date()
    const fresh = { id: 'owed', key: 'owed', state: 'queued' as const, dueAt: at, createdAt: at, attempts: 0 }
    const empty = { channel: null, address: null, messageId: null, finishedAt: null, claimedAt: null }
    await place.db.client.delivery.create({ data: { ...sent, ...fresh, ...empty } })
  }

  it('does not mind that all its connections are ended at once', { timeout: 120_000 }, async () => {
    const admin = new Pool({ connectionString: process.env.TEST_DATABASE_URL, max: 1 })
    const name = new URL(place.url).pathname.slice(1)
    for (let round = 1; round <= 3; round++) {
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
      const told = await gives(3, round)
      await told.from.sees(new RegExp(`${told.mark}|gangguan`), { within: 30_000 })
      const next = await gives(4, round)
      await next.from.sees(next.mark, { within: 30_000 })
      await next.to.sees(next.mark, { within: 90_000, ever: true })
    }
    await admin.end()
    expect(await place.processes[0]?.ready()).toBe(true)
  })
})
