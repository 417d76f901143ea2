import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stage, stage } from './stage.ts'
import { filling, form, submitted } from './stage-forms.ts'

let web: Stage
beforeAll(async () => {
  web = await stage()
})
afterAll(() => web.close())

describe('a field of people', () => {
  it('suggests while somebody types, to nobody but who is signed in', async () => {
    const siti = await filling(web)
    const found = await siti.ask('/suggest?draft=draft1&field=person&q=Dewi')
    expect(await found.json()).toEqual([{ value: 'dewibandaib', label: 'Dewi <b>Andai</b>' }])
    for (const odd of [
      'draft=%00&field=person',
      'draft=draft1&field=%F0%9F&q=a',
      `draft=${'x'.repeat(65)}&field=person`,
      'q=a',
    ])
      expect((await siti.ask(`/suggest?${odd}`)).status).toBe(400)
    expect((await siti.ask('/suggest?draft=draft1&field=person&q=%00%ED%A0%80')).status).toBe(200)
    expect((await siti.ask('/files/%00')).status).toBe(404)
    for (const pages of ['1.5', '-3', '1e999', 'x'])
      expect((await siti.ask(`/?lebih=${pages}`)).status).toBe(200)
    expect((await web.browser().ask('/suggest?draft=draft1&field=person&q=Dewi')).status).toBe(401)
  })

  it('takes a typed name without a script when it can be one person only', async () => {
    const siti = await filling(web, { script: false })
    await siti.post({ draft: 'draft1', message: siti.message, 'q.person': 'Dewi' })
    expect(submitted(web).answers.person).toEqual(['dewibandaib'])
    const again = await filling(web, { script: false })
    await again.post({ draft: 'draft1', message: again.message, 'q.person': 'Budi' })
    expect(submitted(web).answers.person).toEqual([])
  })

  it('shows those chosen by name', async () => {
    const siti = await web.siti()
    web.says(() => form({ answers: { person: ['p1'] }, names: { p1: 'Budi & Misalnya' } }))
    await siti.says('/pujian')
    expect(await siti.page()).toContain('name="a.person" value="p1"><span>Budi &amp; Misalnya</span>')
  })
})
