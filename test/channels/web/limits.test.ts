import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GOOD_CODE, type Stage, stage } from './stage.ts'

let web: Stage
beforeAll(async () => {
  web = await stage()
})
afterAll(() => web.close())

describe('a body that is no form', () => {
  it.each([
    ['without a boundary', 'multipart/form-data', 'say=halo'],
    [
      'cut off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="say"\r\n\r\nha',
    ],
    ['that is something else', 'multipart/form-data; boundary=x', '{"say":"halo"}'],
  ])('%s is refused as the sender’s mistake', async (_what, type, body) => {
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': type }
    expect((await web.routes.request('/act', { method: 'POST', headers, body })).status).toBe(400)
  })
})

describe('limits', () => {
  it('hears a few kB of a stranger, and nothing of a file', async () => {
    const stranger = web.browser()
    await stranger.page()
    const large = new File([new Uint8Array(100_000)], 'besar.bin')
    expect((await stranger.post({ say: 'halo', file: large })).status).toBe(413)
  })

  it('takes a hundred wrong codes an hour from one network, whatever browser they come from', async () => {
    const place = await stage()
    const from = { incoming: { socket: { remoteAddress: '203.0.113.9' } } }
    const tries = async (code: string, env: object) =>
      place.routes.request(
        '/act',
        { method: 'POST', body: new URLSearchParams({ code }), headers: { 'sec-fetch-site': 'same-origin' } },
        env,
      )
    for (let n = 0; n < 100; n++) expect((await tries('ZZZZZ-99999', from)).status).not.toBe(429)
    const refused = await tries(GOOD_CODE, from)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('Terlalu banyak percobaan')
    const elsewhere = { incoming: { socket: { remoteAddress: '203.0.113.10' } } }
    expect((await tries(GOOD_CODE, elsewhere)).status).toBe(303)
    await place.close()
  })

  it('lets ten windows listen to one conversation: the oldest gives way', async () => {
    const siti = await web.siti()
    const first = (await siti.ask('/events')).text()
    const others = await Promise.all(Array.from({ length: 10 }, () => siti.ask('/events')))
    expect(await first).toContain('event: enough')
    await siti.post({}, '/keluar')
    // Signing out ends them all.
    await Promise.all(others.map(other => other.text()))
  })
})
