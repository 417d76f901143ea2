import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Demo, nextMorning } from '../../../src/channels/web/demo.ts'
import { fixedClock } from '../../support/office.ts'
import { type Stage, shows, stage, ZONE } from './stage.ts'

const clock = fixedClock()
const PERSONAS = [
  { id: 'siti', name: 'Siti Contohwati, S.Sos.', position: 'Penelaah', unit: 'Kominfo', roles: ['officer'] },
  { id: 'budi', name: 'Budi <Misalnya>', position: 'Kepala', unit: 'Kominfo' },
]
const demo: Demo = {
  personas: async () => PERSONAS,
  addressOf: async id => (PERSONAS.some(one => one.id === id) ? `demo-${id}` : null),
  now: clock.now,
  forward: async hours => clock.forward(hours * 60 * 60 * 1000),
}
let web: Stage
beforeAll(async () => {
  web = await stage({ demo })
})
afterAll(() => web.close())

describe('the demonstration', () => {
  it('offers the sample people, and says who they are', async () => {
    const page = await web.browser().page()
    expect(page).toContain('href="/?sebagai=siti"')
    expect(page).toContain('Penelaah · Kominfo · Pengelola kinerja')
    expect(page).toContain('Budi &lt;Misalnya&gt;')
  })

  it('lets two tabs of one browser be two people', async () => {
    const browser = web.browser()
    web.says(({ from, act }) => shows(`${from.id} berkata ${act.kind === 'say' ? act.text : ''}`))
    await browser.post({ say: 'saya Siti' }, '/act?sebagai=siti')
    await browser.post({ say: 'saya Budi' }, '/act?sebagai=budi')
    const [siti, budi] = [await browser.page('/?sebagai=siti'), await browser.page('/?sebagai=budi')]
    expect(siti).toContain('demo-siti berkata saya Siti')
    expect(siti).not.toContain('saya Budi')
    expect(budi).toContain('demo-budi berkata saya Budi')
    expect(siti).toContain('action="/act?sebagai=siti"')
    expect(siti).toMatch(/<option value="siti" selected>/)
  })

  it('keeps the persona without a script, and sends nobody to somebody unknown', async () => {
    const plain = web.browser({ script: false })
    const answer = await plain.post({ say: 'halo' }, '/act?sebagai=budi')
    expect(answer.headers.get('location')).toBe('/?sebagai=budi')
    expect(await plain.page('/?sebagai=tidak-ada')).toContain('name="code"')
  })

  it('shows the office’s clock and moves it', async () => {
    const browser = web.browser()
    expect(await browser.page('/?sebagai=siti')).toContain('Selasa, 24 November 2026 pukul 09.00 WIB')
    const moved = await browser.post({ step: 'hour', sebagai: 'siti' }, '/demo/clock')
    expect(moved.headers.get('location')).toBe('/?sebagai=siti')
    expect(await browser.page('/?sebagai=siti')).toContain('pukul 10.00 WIB')
    await browser.post({ step: 'day' }, '/demo/clock')
    expect(clock.now().toISOString()).toBe('2026-11-25T03:00:00.000Z')
    await browser.post({ step: 'morning' }, '/demo/clock')
    expect(clock.now().toISOString()).toBe('2026-11-26T01:00:00.000Z')
    await browser.post({ step: 'year' }, '/demo/clock')
    expect(clock.now().toISOString()).toBe('2026-11-26T01:00:00.000Z')
  })

  it('is not there when it is not on', async () => {
    const real = await stage()
    const siti = await real.siti()
    expect((await siti.post({ step: 'hour' }, '/demo/clock')).status).toBe(404)
    await siti.post({ say: 'halo' }, '/act?sebagai=budi')
    expect(real.heard.at(-1)?.from).toEqual(siti.address)
    expect(await real.browser().page('/?sebagai=siti')).toContain('name="code"')
    expect(await siti.page()).not.toContain('sebagai')
    await real.close()
  })
})

describe('the next working morning', () => {
  it.each([
    ['before work, the same day', '2026-11-24T00:30:00Z', '2026-11-24T01:00:00.000Z'],
    ['at eight, the next day', '2026-11-24T01:00:00Z', '2026-11-25T01:00:00.000Z'],
    ['on Friday, Monday', '2026-11-27T06:00:00Z', '2026-11-30T01:00:00.000Z'],
    ['before a holiday, after it', '2026-12-24T06:00:00Z', '2026-12-28T01:00:00.000Z'],
  ])('%s', (_, now, morning) => {
    expect(nextMorning(new Date(now), ZONE).toISOString()).toBe(morning)
  })
})
