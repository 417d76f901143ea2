/** What every channel brings back of what people do, and how it answers. */
import { expect, it } from 'vitest'
import type { Act, ChatResponse } from '../../src/chat/channel.ts'
import { text } from '../../src/chat/i18n/words.ts'
import { card, HOSTILE, shows, toast } from './contract-pieces.ts'
import type { Driver, Seen } from './driver.ts'

type Has = () => Driver
type Last = () => Promise<Seen>
type Answered = (shown: ChatResponse) => Promise<Seen>

export function actContract(driver: Has, last: Last, answered: Answered): void {
  const readButton = (...args: string[]) =>
    card({ kind: 'buttons', buttons: [{ label: 'Baca', press: { verb: 'feedback.acknowledge.ok', args } }] })

  it('brings 64 bytes of a press back as they were', async () => {
    const args = ['k3v9q2m8x1d4', 'k3v9q2m8x1d5', 'abcdefghijklm']
    expect(Buffer.byteLength(['feedback.acknowledge.ok', ...args].join('~'))).toBeGreaterThanOrEqual(62)
    await answered(shows(readButton(...args)))
    await driver().person.taps('Baca')
    expect(driver().heard.at(-1)?.act).toEqual({
      kind: 'press',
      press: { verb: 'feedback.acknowledge.ok', args },
    })
  })

  it('changes the message that was tapped in place', async () => {
    await answered(shows(readButton('in-place')))
    const count = (await driver().person.sees()).length
    driver().says(() => shows(card({ kind: 'quote', said: 'sudah dibaca' }), { over: true }))
    await driver().person.taps('Baca')
    expect(await driver().person.sees()).toHaveLength(count)
    expect(await last()).toMatchObject({ text: expect.stringContaining('sudah dibaca'), buttons: [] })
  })

  it.each([
    ['short', text('chat:refused.button'), 'Tombol ini sudah tidak berlaku'],
    ['long', text('chat:unknown.file', { name: `${HOSTILE}${'x'.repeat(250)}` }), HOSTILE],
  ])('answers a tap with a %s toast and leaves the message', async (_, said, part) => {
    await answered(shows(readButton('toasted')))
    driver().says(() => toast(said))
    await driver().person.taps('Baca')
    const all = [...driver().person.toasts(), (await last()).text]
    expect(all.join('\n')).toContain(part)
    expect((await driver().person.sees()).some(one => one.buttons.includes('Baca'))).toBe(true)
  })

  it('reads a command, words and a file', async () => {
    driver().says(() => shows(card()))
    await driver().person.writes('/papan bulan ini')
    expect(driver().heard.at(-1)?.act).toMatchObject({ kind: 'command', name: 'papan', rest: 'bulan ini' })
    await driver().person.writes(`halo ${HOSTILE}`)
    expect(driver().heard.at(-1)?.act).toEqual({ kind: 'say', text: `halo ${HOSTILE}` })
    await driver().person.sends({ name: 'pegawai.csv', mime: 'text/csv', bytes: Buffer.from('NIP;Nama\n') })
    const attached = driver().heard.at(-1)?.act as Extract<Act, { kind: 'attach' }>
    expect(attached).toMatchObject({ kind: 'attach', file: { name: 'pegawai.csv', mime: 'text/csv' } })
    expect(driver().heard.at(-1)).toMatchObject({ from: driver().address, place: { kind: 'direct' } })
  })

  it('gives an act that comes twice the same key, and shows nothing anew', async () => {
    await answered(shows(card({ kind: 'quote', said: 'sekali saja' })))
    const [heard, seen] = [driver().heard.length, (await driver().person.sees()).length]
    await driver().person.repeats()
    expect(driver().heard).toHaveLength(heard)
    expect(await driver().person.sees()).toHaveLength(seen)
  })

  it('says when its answer stands before the person, or cannot', async () => {
    driver().says(() => shows(card()))
    await driver().person.writes('sudah sampai')
    driver().says(() => toast(text('chat:help.title')))
    await driver().person.writes('juga sampai')
    const [heard, known] = [driver().heard.slice(-2), driver().answered]
    expect(heard.map(({ key }) => known.includes(key))).toEqual([true, true])
  })

  it('answers nothing when there is nothing to say', async () => {
    const seen = (await driver().person.sees()).length
    driver().says(() => null)
    await driver().person.writes('hening')
    expect(await driver().person.sees()).toHaveLength(seen)
  })
}
