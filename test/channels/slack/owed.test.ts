/** Answers are owed until they were shown: Slack fails one call in every way it can. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '../../../src/chat/i18n/words.ts'
import { card, form, leavesSlackClean, line, type Scripted, scripted, shows, tap, toast } from './scripted.ts'

let place: Scripted
beforeAll(async () => {
  place = await scripted()
})
afterAll(() => place.close())
leavesSlackClean(() => place)
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
    await siti.seesModal('Mohon menunggu')
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
    await siti.seesModal('Mohon menunggu')
    siti.modal.closes()
    await siti.sees('Formulir ini belum terkirim')
    await siti.sees('Mohon menulisnya dalam satu baris')
    place.says(() => form([line('one')]))
    await siti.taps('Buka formulir')
    expect(heard.at(-1)?.act).toMatchObject({
      kind: 'press',
      press: { verb: 'form.edit', args: ['draft1', '1'] },
    })
  })
})

it('a bulk message with the same words is none of this', async () => {
  await place.channel.send({ channel: 'slack', id: place.siti.id }, card('pesan'), 'id')
  expect(await owedActs()).toBe(0)
})
