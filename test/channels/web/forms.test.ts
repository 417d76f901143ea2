import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '../../../src/chat/i18n/words.ts'
import { START } from '../../support/office.ts'
import { card, type Stage, shows, stage, times, toast } from './stage.ts'
import { filling, form, submitted } from './stage-forms.ts'

let web: Stage
beforeAll(async () => {
  web = await stage()
})
afterAll(() => web.close())

/** A draft the router still holds open. */
const openDraft = (id: string) =>
  web.db.client.draft.create({
    data: {
      id,
      personId: 'siti',
      channel: 'web',
      formId: 'x',
      args: [],
      fields: [],
      answers: {},
      names: {},
      position: 0,
      search: [],
      version: 1,
      touchedAt: START,
      expiresAt: new Date('2027-01-01'),
    },
  })

describe('a form in the browser', () => {
  it('asks with an input for each kind of field', async () => {
    const page = await (await filling(web)).page()
    for (const part of [
      'name="a.line" aria-describedby="" aria-required="true" data-min="0" data-max="60"',
      'data-min="10" data-max="500" rows="4"',
      'Berikut menu yang dapat Bapak/Ibu gunakan:</p>',
      'inputmode="decimal"',
      'Silakan menulis angka dari 0 sampai 100.',
      'type="date"',
      'type="radio" name="a.few" value="v5"',
      '<select id="f-draft1-many" name="a.many"',
      '<option value="v6">Pilihan &lt;6&gt;</option>',
      'type="checkbox" name="a.choices" value="v2"',
      'Boleh dilewati.',
      'data-field="person" data-max="2"',
      'role="combobox"',
      'accept="application/pdf,image/png"',
      'PDF atau PNG, paling besar 2 MB.',
      'name="draft" value="draft1"',
      'name="cancel" value="1"',
    ])
      expect(page).toContain(part)
    expect(page).not.toContain('type="radio" name="a.many"')
  })

  it('sends every answer as its kind, with the browser’s line ends mended', async () => {
    const siti = await filling(web)
    web.says(() => shows('terima kasih'))
    const file = new File(['%PDF'], 'bukti.pdf', { type: 'application/pdf' })
    await siti.post({
      draft: 'draft1',
      message: siti.message,
      'a.line': 'satu',
      'a.paragraph': 'dua\r\ntiga',
      'a.number': '87,5',
      'a.date': '2026-11-24',
      'a.few': 'v1',
      'a.many': 'v6',
      'a.choices': ['v0', 'v2'],
      'a.person': ['budi', 'dewi'],
      'a.file': file,
      'a.stranger': 'x',
    })
    expect(submitted(web).draftId).toBe('draft1')
    expect(submitted(web).answers).toEqual({
      line: 'satu',
      paragraph: 'dua\ntiga',
      number: '87,5',
      date: '2026-11-24',
      few: 'v1',
      many: 'v6',
      choices: ['v0', 'v2'],
      person: ['budi', 'dewi'],
      file: { id: expect.any(String), name: 'bukti.pdf', mime: 'application/pdf', size: 4 },
    })
  })

  it('gives its place to the answer, once', async () => {
    const siti = await filling(web)
    web.says(() => shows('terima kasih'))
    for (let n = 0; n < 2; n++)
      await siti.post({ draft: 'draft1', message: siti.message, key: 'kunci-isian-1' })
    const page = await siti.page()
    expect(page).not.toContain('name="draft"')
    expect(times(page, 'terima kasih')).toBe(1)
  })

  it('shows problems beside their fields, with what had been typed', async () => {
    const siti = await filling(web)
    const problems = [
      { field: 'number', why: text('form:problem.number', { min: 0, max: 100 }) },
      { field: 'nowhere', why: text('chat:refused.role') },
    ]
    web.says(() => form({ version: 2, answers: { line: 'satu' }, problems }))
    const posted = { 'a.line': 'satu', 'a.number': '<banyak>', 'a.person': 'asing', 'a.choices': 'v1' }
    await siti.post({ draft: 'draft1', message: siti.message, ...posted })
    const page = await siti.page()
    expect(times(page, 'name="draft"')).toBe(1)
    expect(page).toContain('value="satu"')
    expect(page).toContain('value="&lt;banyak&gt;"')
    expect(page).toContain('value="v1" checked')
    expect(page).not.toContain('value="asing"')
    expect(page).toContain(
      'aria-describedby="f-draft1-number-hint f-draft1-number-problem" aria-invalid="true"',
    )
    expect(page).toContain('id="f-draft1-number-problem">Mohon menulis angka dari 0 sampai 100')
    expect(page).toContain('Belum terkirim.')
    expect(page).toContain('tidak termasuk kewenangan')
  })

  it('keeps a file that was good, until another takes its place', async () => {
    const siti = await filling(web)
    const kept = await web.files.put({ name: 'lama.pdf', mime: 'application/pdf', bytes: new Uint8Array(3) })
    const problems = [{ field: 'line', why: text('form:problem.required') }]
    web.says(() => form({ answers: { file: kept }, problems }))
    await siti.post({ draft: 'draft1', message: siti.message })
    expect(await siti.page()).toContain('Berkas terpilih: lama.pdf')
    await siti.post({ draft: 'draft1', message: siti.message, 'a.line': 'x' })
    expect(submitted(web).answers.file).toEqual(kept)
  })

  it('stays, with what was typed, while a refusal leaves it open', async () => {
    const siti = await filling(web)
    await openDraft('draft1')
    web.says(toast)
    await siti.post({ draft: 'draft1', message: siti.message, 'a.line': 'tetap ada' })
    const page = await siti.page()
    expect(page).toContain('value="tetap ada"')
    expect(page).toMatch(/class="problem" role="alert">Tombol ini sudah/)
    web.says(() => shows('gangguan'))
    await siti.post({ draft: 'draft1', message: siti.message, 'a.line': 'tetap ada' })
    expect(await siti.page()).toMatch(/value="tetap ada"[\s\S]*gangguan/)
    await web.db.client.draft.delete({ where: { id: 'draft1' } })
    web.says(toast)
    await siti.post({ draft: 'draft1', message: siti.message })
    expect(await siti.page()).not.toContain('name="draft"')
  })

  it('is left by its cancel button', async () => {
    const siti = await filling(web)
    web.says(() => shows('dibatalkan', { over: true }))
    await siti.post({ draft: 'draft1', message: siti.message, cancel: '1', 'a.line': 'x' })
    expect(web.heard.at(-1)?.act).toEqual({ kind: 'press', press: { verb: 'form.cancel', args: ['draft1'] } })
    const page = await siti.page()
    expect(page).toContain('dibatalkan')
    expect(page).not.toContain('name="draft"')
  })

  it.each([
    ['sent', { press: 'form.send~draft1~1' }],
    ['left by a command', { say: '/batal' }],
  ])('is closed when it is %s from below, and keeps nothing of what was typed', async (_how, act) => {
    const siti = await filling(web)
    await openDraft('draft1')
    const send = { label: text('form:button.send'), press: { verb: 'form.send', args: ['draft1', '1'] } }
    const look = card('mohon diperiksa', { kind: 'buttons', buttons: [send] })
    web.says(() => ({ kind: 'card', locale: 'id', where: 'private', card: look }))
    await siti.post({ draft: 'draft1', message: siti.message, 'a.line': 'kata tanpa nama' })
    const page = await siti.page()
    expect(page).toContain('value="kata tanpa nama"')
    const [, below = ''] = /name="message" value="(\w+)">(?:(?!name="message")[\s\S])*$/.exec(page) ?? []
    web.says(async () => {
      await web.db.client.draft.delete({ where: { id: 'draft1' } })
      return shows('terkirim', { over: true })
    })
    await siti.post({ ...act, message: below } as Record<string, string>)
    const after = await siti.page()
    expect(after).toContain('terkirim')
    expect(after).toContain('Formulir ini sudah ditutup.')
    expect(after).not.toContain('name="draft"')
    const kept = await web.db.client.webMessage.findMany({ where: { address: siti.address.id } })
    expect(JSON.stringify(kept.map(({ body }) => body))).not.toContain('kata tanpa nama')
  })

  it('stands once: opened again, the older one points to it', async () => {
    const siti = await filling(web)
    web.says(() => form())
    await siti.says('/pujian')
    const page = await siti.page()
    expect(times(page, 'name="draft"')).toBe(1)
    expect(page).toContain('dilanjutkan pada pesan di bawah')
  })
})

it('a number stands as its reader writes it', async () => {
  const siti = await web.siti()
  web.says(() => form({ answers: { number: 87.5 } }))
  await siti.says('/pujian')
  expect(await siti.page()).toContain('value="87,5"')
})
