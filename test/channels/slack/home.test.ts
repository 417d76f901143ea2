/** The Home tab as start page, and the shortcut on a message. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMessage } from '../../servers/slack/index.ts'
import { form, leavesSlackClean, line, type Scripted, scripted, shows, tap, toast } from './scripted.ts'

let place: Scripted
beforeAll(async () => {
  place = await scripted()
})
afterAll(() => place.close())
leavesSlackClean(() => place)

describe('the Home tab', () => {
  /** The start page, and the card that its button opens beside it. */
  async function opensProfile(home: string, profile: string): Promise<void> {
    const { siti } = place
    place.says(() => shows(home, { blocks: [tap('Profil')] }))
    await siti.opensHome()
    await siti.seesHome(home)
    place.says(() => shows(profile, { blocks: [tap('Atur')] }))
    await siti.tapsAtHome('Profil')
    await siti.seesModal(profile)
  }

  it('is the start page; its buttons open cards beside it, and a form takes their place', async () => {
    const { siti } = place
    await opensProfile('beranda profil', 'profil')
    place.says(() => shows('diatur', { over: true, blocks: [tap('Isi')] }))
    await siti.taps('Atur')
    await siti.seesModal('diatur')
    place.says(() => form([line('one')]))
    await siti.taps('Isi')
    await siti.seesModal('Apa yang ingin')
  })

  it('changes in place where the card says so', async () => {
    const { siti } = place
    place.says(() => shows('pemberitahuan', { blocks: [tap('Saya mengerti')] }))
    await siti.opensHome()
    await siti.seesHome('pemberitahuan')
    place.says(() => shows('terima kasih', { over: true }))
    await siti.tapsAtHome('Saya mengerti')
    await siti.seesHome('terima kasih')
    expect(siti.modal.isOpen()).toBe(false)
  })

  it('says no in a modal, and nothing when only the messages are opened', async () => {
    const { siti, heard } = place
    place.says(() => shows('beranda pengelola', { blocks: [tap('Kelola')] }))
    await siti.opensHome()
    await siti.seesHome('beranda pengelola')
    place.says(() => toast())
    await siti.tapsAtHome('Kelola')
    await siti.seesModal('Tombol ini sudah tidak berlaku')
    const before = heard.length
    await siti.opensMessages()
    await place.slack.idle()
    expect(heard).toHaveLength(before)
  })

  it('says no in the chat to whoever taps until no modal has room above another', async () => {
    const { siti } = place
    await opensProfile('beranda ramai', 'profil ramai')
    const before = siti.messages().length
    place.says(() => toast())
    await Promise.all([1, 2, 3].map(() => siti.taps('Atur')))
    await place.slack.idle()
    expect(siti.messages().slice(before).map(readMessage).join()).toContain('Tombol ini sudah tidak berlaku')
    await siti.seesModal('Tombol ini sudah tidak berlaku')
  })

  it('holds the place of a slow answer', async () => {
    const { siti } = place
    place.says(() => shows('beranda lain', { blocks: [tap('Laporan')] }))
    await siti.opensHome()
    await siti.seesHome('beranda lain')
    place.says(async () => {
      await new Promise(resolve => setTimeout(resolve, 3300))
      return shows('laporan panjang')
    })
    await siti.tapsAtHome('Laporan')
    await siti.seesModal('Mohon menunggu')
    await siti.seesModal('laporan panjang')
  })
})

describe('the shortcut on a message', () => {
  it('praises its author', async () => {
    const { slack, siti, budi, heard } = place
    const channel = slack.channel('kerja', [siti, budi])
    const message = await budi.writes('Laporan triwulan sudah saya unggah', { in: channel })
    place.says(() => form([line('one')]))
    await siti.usesShortcut(message)
    await siti.seesModal('Apa yang ingin')
    expect(heard.at(-1)?.act).toEqual({
      kind: 'command',
      name: 'pujian',
      rest: '',
      mentions: [{ id: budi.id }],
    })
  })

  it('on one’s own message takes its words, for those it mentions', async () => {
    const { slack, siti, budi, heard } = place
    const channel = slack.channel('kerja-2', [siti, budi])
    const message = await siti.writes('Terima kasih @Budi Misalnya & tim :clap: :constructor:', {
      in: channel,
    })
    place.says(() => form([line('one')]))
    await siti.usesShortcut(message)
    await siti.seesModal('Apa yang ingin')
    const act = heard.at(-1)?.act
    expect(act).toMatchObject({ mentions: [{ id: budi.id }] })
    expect(act?.kind === 'command' && act.rest.replaceAll(/\s+/g, ' ')).toBe(
      'Terima kasih & tim 👏 :constructor:',
    )
    expect(readMessage(message)).toContain('Terima kasih')
  })
})
