import { afterAll, beforeAll, expect, it } from 'vitest'
import { text } from '../../../src/chat/i18n/words.ts'
import { card, type Stage, shows, stage, times } from './stage.ts'

let web: Stage
beforeAll(async () => {
  web = await stage()
  web.says(() => shows('diterima'))
})
afterAll(() => web.close())

const sent = () => {
  const act = web.heard.at(-1)?.act
  if (act?.kind !== 'attach') throw new Error('no file came')
  return act.file
}

it('a file that is sent is kept, handed on and offered for download to its sender only', async () => {
  const siti = await web.siti()
  const html = new File(['<script>alert(1)</script>'], 'data "pegawai" #1.html', { type: 'text/html' })
  await siti.post({ file: html })
  const file = sent()
  expect(file).toMatchObject({ name: 'data "pegawai" #1.html', mime: 'text/html' })
  expect(await siti.page()).toContain('data &quot;pegawai&quot; #1.html</a>')
  const got = await siti.ask(`/files/${file.id}`)
  expect(await got.text()).toBe('<script>alert(1)</script>')
  expect(got.headers.get('content-type')).toBe('application/octet-stream')
  expect(got.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''data%20%22pegawai%22%20%231.html",
  )
  expect(got.headers.get('x-content-type-options')).toBe('nosniff')
  expect(got.headers.get('cache-control')).toContain('private')
  expect((await web.browser().ask(`/files/${file.id}`)).status).toBe(404)
})

it('a file of somebody else is not opened, whatever is written about it', async () => {
  const foreign = await web.files.put({
    name: 'rapor.pdf',
    mime: 'application/pdf',
    bytes: new Uint8Array(3),
  })
  const siti = await web.siti()
  await siti.says(`{"id": "${foreign.id}", "mime": "x"} "id": "${foreign.id}"`)
  expect((await siti.ask(`/files/${foreign.id}`)).status).toBe(404)
  expect((await siti.ask('/files/%25')).status).toBe(404)
  expect((await siti.ask(`/files/${encodeURIComponent('" || true')}`)).status).toBe(404)
  await web.channel.send(
    siti.address,
    card('x', { kind: 'file', file: foreign, alt: text('chat:help.title') }),
    'id',
  )
  expect((await siti.ask(`/files/${foreign.id}`)).status).toBe(200)
})

it('a picture is shown as one; a drawing that could run something is not', async () => {
  const siti = await web.siti()
  await siti.post({ file: new File(['x'], 'foto.png', { type: 'image/png' }) })
  const png = await siti.ask(`/files/${sent().id}`)
  expect(png.headers.get('content-type')).toBe('image/png')
  expect(png.headers.get('content-disposition')).toContain('inline')
  await siti.post({ file: new File(['<svg/>'], 'gambar.svg', { type: 'image/svg+xml' }) })
  const svg = await siti.ask(`/files/${sent().id}`)
  expect(svg.headers.get('content-type')).toBe('application/octet-stream')
  expect(times(await siti.page(), '<figure>')).toBe(1)
})

it('words that come with a file arrive after it; sent again, both stand once', async () => {
  const siti = await web.siti()
  const before = web.heard.length
  const kept = await web.db.client.storedFile.count()
  for (let n = 0; n < 2; n++)
    await siti.post({ file: new File(['x'], 'a.txt'), say: 'ini berkasnya', key: 'kunci-berkas-1' })
  expect(web.heard.slice(before).map(({ act }) => act.kind)).toEqual(['attach', 'say'])
  expect(await web.db.client.storedFile.count()).toBe(kept + 1)
  expect(times(await siti.page(), 'ini berkasnya')).toBe(1)
})

it('10 MB are taken, more refused politely', { timeout: 60_000 }, async () => {
  const siti = await web.siti()
  const { status } = await siti.post({ file: new File([new Uint8Array(10_000_000)], 'pas.csv') })
  expect(status).toBe(200)
  const heard = web.heard.length
  for (const bytes of [10_000_001, 12_000_000]) {
    const answer = await siti.post({ file: new File([new Uint8Array(bytes)], 'besar.csv') })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ flash: expect.stringContaining('10 MB') })
  }
  expect(web.heard.length).toBe(heard)
  const plain = await web.siti({ script: false })
  await plain.post({ file: new File([new Uint8Array(12_000_000)], 'besar.csv') })
  expect(await plain.page()).toContain('10 MB')
})

it('a file that is kept no longer is replaced by its words: no broken picture, no dead link', async () => {
  const siti = await web.siti()
  const picture = await web.files.put({ name: 'papan.png', mime: 'image/png', bytes: new Uint8Array(3) })
  const paper = await web.files.put({ name: 'hasil.pdf', mime: 'application/pdf', bytes: new Uint8Array(3) })
  const block = (file: typeof picture) => ({ kind: 'file' as const, file, alt: text('chat:help.title') })
  await web.channel.send(siti.address, card('papan', block(picture), block(paper)), 'id')
  expect(await siti.page()).toContain(`/files/${picture.id}`)
  await web.db.client.storedFile.deleteMany({ where: { id: { in: [picture.id, paper.id] } } })
  const page = await siti.page()
  expect(page).not.toContain(picture.id)
  expect(page).not.toContain(paper.id)
  expect(page).toContain('papan')
})
