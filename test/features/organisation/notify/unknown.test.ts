import { describe, expect, it } from 'vitest'
import { createOffice } from '../../../../src/domain/calendar/office.ts'
import { createNotify } from '../../../../src/features/organisation/notify/api.ts'
import { createLog } from '../../../../src/platform/observability/log.ts'
import { countedIds, office } from '../../../support/office.ts'
import { deliveryTo } from './stage.ts'

const LOST = 'kudos.renamed-since'

/** An office whose log is read, with a message for Budi whose notification this code does not know. */
async function withUnknown(state: 'queued' | 'sent') {
  const lines: Record<string, unknown>[] = []
  const log = createLog('error', { write: line => void lines.push(JSON.parse(line)) })
  const place = await office({ log })
  const now = place.clock.now()
  await place.db.client.delivery.create({
    data: {
      id: 'unknown00001',
      key: 'unknown:budi',
      personId: 'budi',
      notice: LOST,
      args: [],
      timing: 'soon',
      state,
      attempts: 0,
      uncertain: 0,
      createdAt: now,
      dueAt: now,
      channel: state === 'sent' ? 'memory' : null,
      address: state === 'sent' ? 'budi' : null,
      messageId: state === 'sent' ? '1' : null,
      finishedAt: state === 'sent' ? now : null,
    },
  })
  return { place, lines }
}

describe('a message whose notification nobody knows', () => {
  it('ends as failed with its reason, and as an error in the log', async () => {
    const { place, lines } = await withUnknown('queued')
    try {
      await place.app.beat()
      await place.settled()
      const row = await deliveryTo(place, 'budi', LOST)
      expect(row).toMatchObject({ state: 'failed', problem: 'unknown-notification' })
      expect(row.finishedAt).not.toBeNull()
      expect(place.cast.budi.messages()).toEqual([])
      expect(lines).toMatchObject([{ level: 50, deliveryId: row.id, notification: LOST }])
    } finally {
      await place.close()
    }
  })

  it('that should be changed where it stands is an error in the log', async () => {
    const { place, lines } = await withUnknown('sent')
    try {
      const { db, app, clock } = place
      const outbox = createNotify({
        db,
        queue: app.queue,
        ids: countedIds(),
        clock,
        office: createOffice({ zone: 'Asia/Jakarta' }),
      })
      await db.transaction(tx => outbox.refresh(tx, ['unknown:budi']))
      await place.settled()
      expect(lines).toMatchObject([{ level: 50, deliveryId: 'unknown00001', notification: LOST }])
    } finally {
      await place.close()
    }
  })
})
