/** What Slack brought is in the journal until it was answered: a process that dies leaves it to others. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { slackChannel } from '../../../src/channels/slack/index.ts'
import type { Host } from '../../../src/chat/channel.ts'
import { createLog } from '../../../src/platform/observability/log.ts'
import { journalOver } from '../../support/journal.ts'
import { freeSlots } from '../../support/slots.ts'
import { form, leavesSlackClean, line, type Scripted, scripted, shows, tap, words } from './scripted.ts'
import { config } from './stage.ts'

let place: Scripted
beforeAll(async () => {
  place = await scripted()
})
afterAll(() => place.close())
leavesSlackClean(() => place)
const owedActs = () => place.db.client.owedAct.count()
const SIGHT = { timeout: 8000 }

describe('the journal', () => {
  /** Another process over the same database, which hears nothing from Slack itself. */
  async function another(route: Host['route']) {
    const log = createLog('silent')
    const journal = journalOver(place.db, 'another')
    const { slack, files } = place
    const parts = { words, files, limiter: freeSlots, journal, log }
    const channel = slackChannel({ ...parts, slack: config(slack, 'http') })
    const answered: string[] = []
    await channel.start({ ...place.host, route, answered: async key => void answered.push(key) })
    return { channel, answered }
  }
  const alive = (...ids: string[]) =>
    place.db.client.process.createMany({
      data: ids.map(id => ({ id, since: new Date(), until: new Date() })),
    })
  afterEach(() => place.db.client.process.deleteMany())

  it('holds an act before Slack is thanked, and not what nobody waits for', async () => {
    const { siti } = place
    let goOn = () => {}
    const held = new Promise<void>(resolve => {
      goOn = resolve
    })
    place.says(async () => {
      await held
      return shows('sudah')
    })
    await siti.commands('/bantuan')
    const [row] = await place.db.client.owedAct.findMany()
    expect(row).toMatchObject({ channel: 'slack', claimedBy: 'this', tries: 1 })
    expect(row?.payload).toMatchObject({ command: '/bantuan', user_id: siti.id })
    expect(row?.payload).not.toHaveProperty('token')
    goOn()
    await siti.sees('sudah')
    await expect.poll(owedActs, SIGHT).toBe(0)
  })

  it.each(['command', 'words', 'tap', 'form'])(
    'lets another process answer what a dead one has left: %s',
    async kind => {
      const { siti, heard } = place
      place.says(({ act }) =>
        act.kind === 'say' ? shows(`tombol ${kind}`, { blocks: [tap('Tekan')] }) : form([line('one')]),
      )
      if (kind === 'tap') {
        await siti.writes('halo')
        await siti.sees(`tombol ${kind}`)
      }
      if (kind === 'form') {
        await siti.commands('/nilai')
        await siti.seesModal('Apa yang ingin')
        await siti.fills({ 'Apa yang ingin': 'selesai' })
      }
      const never = new Promise<null>(() => {})
      place.says(() => never)
      if (kind === 'command') await siti.commands('/bantuan')
      if (kind === 'words') await siti.writes('halo')
      if (kind === 'tap') await siti.taps('Tekan')
      if (kind === 'form') await siti.submits()
      await alive('another', 'this')
      const keys: string[] = []
      const next = await another(async ({ key }) => {
        keys.push(key)
        return shows(`dari proses lain: ${kind}`)
      })
      await next.channel.takeOver?.()
      expect(keys).toEqual([])
      await place.db.client.process.deleteMany({ where: { id: 'this' } })
      await next.channel.takeOver?.()
      await siti.sees(`dari proses lain: ${kind}`)
      expect(keys).toEqual([heard.at(-1)?.key])
      await expect.poll(() => next.answered, SIGHT).toEqual(keys)
      await expect.poll(owedActs, SIGHT).toBe(0)
      await next.channel.takeOver?.()
      expect(keys).toHaveLength(1)
      await next.channel.stop()
    },
  )

  it('gives back at an orderly end what could not be shown, for whoever comes next', async () => {
    const own = await scripted()
    own.says(() => shows('nanti'))
    own.slack.failNext('chat.postMessage', { status: 503, times: 100 })
    await own.siti.writes('halo')
    await own.channel.stop()
    expect(own.answered).toEqual([])
    expect(await own.db.client.owedAct.findMany()).toMatchObject([{ claimedBy: null }])
    await own.close()
  }, 60_000)

  it('gives up what was begun by too many', async () => {
    const { db, journal } = place
    const payload = { type: 'event_callback', event_id: 'Ev1', event: { type: 'message', user: 'U1' } }
    const row = { channel: 'slack', key: 'Ev1', payload, takenAt: new Date(), claimedBy: 'gone', tries: 5 }
    await db.client.owedAct.create({ data: row })
    expect(await journal.of('slack').takeOver()).toEqual([])
    expect(await owedActs()).toBe(0)
  })

  it('forgets after a day', async () => {
    const { db, journal } = place
    const takenAt = new Date('2026-11-23T01:00:00Z')
    const row = { channel: 'slack', key: 'Ev2', payload: {}, takenAt, claimedBy: 'gone', tries: 1 }
    await db.client.owedAct.create({ data: row })
    await journal.sweep(new Date('2026-11-24T00:59:00Z'))
    expect(await owedActs()).toBe(1)
    await journal.sweep(new Date('2026-11-24T01:01:00Z'))
    expect(await owedActs()).toBe(0)
  })
})
