import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Group, Person } from '../../servers/telegram/index.ts'
import { story } from '../../support/story.ts'
import { type TelegramOffice, telegramOffice } from './stage.ts'

describe('Rekan in a Telegram group', () => {
  const test = story()
  let place: TelegramOffice
  let group: Group
  let cast: Record<'siti' | 'budi' | 'olga' | 'stranger', Person>
  beforeAll(async () => {
    place = await telegramOffice()
    const [siti, budi, olga] = [await place.link('siti'), await place.link('budi'), await place.link('olga')]
    cast = { siti, budi, olga, stranger: place.server.person({ firstName: 'Orang' }) }
    for (const one of [siti, olga]) await one.starts()
    group = place.server.group({ title: 'Kominfo', members: Object.values(cast), type: 'group' })
    await group.addBot(cast.olga)
    await place.settled()
  })
  afterAll(() => place.close())
  const last = () => group.messages.findLast(({ fromBot }) => fromBot)?.text ?? ''
  const units = () => place.db.client.group.findMany({ select: { unitId: true, leftAt: true } })

  test.step('is linked to a unit by an officer, not by an employee', async () => {
    expect(last()).toContain('Terima kasih telah mengundang Rekan')
    await cast.siti.taps('Tautkan dengan unit kerja', { in: group })
    await cast.siti.seesToast('tidak termasuk kewenangan')
    expect(last()).toContain('Terima kasih telah mengundang Rekan')
    await cast.olga.taps('Tautkan dengan unit kerja', { in: group })
    await cast.olga.sees('Unit kerja mana', { in: group })
    await cast.siti.taps('Dinas Kominfo (contoh)', { in: group })
    await place.settled()
    expect((await units())[0]?.unitId).toBeNull()
    await cast.olga.taps('Dinas Kominfo (contoh)', { in: group })
    await cast.olga.sees('Grup ini tertaut dengan Dinas Kominfo (contoh)', { in: group })
  })

  test.step('answers what is private in private, and asks those who never wrote to it to open a chat', async () => {
    const before = group.messages.length
    await cast.siti.writes('/profil', { in: group })
    await cast.siti.sees('Profil Siti', { ever: true })
    await place.settled()
    expect(group.messages.slice(before).filter(({ fromBot }) => fromBot)).toEqual([])
    await cast.budi.writes('/profil', { in: group })
    await cast.budi.sees('Mohon membuka percakapan pribadi', { in: group })
    await cast.stranger.writes('/papan', { in: group })
    await cast.stranger.sees('Akun Bapak/Ibu belum ditautkan', { in: group })
  })

  test.step('takes kudos in one line, and hears no talk', async () => {
    await cast.siti.writes('obrolan biasa saja di grup ini', { in: group })
    await cast.siti.writes('/pujian Budi terima kasih sudah membantu layanan kemarin', {
      in: group,
      mentions: [{ user: { ...cast.budi.user, first_name: 'Budi' } }],
    })
    await cast.siti.sees('Nilai BerAKHLAK mana', { ever: true })
    await cast.siti.taps('Kolaboratif')
    await cast.siti.sees('Mohon memeriksa kembali')
    await cast.siti.taps('Kirim')
    await place.settled()
    expect(await place.db.client.kudos.count()).toBe(1)
  })

  test.step('moves with a group that became a supergroup, and is forgotten when put out', async () => {
    await group.migrate()
    await place.settled()
    expect(await place.db.client.group.findMany({ select: { address: true, unitId: true } })).toEqual([
      { address: String(group.id), unitId: expect.any(String) },
    ])
    await group.removeBot(cast.siti)
    await place.settled()
    expect(await units()).toEqual([{ unitId: null, leftAt: place.clock.now() }])
  })
})
