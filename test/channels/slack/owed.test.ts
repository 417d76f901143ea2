/** Answers are owed until they were shown: Slack fails one call in every way it can, and a process ends in between. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { slackChannel } from '../../../src/channels/slack/index.ts'
import type { Host } from '../../../src/chat/channel.ts'
import { text } from '../../../src/chat/i18n/words.ts'
import { storedJournal } from '../../../src/platform/conversation/journal.ts'
import { createLog } from '../../../src/platform/observability/log.ts'
import { fixedClock } from '../../support/office.ts'
import { freeSlots } from '../../support/slots.ts'
import { card, form, line, type Scripted, scripted, shows, tap, toast, words } from './scripted.ts'
import { config } from './stage.ts'

let place: Scripted
beforeAll(async () => {
  place = await scripted()
})
afterAll(() => place.close())
afterEach(async () => {
  await place.slack.idle()
  place.slack.assertClean()
  place.siti.modal.closes()
})
const later = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
const owedActs = () => place.db.client.owedAct.count()
const SIGHT = { timeout: 8000 }

const FAULTS = [
  ['500', { status: 500 }],
  ['503', { status: 503 }],
  ['reset', { reset: true }],
  ['429', { retryAfter: 1 }],
] as const

describe.each(FAULTS)('one call is answered %s', (_name, fault) => {
  it('words are answered all the same, and count as answered only then', async () => {
    const { siti, slack, answered } = place
    place.says(() => shows('kabar baik'))
    slack.failNext('chat.postMessage', fault)
    const before = answered.length
    await siti.writes('halo')
    expect(answered).toHaveLength(before)
    expect(await owedActs()).toBe(1)
    await siti.sees('kabar baik')
    await expect.poll(() => answered.length, SIGHT).toBe(before + 1)
    await expect.poll(owedActs, SIGHT).toBe(0)
  })

  it('a form opens, or its button comes', async () => {
    const { siti, slack } = place
    place.says(({ act }) => (act.kind === 'submit' ? shows('beres') : form([line('one')])))
    slack.failNext('views.open', fault)
    await siti.commands('/nilai')
    const opened = () => siti.modal.isOpen() || siti.last().includes('Buka formulir')
    await expect.poll(opened, SIGHT).toBe(true)
  })

  it('a command in a channel is answered there', async () => {
    const { siti, budi, slack } = place
    const channel = slack.channel(`ruang-${_name}`, [siti, budi])
    place.says(() => shows('jawaban di ruang'))
    slack.failNext('response_url', fault)
    await siti.commands('/bantuan', { in: channel })
    await siti.sees('jawaban di ruang', { in: channel })
  })

  it('a tap changes the message, or is answered with a toast', async () => {
    const { siti, slack } = place
    place.says(() => shows(`awal ${_name}`, { blocks: [tap('Ubah')] }))
    await siti.writes('halo')
    await siti.sees(`awal ${_name}`)
    slack.failNext('chat.update', fault)
    place.says(() => shows(`akhir ${_name}`, { over: true, blocks: [tap('Ubah')] }))
    await siti.taps('Ubah')
    await siti.sees(`akhir ${_name}`)
    slack.failNext('response_url', fault)
    place.says(() => toast())
    await siti.taps('Ubah')
    await siti.sees('Tombol ini sudah tidak berlaku')
  })

  it.each(['files.getUploadURLExternal', 'files.completeUploadExternal'])(
    'a picture comes though %s fails',
    async method => {
      const { siti, slack, files } = place
      const file = await files.put({ name: 'papan.png', mime: 'image/png', bytes: new Uint8Array([1, 2]) })
      place.says(() =>
        shows(`papan ${_name} ${method}`, {
          blocks: [{ kind: 'file', file, alt: text('chat:help.title') }],
        }),
      )
      slack.failNext(method, fault)
      await siti.writes('halo')
      await siti.sees(`papan ${_name} ${method}`)
    },
  )

  it('what came of a modal that was sent is told', async () => {
    const { siti, slack } = place
    place.says(({ act }) => (act.kind === 'submit' ? shows(`tanda terima ${_name}`) : form([line('one')])))
    await siti.commands('/nilai')
    await siti.seesModal('Apa yang ingin')
    await siti.fills({ 'Apa yang ingin': 'baik' })
    slack.failNext('chat.postMessage', fault)
    await siti.submits()
    await siti.sees(`tanda terima ${_name}`)
  })

  it('the Home tab appears', async () => {
    const { siti, slack } = place
    place.says(() => shows(`beranda ${_name}`))
    slack.failNext('views.publish', fault)
    await siti.opensHome()
    await siti.seesHome(`beranda ${_name}`)
  })
})

describe('what cannot be shown in its place', () => {
  it('comes as a message when the place fails for good', async () => {
    const { siti, budi, slack } = place
    const channel = slack.channel('ruang-rusak', [siti, budi])
    place.says(() => shows('akhirnya sampai'))
    slack.failNext('response_url', { status: 500, times: 10 })
    await siti.commands('/bantuan', { in: channel })
    await siti.sees('akhirnya sampai', { within: 15_000 })
    slack.clearFaults()
  })

  it('is said twice at most when each answer of Slack is lost', async () => {
    const { siti, slack, answered } = place
    place.says(() => shows('dua kali saja'))
    slack.failNext('chat.postMessage', { afterEffect: true, times: 10 })
    const before = answered.length
    await siti.writes('halo')
    await expect.poll(() => answered.length, { timeout: 10_000 }).toBe(before + 1)
    await later(1500)
    slack.clearFaults()
    const said = siti.messages().filter(one => JSON.stringify(one).includes('dua kali saja'))
    expect(said).toHaveLength(2)
  })

  it.each([
    ['a form', () => form([line('one')]), 'Buka formulir'],
    ['a text', () => toast(), 'Tombol ini sudah tidak berlaku'],
    ['a card', () => shows('kartu terlambat'), 'kartu terlambat'],
  ])('comes to the chat when "wait" was closed: %s', async (_what, response, seen) => {
    const { siti, heard } = place
    place.says(() => shows('mula', { blocks: [tap('Buka')] }))
    await siti.writes('halo')
    await siti.sees('mula')
    place.says(async () => {
      await later(2600)
      return response()
    })
    await siti.taps('Buka')
    await siti.seesModal('Mohon tunggu')
    siti.modal.closes()
    await siti.sees(seen)
    expect(heard.at(-1)?.act.kind).toBe('press')
  })

  it('comes to the chat when "wait" was closed: what is wrong with a form, and the way back to it', async () => {
    const { siti, heard } = place
    const problems = [{ field: 'one', why: text('form:problem.line') }]
    place.says(async ({ act }) => {
      if (act.kind !== 'submit') return form([line('one')])
      await later(2600)
      return form([line('one')], { problems })
    })
    await siti.commands('/nilai')
    await siti.seesModal('Apa yang ingin')
    await siti.fills({ 'Apa yang ingin': 'panjang' })
    await siti.submits()
    await siti.seesModal('Mohon tunggu')
    siti.modal.closes()
    await siti.sees('Formulir ini belum terkirim')
    await siti.sees('Mohon ditulis dalam satu baris')
    place.says(() => form([line('one')]))
    await siti.taps('Buka formulir')
    expect(heard.at(-1)?.act).toMatchObject({
      kind: 'press',
      press: { verb: 'form.edit', args: ['draft1', '1'] },
    })
  })
})

describe('the journal', () => {
  /** Another process over the same database, which hears nothing from Slack itself. */
  async function another(route: Host['route']) {
    const log = createLog('silent')
    const journal = storedJournal({
      db: place.db,
      clock: fixedClock(),
      heartbeat: { id: () => 'another' },
      log,
    })
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

it('a bulk message with the same words is none of this', async () => {
  await place.channel.send({ channel: 'slack', id: place.siti.id }, card('pesan'), 'id')
  expect(await owedActs()).toBe(0)
})
