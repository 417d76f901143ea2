import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MakeChannel } from '../../../../src/app.ts'
import { RetryLater, Unreachable } from '../../../../src/chat/channel.ts'
import { createOffice } from '../../../../src/domain/calendar/office.ts'
import { createNotify, type Notify } from '../../../../src/features/organisation/notify/api.ts'
import { memoryChannel } from '../../../support/memory-channel.ts'
import { type Office, office } from '../../../support/office.ts'
import { prefer } from './stage.ts'

/** A platform that at times takes no changes, as a script says; `edits` counts those it was asked for. */
function stubborn() {
  const script: Error[] = []
  let memory: ReturnType<typeof memoryChannel> | undefined
  let edits = 0
  const make: MakeChannel = ({ words }) => {
    const made = memoryChannel(words, 'telegram')
    memory = made
    return {
      ...made.channel,
      edit: async (...message) => {
        edits++
        const trouble = script.shift()
        if (trouble) throw trouble
        await made.channel.edit(...message)
      },
    }
  }
  return {
    make,
    suffers: (error: Error) => void script.push(error),
    asked: () => edits,
    forgets: () => {
      edits = 0
    },
    last: () => memory?.person('budi').last() ?? '',
  }
}

describe('a message that changes where it stands', () => {
  let place: Office
  let notify: Notify
  let platform: ReturnType<typeof stubborn>
  let nth = 0
  const key = () => `k${nth}`
  const event = () => `event000000${nth}`

  beforeAll(async () => {
    platform = stubborn()
    place = await office({ channels: [platform.make] })
    await prefer(place, 'telegram', 'budi')
    const { db, app, clock } = place
    notify = createNotify({
      db,
      queue: app.queue,
      clock,
      ids: { next: () => `delivery000${nth}` },
      office: createOffice({ zone: 'Asia/Jakarta' }),
    })
  })
  afterAll(() => place.close())

  /** Budi was told of an event. */
  beforeEach(async () => {
    nth++
    platform.forgets()
    const { db, clock } = place
    await db.client.event.create({
      data: {
        id: event(),
        requestKey: event(),
        makerId: 'olga',
        title: 'Senam',
        about: 'nol',
        place: 'Lapangan',
        startsAt: new Date('2026-12-01T02:00:00Z'),
        endsAt: new Date('2026-12-01T05:00:00Z'),
        audience: [],
        unitIds: [],
        revision: 0,
        turns: 0,
        told: 0,
        announcedAt: clock.now(),
        toldAt: clock.now(),
        createdAt: clock.now(),
        changedAt: clock.now(),
      },
    })
    const message = {
      key: key(),
      to: { person: 'budi' },
      notification: 'events.told',
      timing: 'soon',
    } as const
    await db.transaction(tx => notify.enqueue(tx, [{ ...message, args: [event()] }], clock.now()))
    await place.settled()
  })

  /** What it shows changes, and it is asked to be made anew, in one transaction. */
  const says = (about: string) =>
    place.db.transaction(async tx => {
      await tx.event.update({ where: { id: event() }, data: { about } })
      await notify.refresh(tx, [key()])
    })
  const shows = (about: string) =>
    vi.waitFor(() => expect(platform.last()).toContain(`“${about}”`), { timeout: 15_000 })

  it('shows forty changes at once as one or two, and the last of them lands', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => says(`ke-${n}`)))
    await shows((await place.db.client.event.findFirstOrThrow({ where: { id: event() } })).about)
    await place.settled()
    expect(platform.asked()).toBeLessThanOrEqual(2)
    await says('terakhir')
    await shows('terakhir')
  })

  it('comes again when the platform asks to wait', async () => {
    platform.suffers(new RetryLater(0))
    await says('nanti')
    await shows('nanti')
    expect(platform.asked()).toBe(2)
  })

  it('is left alone where it is gone, and the next change is tried all the same', async () => {
    platform.suffers(new Unreachable())
    await says('hilang')
    await vi.waitFor(() => expect(platform.asked()).toBe(1), { timeout: 15_000 })
    await says('kembali')
    await shows('kembali')
    expect(platform.asked()).toBe(2)
  })

  it('waits while the message itself is still on its way', async () => {
    const where = { key: key() }
    await place.db.client.delivery.update({ where, data: { state: 'sending' } })
    await says('menyusul')
    await vi.waitFor(
      async () => {
        const { refreshedAt, staleAt } = await place.db.client.delivery.findFirstOrThrow({ where })
        expect([refreshedAt, staleAt]).not.toContain(null)
      },
      { timeout: 15_000 },
    )
    expect(platform.asked()).toBe(0)
    await place.db.client.delivery.update({ where, data: { state: 'sent' } })
    await shows('menyusul')
  })
})
