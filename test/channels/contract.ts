/**
 * What every channel promises, whatever its platform: one set of sentences, run for each of them. A channel's own test
 * opens it as a `Driver`: the real adapter against its test server, a host that says what it is told to, one person.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatResponse, Unreachable } from '../../src/chat/channel.ts'
import { text } from '../../src/chat/i18n/words.ts'
import type { Card } from '../../src/chat/model.ts'
import { actContract } from './contract-acts.ts'
import { stepwiseContract, wholeContract } from './contract-forms.ts'
import { card, HOSTILE, LABEL, shows, TITLE } from './contract-pieces.ts'
import type { Driver, Seen } from './driver.ts'

export type { Driver, Filled, Seen } from './driver.ts'

const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8AARAwoFABE0AX7pM/egAAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const PDF = new Uint8Array(Buffer.from('%PDF-1.4\n'))

export function channelContract(name: string, open: () => Promise<Driver>): void {
  describe(`${name} keeps the channels' contract`, () => {
    let it_: Driver
    beforeAll(async () => {
      it_ = await open()
    })
    afterAll(() => it_.close())
    const driver = () => it_
    const last = async () => {
      const seen = (await driver().person.sees()).at(-1)
      if (!seen) throw new Error('nothing to be seen')
      return seen
    }
    const answered = async (shown: ChatResponse) => {
      driver().says(() => shown)
      await driver().person.writes('tolong')
      return last()
    }

    cardContract(driver, last, answered)
    actContract(driver, last, answered)
    stepwiseContract(driver, answered)
    wholeContract(driver)
    unreachableContract(open)
  })
}

type Has = () => Driver
type Last = () => Promise<Seen>
type Answered = (shown: ChatResponse) => Promise<Seen>

function cardContract(driver: Has, last: Last, answered: Answered): void {
  it('shows every kind of block', async () => {
    const [png, pdf] = await Promise.all([
      driver().keep({ name: 'grafik.png', mime: 'image/png', bytes: PNG }),
      driver().keep({ name: 'piagam.pdf', mime: 'application/pdf', bytes: PDF }),
    ])
    const before = (await driver().person.sees()).length
    await answered(
      shows(
        card(
          { kind: 'text', text: text('chat:help.intro') },
          { kind: 'quote', said: 'kata orang\nbaris kedua' },
          { kind: 'facts', rows: [[text('people:profile.unit'), 'Dinas Kominfo']] },
          { kind: 'table', head: ['Unit', 'Nilai'], rows: [['Umum', '1.234,5']] },
          { kind: 'file', file: png, alt: LABEL },
          { kind: 'file', file: pdf, alt: text('chat:cancel.body') },
          {
            kind: 'buttons',
            buttons: [
              { label: 'Baca', tone: 'primary', press: { verb: 'x.read', args: ['a1'] } },
              { label: 'Buka', url: 'https://example.go.id/?a=1&b=2' },
            ],
          },
        ),
      ),
    )
    const seen = (await driver().person.sees()).slice(before)
    const said = seen.map(one => one.text).join('\n')
    for (const part of [
      ...['Bantuan', 'Berikut menu', 'kata orang', 'baris kedua', 'Unit kerja', 'Dinas Kominfo'],
      ...['Nilai', '1.234,5', 'Tidak ada yang dikirim'],
    ])
      expect(said).toContain(part)
    expect(seen.flatMap(one => one.buttons)).toEqual(['Baca', 'Buka'])
    expect(seen.reduce((sum, one) => sum + one.pictures, 0)).toBe(1)
    expect(seen.flatMap(one => one.files)).toEqual(['piagam.pdf'])
  })

  it('shows what people wrote as they wrote it, wherever it stands', async () => {
    const { text: said, buttons } = await answered(
      shows(
        card(
          { kind: 'text', text: text('chat:unknown.command', { name: HOSTILE }) },
          { kind: 'quote', said: HOSTILE },
          { kind: 'facts', rows: [[HOSTILE, HOSTILE]] },
          { kind: 'table', head: [HOSTILE, 'B'], rows: [[HOSTILE, 'b']] },
          { kind: 'buttons', buttons: [{ label: HOSTILE, press: { verb: 'x.read', args: [] } }] },
        ),
      ),
    )
    expect(said.split(HOSTILE).length - 1).toBeGreaterThanOrEqual(6)
    expect(buttons).toEqual([HOSTILE])
  })

  it.each([
    ['a quote', [{ kind: 'quote' as const, said: 'Panjang 👏 & <b>. '.repeat(800) }]],
    ['facts', [{ kind: 'facts' as const, rows: Array.from({ length: 60 }, (_, n) => row(n)) }]],
    [
      'a table',
      [
        {
          kind: 'table' as const,
          head: ['Nama', 'Nilai'],
          rows: Array.from({ length: 150 }, (_, n) => [`Nama & panjang ke-${n} <b>`.repeat(3), String(n)]),
        },
      ],
    ],
    ['a text', [{ kind: 'text' as const, text: text('chat:unknown.file', { name: 'x&'.repeat(5000) }) }]],
    ['very many blocks', Array.from({ length: 80 }, (_, n) => ({ kind: 'quote' as const, said: `k${n}` }))],
  ])('sends %s that is too long, and the buttons with it', async (_, blocks) => {
    const tapped = { kind: 'buttons' as const, buttons: [{ label: 'Terus', press: { verb: 'x', args: [] } }] }
    const before = (await driver().person.sees()).length
    await answered(shows(card(...blocks, tapped)))
    const seen = (await driver().person.sees()).slice(before)
    expect(seen[0]?.text).toContain('Bantuan')
    expect(seen.flatMap(one => one.buttons)).toContain('Terus')
  })

  it('shows many buttons, in order, each of which can be pressed', async () => {
    const labels = Array.from({ length: 30 }, (_, n) => `Pilihan ${n + 1} yang panjang`.slice(0, 10 + n))
    const buttons = labels.map((label, n) => ({ label, press: { verb: 'x.nth', args: [String(n)] } }))
    const { buttons: seen } = await answered(shows(card({ kind: 'buttons', buttons })))
    expect(seen).toEqual(labels)
    await driver().person.taps(labels[29] ?? '')
    expect(driver().heard.at(-1)?.act).toEqual({ kind: 'press', press: { verb: 'x.nth', args: ['29'] } })
  })

  it('changes a message it sent, also to and from a picture, and is content when nothing changes', async () => {
    const png = await driver().keep({ name: 'grafik.png', mime: 'image/png', bytes: PNG })
    const said = (words: string) => card({ kind: 'quote', said: words })
    const { channel, address, person } = driver()
    const sent = await channel.send(address, said('pertama'), 'id')
    const count = (await person.sees()).length
    const edit = (next: Card) => channel.edit(address, sent, next, 'id')
    await edit(said('kedua'))
    await edit(said('kedua'))
    expect(await last()).toMatchObject({ text: expect.stringContaining('kedua') })
    await edit(card({ kind: 'quote', said: 'bergambar' }, { kind: 'file', file: png, alt: LABEL }))
    expect(await last()).toMatchObject({ text: expect.stringContaining('bergambar'), pictures: 1 })
    await edit(said('ketiga'))
    expect(await last()).toMatchObject({ text: expect.stringContaining('ketiga'), pictures: 0 })
    // A platform that had to put a new message in its place may leave it at that, but never says it twice.
    await edit(said('keempat'))
    expect(await person.sees()).toHaveLength(count)
  })

  it('brings a document with the change that names it, once', async () => {
    const pdf = await driver().keep({ name: 'bukti.pdf', mime: 'application/pdf', bytes: PDF })
    const { channel, address, person } = driver()
    const files = async () =>
      (await person.sees()).flatMap(one => one.files).filter(name => name === pdf.name)
    const sent = await channel.send(address, card({ kind: 'quote', said: 'tanpa bukti' }), 'id')
    const before = (await files()).length
    const withProof = (said: string) => card({ kind: 'quote', said }, { kind: 'file', file: pdf, alt: LABEL })
    await channel.edit(address, sent, withProof('dengan bukti'), 'id')
    await expect.poll(async () => (await files()).length).toBe(before + 1)
    await channel.edit(address, sent, withProof('masih dengan bukti'), 'id')
    expect(await files()).toHaveLength(before + 1)
  })

  it('speaks the language it is told to', async () => {
    const { channel, address } = driver()
    await channel.send(address, card(), 'en')
    expect((await last()).text).toContain('Help')
  })
}

const row = (n: number): [string, string] => [`Hal ke-${n}`, `Isi yang panjang & <b>${n}</b> `.repeat(12)]

function unreachableContract(open: () => Promise<Driver>): void {
  it('says when somebody can no longer be reached', { timeout: 60_000 }, async () => {
    // Nobody else may meet somebody who has left.
    const { channel, address, person, close } = await open()
    await person.leaves()
    const sent = channel.send(address, card({ kind: 'text', text: TITLE }), 'id')
    await expect(sent).rejects.toBeInstanceOf(Unreachable)
    await close()
  })
}
