/** PostgreSQL stays connected and says nothing any more: people are told soon, and the end does not wait for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cable } from '../support/tcp-proxy.ts'
import { type Fleet, fleetBehindCable, NEEDS_POSTGRES } from './stage.ts'

/** Somebody is told of a fault, and a process that is asked to end has ended, within this (milliseconds). */
const SOON = 15_000

describe.skipIf(!process.env.TEST_DATABASE_URL)(`PostgreSQL hangs (${NEEDS_POSTGRES})`, () => {
  let place: Fleet
  let cable: Cable
  beforeAll(async () => {
    ;({ place, cable } = await fleetBehindCable(2))
  }, 180_000)
  afterAll(async () => {
    await place?.close()
    await cable?.close()
  }, 60_000)

  it('whoever writes is told within 15 seconds, and SIGTERM ends it within 15', {
    timeout: 120_000,
  }, async () => {
    const [rekan] = place.processes
    const person = place.person('p0')
    cable.freeze()
    const began = performance.now()
    await person.writes('/bantuan')
    await person.sees('gangguan', { within: 40_000 })
    expect(performance.now() - began).toBeLessThan(SOON)
    expect(await rekan?.ready()).toBe(false)
    const asked = performance.now()
    if (rekan) await place.end(rekan)
    expect(performance.now() - asked).toBeLessThan(SOON)
  })
})
