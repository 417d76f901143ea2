import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileRef } from '../../../../src/chat/model.ts'
import { type Office, office } from '../../../support/office.ts'

describe('the board', () => {
  let place: Office
  beforeEach(async () => {
    place = await office()
  })
  afterEach(() => place.close())

  const gives = (who: keyof Office['cast'], whom: string, value = 'kolaboratif') =>
    place.cast[who].commands(`/pujian ${whom} terima kasih atas bantuannya #${value}`)
  const named = (said: string) =>
    [...said.matchAll(/^(.+): (\d+) apresiasi$/gm)].map(([, name, count]) => `${name} ${count}`)
  function picture(who: keyof Office['cast']): FileRef | undefined {
    const blocks = place.cast[who].messages().at(-1)?.card.blocks ?? []
    return blocks.flatMap(block => (block.kind === 'file' ? [block.file] : []))[0]
  }
  /** What the boards should say, counted anew from the kudos. */
  const counted = () => place.db.client.$queryRaw<{ personId: string; received: number }[]>`
    SELECT r."personId", count(*)::int AS "received" FROM "KudosReceiver" r JOIN "Kudos" k ON k."id" = r."kudosId"
    WHERE r."ranked" AND k."withdrawnAt" IS NULL AND k."hiddenAt" IS NULL GROUP BY 1 ORDER BY 1`
  const standing = async (where: object) => {
    const rows = await place.db.client.kudosStanding.findMany({ where: { ...where, received: { not: 0 } } })
    return rows
      .map(({ personId, received }) => ({ personId, received }))
      .sort((a, b) => (a.personId < b.personId ? -1 : 1))
  }

  it('says warmly that nothing is there yet', async () => {
    await place.cast.siti.commands('/papan')
    expect(place.cast.siti.last()).toContain('Papan apresiasi November 2026')
    expect(place.cast.siti.last()).toContain('Belum ada apresiasi pada November 2026')
    expect(picture('siti')).toBeUndefined()
    await place.cast.siti.taps('Triwulan ini')
    expect(place.cast.siti.last()).toContain('Papan apresiasi Triwulan IV Tahun 2026')
    expect(place.cast.siti.messages()).toHaveLength(1)
  })

  it('shows who received most, by period, unit and value, in words and in a picture', async () => {
    const { dewi } = place.cast
    await gives('siti', '@Budi @Dewi')
    await gives('rahmat', '@Budi', 'loyal')
    await gives('olga', '@Budi')
    await dewi.commands('/papan')
    expect(named(dewi.last())).toEqual(['Budi Misalnya 3', 'Dewi Andaikata 1'])
    const drawn = await place.db.client.storedFile.findUnique({ where: { id: picture('dewi')?.id ?? '' } })
    expect(drawn?.bytes.subarray(1, 4)).toEqual(Uint8Array.from(Buffer.from('PNG')))
    if (process.env.SHOW) writeFileSync(process.env.SHOW, drawn?.bytes ?? '')
    await dewi.taps('Unit saya')
    expect(dewi.last()).toContain('Dinas Kesehatan (contoh), semua nilai')
    expect(named(dewi.last())).toEqual(['Dewi Andaikata 1'])
    await dewi.taps('Seluruh instansi')
    await dewi.taps('Pilih nilai')
    await dewi.taps('Loyal')
    expect(named(dewi.last())).toEqual(['Budi Misalnya 1'])
    await dewi.taps('Pilih unit')
    await dewi.taps('BKPSDM')
    expect(dewi.last()).toContain('Belum ada apresiasi')
    expect(dewi.messages()).toHaveLength(2)
  })

  it('draws a picture once, and anew when something changed', async () => {
    await gives('siti', '@Budi')
    await place.cast.dewi.commands('/papan')
    await place.cast.olga.commands('/papan')
    expect(picture('dewi')).toEqual(picture('olga'))
    expect(await place.db.client.storedFile.count()).toBe(1)
    await gives('siti', '@Dewi')
    await place.cast.olga.commands('/papan')
    expect(picture('olga')).not.toEqual(picture('dewi'))
  })

  it('counts what stands: not what was taken back, hidden, or given in answer', async () => {
    await gives('siti', '@Budi @Dewi')
    await gives('dewi', '@Siti')
    await gives('rahmat', '@Budi')
    await gives('olga', '@Rahmat')
    await place.cast.rahmat.presses(
      'kudos.withdraw',
      (await place.db.client.kudos.findFirst({ where: { giverId: 'rahmat' } }))?.id ?? '',
    )
    const [first] = await place.db.client.kudos.findMany({ where: { giverId: 'siti' } })
    await place.cast.olga.presses('kudos.hide', first?.id ?? '')
    await place.cast.olga.answers({ 'Mengapa apresiasi ini perlu ditinjau?': 'Bahasanya kurang pantas' })
    const anew = await counted()
    expect(anew).toEqual([{ personId: 'rahmat', received: 1 }])
    for (const period of ['2026-11', '2026Q4']) {
      expect(await standing({ period, scope: 'office', value: 'any' })).toEqual(anew)
      expect(await standing({ period, scope: 'unit0', value: 'kolaboratif' })).toEqual(anew)
    }
    await place.cast.siti.commands('/papan')
    expect(named(place.cast.siti.last())).toEqual(['Rahmat Umpama 1'])
  })

  it('does not name those who keep their kudos private, nor those who left; units stay as they were', async () => {
    await gives('siti', '@Budi @Dewi @Rahmat')
    await place.db.client.preference.create({
      data: { personId: 'budi', locale: 'id', digest: true, publicKudos: false },
    })
    await place.db.client.person.update({ where: { id: 'rahmat' }, data: { leftOn: '2026-11-24' } })
    await place.db.client.person.update({ where: { id: 'dewi' }, data: { unitId: 'unit2' } })
    await place.cast.olga.commands('/papan')
    expect(named(place.cast.olga.last())).toEqual(['Dewi Andaikata 1'])
    await place.cast.olga.taps('Unit saya')
    expect(named(place.cast.olga.last())).toEqual([])
  })

  it('goes on to the next page, and to no page there is not', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => ({
      id: `p${at}`,
      nip: `P${at}`,
      name: `Pegawai ${at}`,
      position: '-',
      unitId: 'unit0',
      roles: [],
      createdAt: place.clock.now(),
      updatedAt: place.clock.now(),
    }))
    await place.db.client.person.createMany({ data: rows })
    await place.db.client.kudosStanding.createMany({
      data: rows.map(({ id }, at) => ({
        period: '2026-11',
        scope: 'office',
        value: 'any',
        personId: id,
        received: 40 - at,
      })),
    })
    const { siti } = place.cast
    await siti.commands('/papan')
    expect(named(siti.last())).toHaveLength(8)
    await siti.taps('Berikutnya')
    await siti.taps('Berikutnya')
    expect(named(siti.last())).toEqual(['Pegawai 16 24', 'Pegawai 17 23', 'Pegawai 18 22', 'Pegawai 19 21'])
    expect(siti.last()).not.toContain('Berikutnya')
    for (const page of ['-1', 'x', '99999999999', '1e9'])
      await siti.presses('kudos.board', '2026-13', '<b>', "'; --", page)
    expect(siti.last()).toContain('Papan apresiasi November 2026')
  })

  it('speaks English, in words and in the picture', async () => {
    const { siti } = place.cast
    await gives('siti', '@Budi')
    await siti.commands('/papan')
    const indonesian = picture('siti')
    await siti.commands('/pengaturan')
    await siti.taps('English')
    await siti.commands('/papan')
    expect(siti.last()).toContain('Recognition board, November 2026')
    expect(siti.last()).toContain('Budi Misalnya: 1 recognition')
    expect(picture('siti')).not.toEqual(indonesian)
  })
})
