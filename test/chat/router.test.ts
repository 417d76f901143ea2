import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, office } from '../support/office.ts'

describe('the router', () => {
  let place: Office
  beforeAll(async () => {
    place = await office()
  })
  afterAll(() => place.close())

  /** Counts how often a command is carried out, each time as long as it takes. */
  function watched(run: () => Promise<void> = async () => {}) {
    const profil = place.app.registry.commands.get('profil')
    if (!profil) throw new Error('not on stage')
    const before = profil.run
    const ran: string[] = []
    profil.run = async (context, said) => {
      ran.push(`begin ${context.key}`)
      await run()
      ran.push(`end ${context.key}`)
      return before(context, said)
    }
    return { ran, back: () => (profil.run = before) }
  }

  it('answers an update once, whether it comes again later or twice at once', async () => {
    const { siti } = place.cast
    const { ran, back } = watched()
    await siti.commands('/profil', { key: 'later' })
    expect(await siti.commands('/profil', { key: 'later' })).toBeNull()
    const both = await Promise.all([1, 2].map(() => siti.commands('/profil', { key: 'at-once' })))
    expect(both.filter(shown => shown !== null)).toHaveLength(1)
    expect(ran.filter(line => line.startsWith('begin'))).toEqual(['begin later', 'begin at-once'])
    back()
  })

  it('takes up again what was begun before a restart but never finished', async () => {
    const { siti } = place.cast
    const stop = watched(async () => {
      throw new Error('the process died here')
    })
    const broken = await siti.commands('/profil', { key: 'halfway' })
    expect(siti.last()).toContain('gangguan pada sistem')
    expect(broken).toMatchObject({ where: 'private' })
    stop.back()
    expect(await siti.commands('/profil', { key: 'halfway' })).toMatchObject({ kind: 'card' })
    expect(siti.last()).toContain('Profil Siti')
  })

  it('does one thing at a time for a person, and does not let others wait', async () => {
    const { siti, budi } = place.cast
    const order: string[] = []
    let go = () => {}
    const gate = new Promise<void>(resolve => {
      go = resolve
    })
    const { ran, back } = watched(() => (ran.length === 1 ? gate : Promise.resolve()))
    const first = siti.commands('/profil', { key: 'one' }).then(() => order.push('siti 1'))
    const second = siti.commands('/profil', { key: 'two' }).then(() => order.push('siti 2'))
    await budi.commands('/bantuan').then(() => order.push('budi'))
    go()
    await Promise.all([first, second])
    expect(order).toEqual(['budi', 'siti 1', 'siti 2'])
    expect(ran).toEqual(['begin one', 'end one', 'begin two', 'end two'])
    back()
  })

  it('checks the role on every press: a button is a wish, not a right', async () => {
    const { siti } = place.cast
    await siti.presses('group.list')
    expect(siti.lastToast()).toContain('tidak termasuk kewenangan')
    const note = await place.db.client.auditEntry.findFirst({ where: { actorId: 'siti', action: 'refused' } })
    expect(note).not.toBeNull()
    await siti.presses('__proto__', 'x')
    expect(siti.lastToast()).toContain('Tombol ini sudah tidak berlaku')
  })

  it.each([
    ['Selamat pagi, Rekan!', 'Selamat datang'],
    ['halo', 'Selamat datang'],
    ['Assalamu’alaikum', 'Selamat datang'],
    ['Selamat pagi, saya hendak mengapresiasi Budi', 'belum memahami'],
    ['apresiasi', 'belum memahami'],
    ['😀', 'belum memahami'],
  ])('answers what is no command, and shows a way on: %s', async (said, answer) => {
    const { siti } = place.cast
    await siti.writes(said)
    expect(siti.last()).toContain(answer)
    await siti.taps('Bantuan')
    expect(siti.last()).toContain('/profil')
  })
})
