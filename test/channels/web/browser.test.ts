/** The page in a real browser: what only a browser can tell. */
import { existsSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChatResponse, DraftView } from '../../../src/chat/channel.ts'
import { text } from '../../../src/chat/i18n/words.ts'
import { card, GOOD_CODE, type Stage, shows, stage, toast } from './stage.ts'

const CHROMIUM = '/usr/bin/chromium'
const ARGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]
const label = text('chat:help.title')
const DRAFT: DraftView = {
  id: 'draft1',
  version: 1,
  title: label,
  answers: {},
  problems: [],
  names: {},
  fields: [
    { kind: 'person', id: 'who', label, among: 'office', max: 2 },
    { kind: 'choice', id: 'value', label, options: [{ value: 'a', label: 'Akuntabel' }] },
    { kind: 'paragraph', id: 'why', label, min: 10, max: 20 },
  ],
}
const form = (more: Partial<DraftView> = {}): ChatResponse => ({
  kind: 'form',
  locale: 'id',
  where: 'private',
  draft: { ...DRAFT, ...more },
})

describe.skipIf(!existsSync(CHROMIUM))('the page in Chromium', () => {
  let web: Stage
  let browser: Browser
  let page: Page
  let origin: string
  let server: ReturnType<typeof serve>
  let complaints: string[]
  const conversation = () => page.getByRole('log')
  const composer = () => page.getByRole('textbox', { name: 'Tulis pesan' })
  const address = async () => {
    const { address: id } = await web.db.client.account.findFirstOrThrow({ where: { personId: 'siti' } })
    return { channel: 'web', id }
  }
  const says = async (line: string) => {
    await composer().fill(line)
    await composer().press('Enter')
  }

  const enters = async (on: Page) => {
    await on.getByLabel('Kode penautan').fill(GOOD_CODE)
    await on.keyboard.press('Enter')
    await on.getByRole('log').getByText('selamat datang, Siti').waitFor()
  }
  const opensForm = async (more: Partial<DraftView> = {}) => {
    web.says(() => form(more))
    await says('/pujian')
    await conversation().getByRole('combobox').waitFor()
  }

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS })
  })
  afterAll(() => browser?.close())
  // Every test has a conversation of its own.
  beforeEach(async () => {
    web = await stage()
    origin = await new Promise<string>(resolve => {
      server = serve({ fetch: web.routes.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      )
    })
    page = await browser.newPage({ viewport: { width: 390, height: 780 } })
    complaints = []
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await page.goto(origin)
    await enters(page)
  })
  afterEach(async () => {
    await page.close()
    await web.close()
    await new Promise(resolve => server.close(resolve))
    // What a test has asked for: a message that is too long, a connection that is lost.
    expect(complaints.filter(one => !/413|ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([])
  })

  it('lets somebody in by a code, after a slip', async () => {
    const other = await browser.newPage()
    await other.goto(origin)
    await other.getByLabel('Kode penautan').fill('zzzzz-99999')
    await other.getByRole('button', { name: 'Masuk' }).click()
    await other.getByRole('alert').getByText('kode belum sesuai').waitFor()
    await enters(other)
    await other.close()
  })

  it('sends with Enter, shows the answer without loading anew, and keeps the focus', async () => {
    web.says(() => shows('halo juga <b>&'))
    await page.evaluate(() => Object.assign(globalThis, { samePage: true }))
    await says('halo 👏')
    await conversation().getByText('halo juga <b>&').waitFor()
    expect(await page.evaluate(() => 'samePage' in globalThis)).toBe(true)
    expect(await composer().inputValue()).toBe('')
    expect(await page.locator('#composer textarea:focus').count()).toBe(1)
  })

  it('shows what Rekan sends by itself, and its changes, and takes a tap', async () => {
    const buttons = [{ label: 'Sudah saya baca', press: { verb: 'x.read', args: [] } }]
    const sent = await web.channel.send(await address(), card('kabar', { kind: 'buttons', buttons }), 'id')
    await conversation().getByText('kabar').waitFor()
    web.says(toast)
    await conversation().getByRole('button', { name: 'Sudah saya baca' }).click()
    await page.getByRole('status').getByText('Tombol ini sudah').waitFor()
    await web.channel.edit(await address(), sent, card('kabar yang berubah'), 'id')
    await conversation().getByText('kabar yang berubah').waitFor()
    expect(await conversation().getByRole('button').count()).toBe(0)
  })

  it('keeps what is too long to send', async () => {
    await composer().fill('a'.repeat(4001))
    await composer().press('Enter')
    await page.getByRole('status').getByText('4.000 karakter').waitFor()
    expect((await composer().inputValue()).length).toBe(4001)
    await composer().fill('')
  })

  it('offers the commands that begin like what is typed', async () => {
    await composer().pressSequentially('/z')
    expect(await page.getByRole('button', { name: '/pujian' }).isVisible()).toBe(false)
    await composer().fill('/pu')
    web.says(() => form())
    await page.getByRole('button', { name: '/pujian' }).click()
    await conversation().getByRole('combobox').waitFor()
    // A form that was asked for is begun at its beginning, by eye and by key.
    await page.locator('.form h2:focus').waitFor()
    const top = await page.locator('.form h2').evaluate(one => one.getBoundingClientRect().top)
    expect(top).toBeGreaterThan(0)
    expect(top).toBeLessThan(780)
    await composer().fill('')
  })

  it('finds people by keyboard, marks what is wrong, and leads there', async () => {
    await opensForm()
    const who = conversation().getByRole('combobox')
    await who.pressSequentially('budi')
    await page.getByRole('option', { name: 'Budi Contoh' }).waitFor()
    await who.press('ArrowDown')
    await who.press('Enter')
    await who.pressSequentially('dewi')
    await page.getByRole('option', { name: 'Dewi <b>Andai</b>' }).click()
    expect(await page.locator('.tag').allTextContents()).toEqual(['Budi Contoh×', 'Dewi <b>Andai</b>×'])
    await page.getByRole('button', { name: 'Hapus Dewi' }).click()
    await conversation().getByLabel('Akuntabel').check()
    await conversation().locator('textarea').fill('singkat')
    expect(await page.locator('.count.over').textContent()).toBe('7 / 20')
    const problems = [{ field: 'why', why: text('form:problem.short', { min: 10, length: 7 }) }]
    web.says(() => form({ problems, answers: { who: ['budicontoh'] }, names: { budicontoh: 'Budi Contoh' } }))
    await conversation().getByRole('button', { name: 'Kirim' }).click()
    await conversation().getByText('Mohon menulis sedikitnya 10 karakter').waitFor()
    expect(web.heard.at(-1)?.act).toMatchObject({
      answers: { who: ['budicontoh'], value: 'a', why: 'singkat' },
    })
    const why = conversation().locator('textarea')
    expect(await why.inputValue()).toBe('singkat')
    await page.locator('.form textarea:focus').waitFor()
    expect(await conversation().getByLabel('Akuntabel').isChecked()).toBe(true)
    expect(await page.getByRole('button', { name: 'Hapus Budi Contoh' }).isVisible()).toBe(true)
  })

  it('puts the answer in the place of the form', async () => {
    await opensForm({ answers: { who: ['budicontoh'], value: 'a' }, names: { budicontoh: 'Budi Contoh' } })
    web.says(() => shows('pujian telah disampaikan'))
    await conversation().locator('textarea').fill('cukup panjang')
    await conversation().getByRole('button', { name: 'Kirim' }).click()
    await conversation().getByText('pujian telah disampaikan').waitFor()
    expect(await page.locator('[name=draft]').count()).toBe(0)
  })

  it('names the file before it is sent, and lets go of it again', async () => {
    const file = { name: 'pegawai.csv', mimeType: 'text/csv', buffer: Buffer.from('NIP;Nama') }
    await page.setInputFiles('#composer [type=file]', file)
    expect(await page.locator('#chosen').textContent()).toContain('pegawai.csv')
    await page.locator('#chosen button').click()
    expect(await page.locator('#chosen').isVisible()).toBe(false)
    await page.setInputFiles('#composer [type=file]', file)
    web.says(() => shows('berkas diterima'))
    await page.getByRole('button', { name: 'Kirim', exact: true }).click()
    await conversation().getByRole('link', { name: 'pegawai.csv' }).waitFor()
    await conversation().getByText('berkas diterima').waitFor()
    expect(web.heard.at(-1)?.act).toMatchObject({ kind: 'attach', file: { name: 'pegawai.csv' } })
  })

  it('says that a file is too large before it is sent', async () => {
    const buffer = Buffer.alloc(10_000_001)
    const heard = web.heard.length
    await page.setInputFiles('#composer [type=file]', { name: 'besar.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('status').getByText('10 MB').waitFor()
    expect(await page.locator('#chosen').isVisible()).toBe(false)
    expect(web.heard.length).toBe(heard)
  })

  it('comes back by itself when the connection was lost', async () => {
    await page.context().setOffline(true)
    await web.channel.send(await address(), card('sewaktu terputus'), 'id')
    await page.context().setOffline(false)
    await conversation().getByText('sewaktu terputus').waitFor({ timeout: 10_000 })
    expect(await conversation().getByText('sewaktu terputus').count()).toBe(1)
  })

  it('fits a narrow phone, with a form', async () => {
    await opensForm()
    await page.setViewportSize({ width: 320, height: 600 })
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBe(320)
  })

  it('asks before it lets somebody go', async () => {
    await page.getByText('Keluar', { exact: true }).click()
    await page.getByRole('button', { name: 'Ya, keluar' }).click()
    await page.getByLabel('Kode penautan').waitFor()
  })
})
