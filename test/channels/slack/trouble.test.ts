/** What goes wrong between Slack and us: people who are gone, limits, lost answers, a connection that breaks. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AnswerLost, RetryLater, Unreachable } from '../../../src/chat/channel.ts'
import { text } from '../../../src/chat/i18n/words.ts'
import { card, type Scripted, scripted, shows, tap } from './scripted.ts'

let place: Scripted
beforeAll(async () => {
  place = await scripted()
})
afterAll(() => place.close())
afterEach(async () => {
  await place.slack.idle()
  place.slack.assertClean()
})
const to = (id: string) => ({ channel: 'slack', id })
const send = (id = place.siti.id) => place.channel.send(to(id), card('pesan'), 'id')

describe('sending', () => {
  it('somebody who left the workspace, and a channel without us, cannot be reached', async () => {
    const { slack } = place
    const gone = slack.person('Sudah Pindah')
    gone.isDeactivated()
    await expect(send(gone.id)).rejects.toBeInstanceOf(Unreachable)
    await expect(send(slack.channel('tanpa-kami', [gone]).id)).rejects.toBeInstanceOf(Unreachable)
    await expect(send('U0NOBODY')).rejects.toBeInstanceOf(Unreachable)
  })

  it('waits as long as Slack says', async () => {
    place.slack.failNext('chat.postMessage', { retryAfter: 17 })
    await expect(send()).rejects.toMatchObject({ constructor: RetryLater, afterSeconds: 17 })
  })

  it.each([
    ['the connection broke after it was said', { afterEffect: true }],
    ['a gateway gave up', { status: 504 }],
    ['Slack itself is not sure', { description: 'fatal_error' }],
  ])('perhaps it arrived: %s', async (_what, fault) => {
    place.slack.failNext('chat.postMessage', fault)
    await expect(send()).rejects.toBeInstanceOf(AnswerLost)
  })

  it.each([
    ['Slack takes nothing now', 'chat.postMessage', { status: 503 }],
    ['our token was taken away', 'chat.postMessage', { description: 'token_revoked' }],
  ])('surely not said, and tried again: %s', async (_what, method, fault) => {
    place.slack.failNext(method, fault)
    const why = await send().catch(error => error)
    expect(why).toBeInstanceOf(Error)
    expect([AnswerLost, Unreachable, RetryLater].some(kind => why instanceof kind)).toBe(false)
  })

  it('a picture that cannot be uploaded is not a message that was lost', async () => {
    await place.db.client.storedFile.create({
      data: {
        id: 'pic',
        name: 'a.png',
        mime: 'image/png',
        bytes: new Uint8Array([1]),
        createdAt: new Date(0),
        expiresAt: null,
      },
    })
    const picture = {
      kind: 'file',
      file: { id: 'pic', name: 'a.png', mime: 'image/png' },
      alt: text('chat:help.title'),
    } as const
    place.slack.failNext('files.getUploadURLExternal', { reset: true })
    const before = place.siti.messages().length
    const why = await place.channel
      .send(to(place.siti.id), card('papan', picture), 'id')
      .catch(error => error)
    expect(why).not.toBeInstanceOf(AnswerLost)
    expect(place.siti.messages()).toHaveLength(before)
  })

  it('a message that is gone is left alone', async () => {
    const { messageId } = await send()
    for (const message of place.slack.world.messages) message.deleted = true
    await place.channel.edit(to(place.siti.id), { messageId }, card('lagi'), 'id')
  })

  it('somebody who waits for an answer gets it when Slack asks us to wait a second', async () => {
    place.says(() => shows('sabar'))
    place.slack.failNext('chat.postMessage', { retryAfter: 1 })
    await place.siti.writes('halo')
    await place.siti.sees('sabar')
  })

  it('a modal that was closed meanwhile, and a trigger that is too old, hurt nobody', async () => {
    place.says(() => shows('awal', { blocks: [tap('Isi')] }))
    await place.siti.writes('halo')
    await place.siti.sees('awal')
    place.slack.failNext('views.open', { description: 'expired_trigger_id' })
    place.says(() => ({
      kind: 'form',
      locale: 'id',
      where: 'private',
      draft: {
        id: 'd',
        version: 1,
        title: text('chat:help.title'),
        fields: [],
        answers: {},
        problems: [],
        names: {},
      },
    }))
    await place.siti.taps('Isi')
    await place.siti.sees('formulirnya belum terbuka')
  })
})

describe('the socket', () => {
  it.each([
    ['is cut', {}],
    ['is asked to come back', { politely: true }],
  ])('comes back when it %s', async (_what, how) => {
    const { slack, siti } = place
    const before = slack.connections()
    slack.dropSocket(how)
    await expect.poll(() => slack.connections(), { timeout: 8000 }).toBeGreaterThan(before)
    place.says(() => shows('kembali'))
    await siti.writes('halo')
    await siti.sees('kembali')
  })

  it('comes back though Slack is down for a while, or refuses us for a moment', async () => {
    const { slack, siti } = place
    const before = slack.connections()
    slack.failNext('apps.connections.open', { reset: true })
    slack.failNext('apps.connections.open', { status: 503 })
    slack.failNext('apps.connections.open', { description: 'invalid_auth' })
    slack.dropSocket()
    await expect.poll(() => slack.connections(), { timeout: 8000 }).toBeGreaterThan(before)
    place.says(() => shows('kembali lagi'))
    await siti.commands('/bantuan')
    await siti.sees('kembali lagi')
  })

  it('broken while we work: the answer still arrives', async () => {
    const { slack, siti } = place
    place.says(async () => {
      await new Promise(resolve => setTimeout(resolve, 200))
      slack.dropSocket()
      return shows('tetap sampai')
    })
    await siti.commands('/bantuan')
    await siti.sees('tetap sampai')
  })

  it('ends what it has begun before it stops', async () => {
    const last = await scripted()
    last.says(async () => {
      await new Promise(resolve => setTimeout(resolve, 500))
      return shows('selesai dahulu')
    })
    await last.siti.commands('/bantuan')
    await last.channel.stop()
    expect(last.siti.last()).toContain('selesai dahulu')
    await last.close()
    // A second database is opened here: on a busy machine that takes its time.
  }, 60_000)
})
