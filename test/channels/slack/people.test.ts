/** People of the office on Slack: linking, the start page, channels, repeats, and those who are gone. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type SlackOffice, slackOffice } from './stage.ts'

let place: SlackOffice
beforeAll(async () => {
  place = await slackOffice()
})
afterAll(() => place.close())
afterEach(async () => {
  await place.settled()
  place.slack.assertClean()
})
const NAMES = /Siti|Budi|Rahmat|Dewi|Olga|Kominfo|Kesehatan|BKPSDM/

describe('an account that is not linked', () => {
  it('learns nothing about anyone, whatever it tries', async () => {
    const { slack, siti } = place
    const stranger = slack.person('Orang Asing Lain')
    const channel = slack.channel('umum', [siti, stranger])
    await stranger.opensHome()
    await stranger.seesHome('belum ditautkan')
    await stranger.writes('halo, siapa saja di sini?')
    await stranger.sees('belum ditautkan')
    for (const line of ['/mulai', '/pujian Budi', '/profil', '/kelola', '/mulai ABCDE-23456']) {
      await stranger.commands(line)
      await stranger.commands(line, { in: channel })
    }
    await stranger.usesShortcut(await siti.writes('Selamat pagi', { in: channel }))
    await place.settled()
    const seen = () =>
      [...stranger.messages(), ...stranger.messages({ in: channel })].map(one => JSON.stringify(one))
    // On a busy machine the last answers are still on their way.
    await expect.poll(() => seen().length, { timeout: 10_000 }).toBeGreaterThan(10)
    for (const one of [...seen(), stranger.homeText(), stranger.modal.text()]) expect(one).not.toMatch(NAMES)
  })

  it('is linked with a code, reads the notice, and finds its start page', async () => {
    const { slack, db, app, clock } = place
    const dewi = slack.person('dewi.di.slack')
    await db.client.person.update({ where: { id: 'dewi' }, data: { noticeSeen: null } })
    const code = await app.linking.issue({ now: clock.now(), actor: { personId: 'olga' } }, 'dewi')
    await dewi.commands(`/mulai ${code.toLowerCase()}`)
    await dewi.sees('Saya mengerti')
    await dewi.commands('/profil')
    await dewi.sees('Saya mengerti')
    await dewi.opensHome()
    await dewi.seesHome('Saya mengerti')
    await dewi.tapsAtHome('Saya mengerti')
    await dewi.seesHome('terhubung')
    await dewi.opensHome()
    await dewi.seesHome('e-Kinerja BKN')
    await dewi.tapsAtHome('Profil saya')
    await dewi.seesModal('Dinas Kesehatan (contoh)')
    await dewi.taps('Putuskan tautan akun ini')
    await dewi.seesModal('Ya, putuskan')
    await dewi.taps('Ya, putuskan')
    await dewi.seesModal('Tautan akun telah diputus')
    await dewi.commands('/profil')
    await dewi.sees('belum ditautkan')
  })
})

describe('a person who is linked', () => {
  it('starts from the Home tab, and gives recognition there', async () => {
    const { siti, budi } = place
    await siti.opensHome()
    await siti.seesHome('Selamat datang, Bapak/Ibu Siti Contohwati')
    await siti.tapsAtHome('Beri apresiasi')
    await siti.seesModal('Siapa yang ingin')
    await siti.fills({
      apresiasi: ['Budi'],
      BerAKHLAK: 'Adaptif',
      sampaikan: `Terima kasih ${'👏'.repeat(200)}`,
    })
    await siti.submits()
    await siti.sees('Apresiasi telah disampaikan')
    await place.settled()
    await budi.sees('👏👏👏')
  })

  it('who sends once more by accident gives once', async () => {
    const { budi, olga, db } = place
    await budi.commands('/pujian')
    await budi.seesModal('Siapa yang ingin')
    await budi.fills({ apresiasi: ['Olga'], BerAKHLAK: 'Loyal', sampaikan: 'Sepuluh tahun setia melayani' })
    await budi.submits({ twice: true })
    await place.settled()
    expect(await db.client.kudos.count({ where: { giverId: 'budi' } })).toBe(1)
    expect(olga.messages().filter(one => one.text.includes('apresiasi'))).toHaveLength(1)
  })

  it('whose event Slack delivers three times, two of them at once, is answered once', async () => {
    const { siti, slack } = place
    await siti.writes('tolong')
    await siti.sees('/bantuan')
    await place.settled()
    const before = siti.messages().length
    await Promise.all([slack.redeliver(), slack.redeliver()])
    await place.settled()
    expect(siti.messages()).toHaveLength(before)
  })

  it('who may not give praise to oneself keeps what was written', async () => {
    const { siti } = place
    await siti.commands('/pujian @Siti Contohwati, S.Sos. saya memang rajin sekali #loyal')
    await siti.sees('bukan kepada diri sendiri')
  })

  it('sees the shortcut open with the author filled in; on a colleague who is not linked, the field is empty', async () => {
    const { slack, siti, budi, stranger } = place
    const channel = slack.channel('kerja', [siti, budi, stranger])
    await siti.usesShortcut(await budi.writes('Beres, Bu.', { in: channel }))
    await siti.seesModal('Budi Misalnya')
    siti.modal.closes()
    await siti.usesShortcut(await stranger.writes('Halo', { in: channel }))
    await siti.seesModal('Siapa yang ingin')
    expect(siti.modal.text()).not.toContain('Orang Asing')
    siti.modal.closes()
  })

  it('reads the same in English', async () => {
    const { olga } = place
    await olga.commands('/pengaturan')
    await olga.sees('Bahasa')
    await olga.taps('English')
    await olga.sees('Language')
    await olga.commands('/pujian')
    await olga.seesModal('Whom would you like')
    expect(JSON.stringify(olga.modal.top().view.submit)).toContain('Send')
    olga.modal.closes()
    await olga.commands('/pengaturan')
    await olga.taps('Bahasa Indonesia')
  })

  it('who left the workspace is marked as not to be reached', async () => {
    const { siti, slack, db, clock } = place
    const rahmat = slack.person('Rahmat Umpama')
    await db.client.account.deleteMany({ where: { personId: 'rahmat' } })
    await db.client.account.create({
      data: { channel: 'slack', address: rahmat.id, personId: 'rahmat', linkedAt: clock.now() },
    })
    rahmat.isDeactivated()
    await siti.commands('/batal')
    const day = 24 * 60 * 60 * 1000
    place.clock.forward(day)
    await siti.commands('/pujian @Rahmat Umpama selamat bertugas di tempat baru #harmonis')
    await siti.sees('Apresiasi telah disampaikan')
    await place.settled()
    const account = await db.client.account.findFirstOrThrow({ where: { personId: 'rahmat' } })
    expect(account.unreachableAt).not.toBeNull()
  })
})

describe('a channel', () => {
  it.each([
    ['public', false],
    ['private', true],
  ])(
    '%s: Rekan is invited, an officer links it, kudos are posted there, Rekan is put out again',
    async (_what, isPrivate) => {
      const { slack, olga, siti, db } = place
      const channel = slack.channel(`dinas-kominfo-${isPrivate}`, [olga, siti], { isPrivate })
      await olga.invitesBot(channel)
      await olga.sees(/Rekan/, { in: channel })
      await siti.taps(/Tautkan|Link/, { in: channel })
      await siti.sees('kewenangan', { in: channel })
      await olga.taps(/Tautkan|Link/, { in: channel })
      await olga.taps('Dinas Kominfo (contoh)', { in: channel })
      await olga.sees('Dinas Kominfo (contoh)', { in: channel })
      expect(channel.messages().filter(one => !one.only)).toHaveLength(1)
      const linked = () => db.client.group.findFirstOrThrow({ where: { address: channel.id } })
      expect((await linked()).title).toBe(channel.name)
      await slack.redeliver()
      await olga.putsBotOut(channel)
      await place.settled()
      expect((await linked()).leftAt).not.toBeNull()
    },
  )
})
