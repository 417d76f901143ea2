import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AnswerLost, RetryLater, Unreachable } from '../../../../src/chat/channel.ts'
import { type Office, office } from '../../../support/office.ts'
import { deliveryTo, later, prefer, troubled } from './stage.ts'

const PRAISE = 'terima kasih atas bantuannya #kolaboratif'

describe('a message on its way', { timeout: 60_000 }, () => {
  let place: Office
  let telegram: ReturnType<typeof troubled>
  const broken = { error: new Error('502') }
  const praise = async (key = 'one') => {
    await place.cast.siti.commands(`/pujian @Budi ${PRAISE}`, { key })
    await place.settled()
  }
  const state = () => deliveryTo(place, 'budi')

  beforeEach(async () => {
    telegram = troubled()
    place = await office({ channels: [telegram.make] })
    await prefer(place, 'telegram', 'budi')
  })
  afterEach(() => place.close())

  it('goes to the platform its reader likes best, once', async () => {
    await praise()
    await later(place, 3600)
    expect(telegram.messages('budi')).toHaveLength(1)
    expect(place.cast.budi.messages()).toEqual([])
    expect(await state()).toMatchObject({ state: 'sent', channel: 'telegram', attempts: 1, problem: null })
  })

  it('is tried again a little later each time, and arrives', async () => {
    telegram.suffers(broken, broken)
    await praise()
    expect(await state()).toMatchObject({ state: 'queued', attempts: 1 })
    await later(place, 1)
    expect(telegram.sends()).toBe(1)
    await later(place, 1)
    expect(telegram.sends()).toBe(2)
    await later(place, 3)
    expect(telegram.sends()).toBe(2)
    await later(place, 1)
    expect(telegram.messages('budi')).toHaveLength(1)
    expect(await state()).toMatchObject({ state: 'sent', attempts: 3 })
  })

  it('is given up after eight failures, and said to be', async () => {
    telegram.suffers(broken, broken, broken, broken)
    await praise()
    // Five more times like this one.
    await place.db.client.delivery.updateMany({ where: { personId: 'budi' }, data: { attempts: 6 } })
    await later(place, 600)
    expect(await state()).toMatchObject({ state: 'queued', attempts: 7 })
    for (let time = 0; time < 2; time++) await later(place, 600)
    expect(telegram.sends()).toBe(3)
    expect(await state()).toMatchObject({ state: 'failed', problem: 'gave-up' })
  })

  it('waits as long as the platform says, and that is no failure', async () => {
    telegram.suffers({ error: new RetryLater(30) })
    await praise()
    expect(await state()).toMatchObject({ state: 'queued', attempts: 0 })
    await later(place, 29)
    expect(telegram.sends()).toBe(1)
    await later(place, 1)
    expect(await state()).toMatchObject({ state: 'sent', attempts: 1 })
  })

  it('goes to the other platform when the first is blocked, and straight there the next time', async () => {
    telegram.suffers({ error: new Unreachable() })
    await praise()
    expect(await state()).toMatchObject({ state: 'sent', channel: 'memory' })
    await place.cast.dewi.commands(`/pujian @Budi ${PRAISE}`)
    await place.settled()
    expect(telegram.sends()).toBe(1)
    expect(place.cast.budi.messages()).toHaveLength(2)
  })

  it('reaches nobody who blocked us everywhere, or has no account', async () => {
    telegram.suffers({ error: new Unreachable() })
    place.cast.budi.blocks()
    await place.db.client.account.deleteMany({ where: { personId: 'dewi' } })
    await place.cast.siti.commands(`/pujian @Budi @Dewi ${PRAISE}`)
    await place.settled()
    expect(await state()).toMatchObject({ state: 'unreachable', problem: 'blocked' })
    expect(await deliveryTo(place, 'dewi')).toMatchObject({ state: 'unreachable', problem: 'no-account' })
  })

  it('is sent twice at most when the answer is lost each time', async () => {
    const lost = { lost: true as const, error: new AnswerLost() }
    telegram.suffers(lost, lost, lost)
    await praise()
    for (let time = 0; time < 4; time++) await later(place, 600)
    expect(telegram.messages('budi')).toHaveLength(2)
    expect(await state()).toMatchObject({ state: 'failed', problem: 'answer-lost', uncertain: 2 })
  })

  it('of a process that died is taken up as soon as that is known, not before, and once', async () => {
    telegram.suffers(broken)
    await praise()
    const { client } = place.db
    const [since, until] = [place.clock.now(), new Date('2100-01-01T00:00:00Z')]
    await client.process.create({ data: { id: 'other', since, until } })
    const data = { state: 'sending' as const, claimedAt: since, claimedBy: 'other' }
    await client.delivery.updateMany({ where: { personId: 'budi' }, data })
    await later(place, 3600)
    expect(telegram.sends()).toBe(1)
    await client.process.delete({ where: { id: 'other' } })
    await later(place, 1)
    expect(telegram.sends()).toBe(2)
    expect(await state()).toMatchObject({ state: 'sent', uncertain: 1 })
  })

  it('of a process that died twice is not sent a third time', async () => {
    telegram.suffers(broken)
    await praise()
    const data = { state: 'sending' as const, uncertain: 1, claimedAt: place.clock.now(), claimedBy: 'gone' }
    await place.db.client.delivery.updateMany({ where: { personId: 'budi' }, data })
    await later(place, 2)
    expect(telegram.sends()).toBe(1)
    expect(await state()).toMatchObject({ state: 'failed', problem: 'answer-lost' })
  })

  it('that nobody needs any more is not sent', async () => {
    telegram.suffers(broken)
    await praise()
    await place.cast.siti.taps('Tarik kembali')
    await later(place, 5)
    expect(telegram.messages('budi')).toEqual([])
    expect(await state()).toMatchObject({ state: 'moot' })
  })
})
