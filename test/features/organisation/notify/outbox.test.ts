import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOffice } from '../../../../src/domain/calendar/office.ts'
import { createNotify, type Message, type Notify } from '../../../../src/features/organisation/notify/api.ts'
import { countedIds, type Office, office } from '../../../support/office.ts'

describe('the outbox', () => {
  let place: Office
  let notify: Notify
  const message = (key: string): Message => ({
    key,
    to: { person: 'budi' },
    notification: 'kudos.received',
    timing: 'soon',
    args: ['kudos0000001'],
  })
  const enqueue = (...keys: string[]) =>
    place.db.transaction(tx => notify.enqueue(tx, keys.map(message), place.clock.now()))

  beforeEach(async () => {
    place = await office()
    const { db, app, clock } = place
    const ids = { next: () => `o${countedIds().next()}${++made}` }
    let made = 0
    notify = createNotify({
      db,
      queue: app.queue,
      ids,
      clock,
      office: createOffice({ zone: 'Asia/Jakarta' }),
    })
    const kudos = {
      id: 'kudos0000001',
      requestKey: 'r',
      giverId: 'siti',
      value: 'loyal' as const,
      message: 'Terima kasih <b>',
    }
    await db.client.kudos.create({
      data: {
        ...kudos,
        createdAt: clock.now(),
        receivers: { create: [{ personId: 'budi', unitId: 'unit0', ranked: true, createdAt: clock.now() }] },
      },
    })
  })
  afterEach(() => place.close())

  it('sends a key once: asked for twice, twice at once, or again next month', async () => {
    await enqueue('a', 'a')
    await Promise.all([enqueue('a', 'b'), enqueue('b', 'a')])
    await place.forward(30)
    await enqueue('a')
    await place.settled()
    expect(place.cast.budi.messages()).toHaveLength(2)
  })

  it('sends nothing of what was rolled back', async () => {
    const change = place.db.transaction(async tx => {
      await notify.enqueue(tx, [message('a')], place.clock.now())
      throw new Error('no')
    })
    await expect(change).rejects.toThrow('no')
    await place.forward(1)
    expect(place.cast.budi.messages()).toEqual([])
    expect(await place.db.client.delivery.count()).toBe(0)
  })

  it('makes a message anew where it stands, in place', async () => {
    await enqueue('a')
    await place.settled()
    await place.db.client.kudos.updateMany({ data: { withdrawnAt: place.clock.now() } })
    await place.db.transaction(tx => notify.refresh(tx, ['a', 'unknown']))
    await place.settled()
    const [only, ...more] = place.cast.budi.messages()
    expect(more).toEqual([])
    expect(only?.edits).toBe(1)
    expect(only?.plain).toContain('telah ditarik kembali')
  })

  it('says who has a message coming, and who was reached since', async () => {
    await enqueue('a')
    const since = place.clock.now()
    await place.settled()
    const reached = await notify.reached(place.db.client, 'kudos.received', since)
    expect(reached).toEqual([{ personId: 'budi', waiting: false, last: since }])
    expect(await notify.latestKey(place.db.client, 'kudos.received', 'budi')).toBe('a')
  })
})
