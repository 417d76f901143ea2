import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '../../../src/chat/i18n/words.ts'
import type { Card } from '../../../src/chat/model.ts'
import { card, type Stage, shows, stage, times, toast } from './stage.ts'

let web: Stage
beforeAll(async () => {
  web = await stage()
})
afterAll(() => web.close())

const HOSTILE = '<b>&*_"\'</b><script>alert(1)</script> 👏'
const ESCAPED = '&lt;b&gt;&amp;*_&quot;&#39;&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt; 👏'

describe('a card in the browser', () => {
  it('shows every kind of block', async () => {
    const siti = await web.siti()
    const png = await web.files.put({ name: 'grafik.png', mime: 'image/png', bytes: new Uint8Array([1]) })
    const pdf = await web.files.put({
      name: 'piagam.pdf',
      mime: 'application/pdf',
      bytes: new Uint8Array([1]),
    })
    const whole: Card = card(
      'kutipan',
      { kind: 'text', text: text('chat:help.intro') },
      { kind: 'facts', rows: [[text('people:profile.unit'), 'Dinas <Kominfo>']] },
      { kind: 'table', head: ['Unit', 'Nilai'], rows: [['A & B', '1.234,5']] },
      { kind: 'file', file: png, alt: text('chat:help.title') },
      { kind: 'file', file: pdf, alt: text('chat:help.title') },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Sudah saya baca', tone: 'primary', press: { verb: 'x.read', args: ['a1', 'b2'] } },
          { label: 'Hapus', tone: 'danger', press: { verb: 'x.drop', args: [] } },
          { label: 'Buka', url: 'https://example.go.id/?a=1&b=2' },
          { label: 'Jahat', url: 'javascript:alert(1)' },
        ],
      },
    )
    await web.channel.send(siti.address, whole, 'id')
    const page = await siti.page()
    for (const part of [
      '<blockquote>kutipan</blockquote>',
      'Berikut menu yang dapat Bapak/Ibu gunakan:',
      '<dt>Unit kerja</dt><dd>Dinas &lt;Kominfo&gt;</dd>',
      '<th scope="col" class="">Unit</th><th scope="col" class="figure">Nilai</th>',
      '<td class="">A &amp; B</td><td class="figure">1.234,5</td>',
      `<img src="/files/${png.id}" alt="Bantuan"`,
      `href="/files/${pdf.id}" download="piagam.pdf"`,
      'value="x.read~a1~b2" class="primary"',
      'class="danger"',
      'href="https://example.go.id/?a=1&amp;b=2" rel="noopener noreferrer"',
    ])
      expect(page).toContain(part)
    expect(page).not.toContain('javascript:')
  })

  it('escapes what people wrote, wherever it stands', async () => {
    const siti = await web.siti()
    web.says(() => shows(HOSTILE))
    await siti.says(HOSTILE)
    const page = await siti.page()
    expect(times(page, ESCAPED)).toBe(2)
    expect(page).not.toContain('<script>alert')
  })

  it('speaks the language it was sent in', async () => {
    const siti = await web.siti()
    await web.channel.send(siti.address, card('hi'), 'en')
    const page = await siti.page()
    expect(page).toContain('<html lang="en">')
    expect(page).toContain('>Help</h2>')
    expect(page).toContain('Tuesday, 24 November 2026')
  })

  it('says the day once above the messages of a day', async () => {
    const own = await stage()
    const siti = await own.siti()
    await siti.says('satu')
    await siti.says('dua')
    own.clock.forward(24 * 60 * 60 * 1000)
    await siti.says('tiga')
    const page = await siti.page()
    expect(times(page, '<span>Selasa, 24 November 2026</span>')).toBe(1)
    expect(times(page, '<span>Rabu, 25 November 2026</span>')).toBe(1)
    await own.close()
  })

  it('is changed in place by edit, and only where it stands', async () => {
    const siti = await web.siti()
    const sent = await web.channel.send(siti.address, card('sebelum'), 'id')
    await web.channel.edit(siti.address, sent, card('sesudah'), 'id')
    await web.channel.edit({ channel: 'web', id: 'lain' }, sent, card('bukan milik saya'), 'id')
    const page = await siti.page()
    expect(page).toContain('sesudah')
    expect(page).not.toContain('sebelum</blockquote>')
    expect(page).not.toContain('bukan milik saya')
  })
})

describe('a tap', () => {
  const offer = card('pilih', {
    kind: 'buttons',
    buttons: [{ label: 'Sudah saya baca', press: { verb: 'x.read', args: ['a1'] } }],
  })

  it('arrives as a press, and `over` changes the message that was tapped', async () => {
    const siti = await web.siti()
    const { messageId } = await web.channel.send(siti.address, offer, 'id')
    web.says(() => shows('sudah dibaca', { over: true }))
    await siti.post({ press: 'x.read~a1', message: messageId })
    expect(web.heard.at(-1)).toMatchObject({
      from: siti.address,
      place: { kind: 'direct' },
      act: { kind: 'press', press: { verb: 'x.read', args: ['a1'] } },
    })
    const page = await siti.page()
    expect(page).toContain('sudah dibaca')
    expect(page).not.toContain('<blockquote>pilih')
    expect(page).not.toContain('class="message person tapped"')
  })

  it('that is answered below leaves its label as what was said', async () => {
    const siti = await web.siti()
    const { messageId } = await web.channel.send(siti.address, offer, 'id')
    web.says(() => shows('jawaban'))
    await siti.post({ press: 'x.read~a1', message: messageId })
    const page = await siti.page()
    expect(page).toContain('<blockquote>pilih')
    expect(page).toMatch(/message person tapped[\s\S]*Sudah saya baca[\s\S]*jawaban/)
  })

  it('answered by a toast flashes, and stays as a note where nothing can flash', async () => {
    const siti = await web.siti()
    web.says(toast)
    const answer = await siti.post({ press: 'x.read~a1' })
    expect(await answer.json()).toMatchObject({ flash: expect.stringContaining('Tombol ini sudah') })
    expect(await siti.page()).not.toContain('Tombol ini sudah')
    const plain = await web.siti({ script: false })
    expect((await plain.post({ press: 'x.read~a1' })).status).toBe(303)
    expect(times(await plain.page(), 'Tombol ini sudah')).toBe(1)
  })
})

describe('a message', () => {
  it('sent twice with one key has one effect and stands once', async () => {
    const siti = await web.siti()
    web.says(() => shows('jawaban sekali'))
    const before = web.heard.length
    await siti.says('halo dua kali', 'kunci-yang-sama-1')
    await siti.says('halo dua kali', 'kunci-yang-sama-1')
    expect(web.heard.length - before).toBe(1)
    const page = await siti.page()
    expect(times(page, 'halo dua kali')).toBe(1)
    expect(times(page, 'jawaban sekali')).toBe(1)
  })

  it('has a key of its own when the browser gave none', async () => {
    const siti = await web.siti()
    await siti.says('halo')
    await siti.says('halo')
    const [one, two] = web.heard.slice(-2).map(({ key }) => key)
    expect(one).toMatch(/^web:/)
    expect(one).not.toBe(two)
  })

  it('with a slash is a command; 4,000 characters are taken, more refused politely', async () => {
    const siti = await web.siti()
    web.says(() => shows('baik'))
    await siti.says('/Pujian @Budi terima kasih\r\nbanyak')
    expect(web.heard.at(-1)?.act).toEqual({
      kind: 'command',
      name: 'pujian',
      rest: '@Budi terima kasih\nbanyak',
    })
    await siti.says('a'.repeat(4000))
    expect(web.heard.at(-1)?.act).toEqual({ kind: 'say', text: 'a'.repeat(4000) })
    const heard = web.heard.length
    const answer = await siti.says('a'.repeat(4001))
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ flash: expect.stringContaining('4.000 karakter') })
    expect(web.heard.length).toBe(heard)
    const plain = await web.siti({ script: false })
    await plain.says('a'.repeat(4001))
    expect(await plain.page()).toContain('4.000 karakter')
  })

  it('further back is found through a link', async () => {
    const siti = await web.siti()
    for (let n = 0; n < 35; n++) await siti.says(`pesan ke-${n}.`)
    const page = await siti.page()
    expect(page).not.toContain('pesan ke-1.')
    const [, link = ''] = /class="earlier"><a class="button" href="([^"#]+)/.exec(page) ?? []
    expect(await siti.page(link)).toContain('pesan ke-1.')
  })
})
