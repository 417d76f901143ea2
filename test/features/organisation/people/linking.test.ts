import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Office, office } from '../../../support/office.ts'

let o: Office
beforeEach(async () => {
  o = (await office()) as Office
})
afterEach(() => o.close())

const codeFor = (id: string) => o.app.linking.issue({ now: o.clock.now(), actor: { personId: 'olga' } }, id)
const phone = (id: string) => o.memory.person(id)
const DAY = 24 * 60 * 60 * 1000
const account = (id: string) => o.db.client.account.findFirst({ where: { address: id } })
/** What Rekan says to each of these, as one text. */
const all = (...people: { messages(): { plain: string }[]; toasts(): string[] }[]) =>
  people.flatMap(one => [...one.messages().map(({ plain }) => plain), ...one.toasts()]).join('\n')

describe('a linking code', () => {
  it('is kept as a hash only', async () => {
    const code = await codeFor('siti')
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{10}$/)
    const rows = await o.db.client.$queryRaw<object[]>`SELECT to_jsonb(c) AS row FROM "LinkingCode" c`
    expect(JSON.stringify(rows)).not.toContain(code)
  })

  it.each([
    ['as printed', (code: string) => `${code.slice(0, 5)}-${code.slice(5)}`],
    ['in small letters with spaces', (code: string) => code.toLowerCase().replace(/(.{3})/g, '$1 ')],
  ])('is read %s', async (_what, typed) => {
    const fresh = phone('p1')
    await fresh.commands(`/mulai ${typed(await codeFor('siti'))}`)
    expect((await account('p1'))?.personId).toBe('siti')
  })

  it('is good for seven days, and not a moment longer', async () => {
    const code = await codeFor('siti')
    o.clock.forward(7 * DAY - 1)
    await phone('p1').commands(`/mulai ${code}`)
    expect((await account('p1'))?.personId).toBe('siti')
    const other = await codeFor('budi')
    o.clock.forward(7 * DAY)
    await phone('p2').commands(`/mulai ${other}`)
    expect(phone('p2').last()).toContain('belum sesuai')
    expect(await account('p2')).toBeNull()
  })

  it('links one account, though two use it at the same moment', async () => {
    const code = await codeFor('siti')
    await Promise.all(['p1', 'p2', 'p3', 'p4'].map(id => phone(id).commands(`/mulai ${code}`)))
    const linked = await o.db.client.account.findMany({ where: { personId: 'siti' } })
    expect(linked.map(({ address }) => address)).toHaveLength(1)
    expect(linked[0]?.address).toMatch(/^p[1-4]$/)
    expect(await o.db.client.auditEntry.count({ where: { action: 'people.linked' } })).toBe(1)
  })

  it('moves somebody to a new phone: the old one is cut off at once', async () => {
    await phone('new').commands(`/mulai ${await codeFor('siti')}`)
    await phone('new').commands('/profil')
    expect(phone('new').last()).toContain('Profil Siti')
    await o.cast.siti.commands('/profil')
    expect(o.cast.siti.last()).toContain('belum ditautkan')
  })

  it('adds a second platform beside the first', async () => {
    const code = await codeFor('siti')
    await o.app.linking.link({ channel: 'slack', id: 'U1' }, undefined, code, o.clock.now())
    const rows = await o.db.client.account.findMany({
      where: { personId: 'siti' },
      orderBy: { channel: 'asc' },
    })
    expect(rows.map(({ channel }) => channel)).toEqual(['memory', 'slack'])
  })

  it('is worthless once its person has left', async () => {
    const code = await codeFor('siti')
    await o.cast.olga.presses('people.leave-yes', 'siti')
    await phone('p1').commands(`/mulai ${code}`)
    expect(phone('p1').last()).toContain('belum sesuai')
  })

  it('leaves no way in when somebody leaves in the moment of linking', async () => {
    const code = await codeFor('siti')
    await Promise.all([
      phone('p1').commands(`/mulai ${code}`),
      o.cast.olga.presses('people.leave-yes', 'siti'),
    ])
    expect(await o.db.client.account.count({ where: { personId: 'siti' } })).toBe(0)
  })
})

describe('guessing', () => {
  const wrong = (n: number) => `AAAAA2222${'ABCDEFGH'[n]}`

  it('ends after five wrong codes, even with the right one then; the next day begins anew', async () => {
    const code = await codeFor('siti')
    const thief = phone('thief')
    for (let n = 0; n < 4; n++) await thief.commands(`/mulai ${wrong(n)}`)
    expect(thief.last()).toContain('tersisa: 1')
    await thief.commands('/mulai x')
    expect(thief.last()).toContain('dikunci sementara')
    await thief.commands(`/mulai ${code}`)
    expect(thief.last()).toContain('dikunci sementara')
    expect(await account('thief')).toBeNull()
    o.clock.forward(DAY)
    await thief.commands(`/mulai ${code}`)
    expect((await account('thief'))?.personId).toBe('siti')
  })

  it('ends after five, though all are sent at once', async () => {
    const at = { channel: 'memory', id: 'thief' }
    const tries = Array.from({ length: 20 }, (_, n) =>
      o.app.linking.link(at, undefined, wrong(n % 8), o.clock.now()),
    )
    const outcomes = (await Promise.all(tries)).map(({ kind }) => kind)
    expect(outcomes.filter(kind => kind === 'wrong')).toHaveLength(4)
    expect(outcomes.filter(kind => kind === 'locked')).toHaveLength(16)
  })

  it('of one does not lock out another', async () => {
    for (let n = 0; n < 5; n++) await phone('thief').commands(`/mulai ${wrong(n)}`)
    await phone('p1').commands(`/mulai ${await codeFor('siti')}`)
    expect((await account('p1'))?.personId).toBe('siti')
  })
})

describe('an account that is not linked', () => {
  it('learns nothing about anyone, whatever it tries', async () => {
    const [stranger, thief] = [phone('stranger'), phone('thief')]
    await o.db.client.import.create({
      data: {
        id: 'i1',
        kind: 'people',
        fileId: 'f',
        state: 'previewed',
        summary: {},
        createdAt: o.clock.now(),
      },
    })
    const lines = [
      '/mulai',
      '/profil',
      '/kelola',
      '/bantuan',
      '/papan',
      '/pujian @Siti terima kasih banyak',
      '/nilai',
    ]
    for (const line of lines) await stranger.commands(line, { mentions: ['siti', 'budi'] })
    await stranger.writes('siapa Siti?')
    await stranger.presses('people.one', 'siti')
    await stranger.presses('people.code', 'siti')
    await stranger.presses('people.imp-apply', 'i1')
    await stranger.presses('people.unlink-yes')
    await stranger.sends({ id: 'f', name: 'pegawai.csv', mime: 'text/csv' })
    await stranger.commands('/profil', { group: 'grup' })
    expect(await o.app.host.suggest(stranger.address, 'd', 'person', 'Siti')).toEqual([])
    expect(all(stranger)).not.toMatch(/Siti C|Budi|Rahmat|Dewi|Olga|Kominfo|Dinas|\d{18}/)
    expect(o.memory.group('grup').last()).not.toMatch(/Siti|Dinas/)

    // A code that is used, over, or was never made: the same answer.
    const used = await codeFor('siti')
    await phone('p1').commands(`/mulai ${used}`)
    const says = async (typed: string) => {
      await thief.commands(`/mulai ${typed}`)
      return thief.last().replace(/\d\.?$/, '')
    }
    expect(await says(used)).toBe(await says('AAAAA22222'))
  })

  it('has nothing left of a person after unlinking', async () => {
    const { siti } = o.cast
    await siti.commands('/profil')
    await siti.taps('Putuskan tautan akun ini')
    await siti.taps('Ya, putuskan')
    await siti.commands('/profil')
    expect(siti.last()).toContain('belum ditautkan')
    expect(siti.last()).not.toContain('Siti')
  })
})

describe('the first administrator', () => {
  const bootstrap = () => o.app.linking.bootstrapCode(o.clock.now())

  it('has a code until there is an administrator with an account; a new one at each start', async () => {
    expect(await bootstrap()).toBeNull()
    await o.db.client.account.deleteMany({ where: { personId: 'olga' } })
    const first = await bootstrap()
    const second = await bootstrap()
    expect(await o.db.client.person.count({ where: { nip: 'ADMINISTRATOR' } })).toBe(1)
    const root = phone('root')
    await root.commands(`/mulai ${first}`)
    expect(root.last()).toContain('belum sesuai')
    await root.commands(`/mulai ${second}`)
    await root.taps('Saya mengerti')
    await root.commands('/kelola')
    expect(root.last()).toContain('[Pegawai dan akun]')
    expect(await bootstrap()).toBeNull()
  })
})
