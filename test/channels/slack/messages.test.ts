/** Cards on Slack: in the private chat, beside a command in a channel, over what was tapped, in the Home tab. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '../../../src/chat/i18n/words.ts'
import type { Block } from '../../../src/chat/model.ts'
import { card, leavesSlackClean, type Scripted, scripted, shows, tap, toast } from './scripted.ts'

/** The smallest PNG. */
const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  letter => letter.charCodeAt(0),
)

let place: Scripted
beforeAll(async () => {
  place = await scripted()
})
afterAll(() => place.close())
leavesSlackClean(() => place)
const file = async (name: string, mime: string, bytes: Uint8Array) => {
  const row = await place.db.client.storedFile.create({
    data: {
      id: `f${name}`.slice(0, 12),
      name,
      mime,
      bytes: Uint8Array.from(bytes),
      createdAt: new Date(0),
      expiresAt: null,
    },
  })
  return { kind: 'file', file: { id: row.id, name, mime }, alt: text('chat:help.title') } as const
}

describe('the words of a card', () => {
  it.each([
    ['markup', '<b>tebal</b> &amp; *bintang* _garis_ `kode` <@U123> <!channel> https://x.id'],
    ['emoji', '👩‍👩‍👧‍👦🇮🇩👏🏽 :clap:'],
    ['nothing but space', '   '],
    ['several lines', 'satu\n\n> dua\n• tiga'],
  ])('%s stands as it was written', async (_what, said) => {
    await place.channel.send({ channel: 'slack', id: place.siti.id }, card(said), 'id')
    expect(place.siti.last()).toContain(said.trim() === '' ? '“–”' : `“${said}”`)
  })

  it('5,000 characters and 5,000 emoji are cut to what Slack takes, never through an emoji', async () => {
    const to = { channel: 'slack', id: place.siti.id }
    for (const said of ['x'.repeat(5000), '👏'.repeat(5000), `y${'👏'.repeat(5000)}`])
      await place.channel.send(to, card(said), 'id')
    expect(place.siti.last()).toMatch(/👏…”$/)
  })

  it('a hundred facts, a wide table, sixty buttons and eighty blocks keep within the limits', async () => {
    const buttons = Array.from({ length: 60 }, (_, index) => ({
      label: `Pilihan ${index} ${'panjang '.repeat(20)}`,
      press: { verb: 'test.tap', args: [String(index)] },
    }))
    const blocks: Block[] = [
      {
        kind: 'facts',
        rows: Array.from({ length: 100 }, (_, index) => [`Fakta ${index}`, index % 2 ? '' : 'isi']),
      },
      { kind: 'facts', rows: [] },
      {
        kind: 'table',
        head: ['Nama', 'JP'],
        rows: [
          ['Budi', '20'],
          ['Siti & <Dewi>', ''],
        ],
      },
      { kind: 'table', head: ['Nama'], rows: [] },
      { kind: 'buttons', buttons },
      { kind: 'buttons', buttons: [] },
      ...Array.from({ length: 80 }, (_, index): Block => ({ kind: 'quote', said: `ke-${index}` })),
    ]
    await place.channel.send({ channel: 'slack', id: place.siti.id }, card('besar', ...blocks), 'id')
    expect(place.siti.last()).toContain('ke-79')
    expect(place.siti.last()).toContain('[Pilihan 59')
  })

  it('a link is a button that tells nobody', async () => {
    const blocks: Block[] = [
      { kind: 'buttons', buttons: [{ label: 'Buka', url: 'https://rekan.example.go.id/x' }] },
    ]
    await place.channel.send({ channel: 'slack', id: place.siti.id }, card('tautan', ...blocks), 'id')
    const before = place.heard.length
    expect(await place.siti.taps('Buka')).toBe('https://rekan.example.go.id/x')
    await place.slack.idle()
    expect(place.heard).toHaveLength(before)
  })
})

describe('pictures and documents', () => {
  it('a picture stands in the message, once Slack has it ready', async () => {
    const blocks = [await file('papan.png', 'image/png', PNG)]
    await place.channel.send({ channel: 'slack', id: place.siti.id }, card('papan', ...blocks), 'id')
    expect(place.siti.last()).toContain('[image]')
    expect(place.slack.callsTo('chat.postMessage').at(-2)?.error).toBe('invalid_blocks')
  })

  it('a document is shared beside the card, in the same chat', async () => {
    const blocks = [await file('rapor.pdf', 'application/pdf', new TextEncoder().encode('%PDF'))]
    await place.channel.send({ channel: 'slack', id: place.siti.id }, card('rapor', ...blocks), 'id')
    expect(place.siti.last()).toBe('[rapor.pdf]')
  })

  it('a document asked for in a channel comes in private, and the channel is told nothing', async () => {
    const { slack, siti, budi } = place
    const channel = slack.channel('umum', [siti, budi])
    const blocks = [await file('lap.pdf', 'application/pdf', new TextEncoder().encode('%PDF-lap'))]
    place.says(() => shows('laporan', { blocks, where: 'private' }))
    await siti.commands('/laporan', { in: channel })
    await siti.sees('percakapan pribadi', { in: channel })
    expect(siti.last()).toBe('[lap.pdf]')
    expect(budi.messages({ in: channel })).toEqual([])
  })

  it('takes every file that was sent, and says so when one is too large', async () => {
    const { siti, heard } = place
    place.says(() => shows('berkas diterima'))
    const bytes = new TextEncoder().encode('NIP;Nama\n1;<b>')
    await siti.uploads([
      { name: 'a.csv', bytes },
      { name: 'b.csv', bytes },
    ])
    const names = () => heard.flatMap(({ act }) => (act.kind === 'attach' ? [act.file.name] : []))
    await expect.poll(names, { timeout: 5000 }).toEqual(['a.csv', 'b.csv'])
    await siti.uploads({ name: 'besar.csv', bytes: new Uint8Array(10_000_001) })
    await siti.sees('terlalu besar')
  })
})

describe('where an answer stands', () => {
  it('over: the tapped message changes in place', async () => {
    const { siti } = place
    place.says(() => shows('awal', { blocks: [tap('Ganti')] }))
    await siti.writes('halo')
    const message = await siti.sees('awal')
    place.says(() => shows('sesudah', { over: true }))
    await siti.taps('Ganti')
    const after = await siti.sees('sesudah')
    expect(after.ts).toBe(message.ts)
  })

  it('in a channel only the one who asked sees a private answer, and everyone an open one', async () => {
    const { slack, siti, budi } = place
    const channel = slack.channel('bidang', [siti, budi])
    place.says(() => shows('hanya Siti', { where: 'private', blocks: [tap('Ubah')] }))
    await siti.commands('/profil', { in: channel })
    await siti.sees('hanya Siti', { in: channel })
    expect(budi.messages({ in: channel })).toEqual([])
    place.says(() => shows('diubah', { over: true }))
    await siti.taps('Ubah', { in: channel })
    await siti.sees('diubah', { in: channel })
    expect(siti.messages({ in: channel })).toHaveLength(1)
    place.says(() => shows('untuk semua', { where: 'here', blocks: [tap('Ganti')] }))
    await siti.commands('/papan', { in: channel })
    await budi.sees('untuk semua', { in: channel })
    // The bot is in no such channel: what it said there is changed through the tap's own address.
    place.says(() => shows('semua melihat perubahan', { over: true }))
    await budi.taps('Ganti', { in: channel })
    await siti.sees('semua melihat perubahan', { in: channel })
    expect(budi.messages({ in: channel })).toHaveLength(1)
  })

  it('in a chat between two people the answer comes by the private chat with Rekan', async () => {
    const { slack, siti, budi } = place
    const between = slack.channel('directmessage', [siti, budi])
    place.says(() => shows('profil Siti'))
    await siti.commands('/profil', { in: between })
    await siti.sees('percakapan pribadi', { in: between })
    expect(budi.messages({ in: between })).toEqual([])
    expect(siti.last()).toContain('profil Siti')
  })

  it('a toast is seen by one person, in the place of the tap', async () => {
    const { slack, siti, budi } = place
    const channel = slack.channel('seksi', [siti, budi])
    place.says(() => toast())
    await siti.commands('/kelola', { in: channel })
    await siti.sees('Tombol ini sudah tidak berlaku', { in: channel })
    expect(budi.messages({ in: channel })).toEqual([])
    await siti.writes('halo')
    await siti.sees('Tombol ini sudah tidak berlaku')
  })
})
