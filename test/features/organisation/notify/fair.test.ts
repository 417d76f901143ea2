/** Numbers that 150 people see change hold up no other change, and each message is changed once, to the newest state. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MakeChannel } from '../../../../src/app.ts'
import { createOffice } from '../../../../src/domain/calendar/office.ts'
import { createNotify, type Notify } from '../../../../src/features/organisation/notify/api.ts'
import { randomIds } from '../../../../src/platform/ids.ts'
import { memoryChannel } from '../../../support/memory-channel.ts'
import { type Office, office } from '../../../support/office.ts'
import { prefer } from './stage.ts'

const INVITED = 150
const keys = Array.from({ length: INVITED }, (_, index) => `many:${String(index).padStart(3, '0')}`)

/** Changes that yield wait for the test to let them go; the others go at once. */
const edits: { messageId: string; yields: boolean }[] = []
let letGo = () => {}
const held = new Promise<void>(resolve => {
  letGo = resolve
})
const make: MakeChannel = ({ words }) => {
  const made = memoryChannel(words, 'telegram')
  return {
    ...made.channel,
    edit: async (to, sent, card, locale, yields = false) => {
      if (yields) await held
      edits.push({ messageId: sent.messageId, yields })
      await made.channel.edit(to, sent, card, locale)
    },
  }
}

let place: Office
let notify: Notify
beforeAll(async () => {
  place = await office({ channels: [make] })
  await prefer(place, 'telegram', 'budi')
  const { db, app, clock } = place
  const rules = createOffice({ zone: 'Asia/Jakarta' })
  notify = createNotify({ db, queue: app.queue, clock, ids: randomIds, office: rules })
  const at = clock.now()
  await db.client.event.create({
    data: {
      id: 'event0000001',
      requestKey: 'event0000001',
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
      announcedAt: at,
      toldAt: at,
      createdAt: at,
      changedAt: at,
    },
  })
  const messages = keys.map(key => ({
    key,
    to: { person: 'budi' },
    notification: 'events.told',
    args: ['event0000001'],
    timing: 'soon' as const,
  }))
  await db.transaction(tx => notify.enqueue(tx, messages, at))
  await place.settled()
})
afterAll(() => place.close())

it('another change goes at once, and of many numbers the newest are shown once', {
  timeout: 120_000,
}, async () => {
  const { db } = place
  // In one transaction: what is in hand already when its numbers change again is rightly changed once more.
  await db.transaction(async tx => {
    for (let count = 0; count < 3; count++) await notify.refreshLater(tx, keys)
  })
  await expect.poll(() => db.client.lateRefresh.count(), { timeout: 10_000 }).toBe(INVITED - 1)
  const tapped = await db.client.delivery.findUniqueOrThrow({ where: { key: 'many:149' } })
  const began = performance.now()
  await db.transaction(tx => notify.refresh(tx, ['many:149']))
  await expect
    .poll(() => edits, { timeout: 10_000 })
    .toEqual([{ messageId: tapped.messageId, yields: false }])
  expect(performance.now() - began).toBeLessThan(5000)
  letGo()
  await expect.poll(() => edits.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(INVITED)
  await place.settled()
  // What was changed before shows the newest numbers already.
  expect(edits).toHaveLength(INVITED)
  expect(new Set(edits.map(({ messageId }) => messageId)).size).toBe(INVITED)
  expect(await db.client.lateRefresh.count()).toBe(0)
})
