import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FIVE, type Office, office } from '../../../support/office.ts'

const PRAISE = 'terima kasih atas bantuannya #kolaboratif'
const MORE = {
  ...FIVE,
  tuti: { name: 'Tuti Seumpama', unit: 'Dinas Kesehatan (contoh)' },
  umar: { name: 'Umar Kiranya', unit: 'Dinas Kesehatan (contoh)' },
}

describe('giving kudos', () => {
  let place: Office
  beforeEach(async () => {
    place = await office<typeof FIVE>({ people: MORE })
    for (const [group, unitId] of [
      ['grup-kominfo', 'unit0'],
      ['grup-dinkes', 'unit1'],
    ] as const) {
      const data = { id: group, channel: 'memory', address: group, title: group, unitId }
      await place.db.client.group.create({ data: { ...data, joinedAt: place.clock.now() } })
    }
  })
  afterEach(() => place.close())
  const kudos = () => place.db.client.kudos.findMany({ include: { receivers: true } })
  const group = (id: string) => place.memory.group(id)

  it('in one line to several people: each is told, and each unit’s group sees it', async () => {
    const { siti, budi, dewi } = place.cast
    await siti.commands(`/pujian @Budi @Dewi Andaikata ${PRAISE}`)
    await place.settled()
    expect(siti.last()).toContain('Penerima: Budi Misalnya dan Dewi Andaikata')
    for (const one of [budi, dewi]) expect(one.last()).toContain('“terima kasih atas bantuannya”')
    expect(group('grup-kominfo').messages()).toHaveLength(1)
    expect(group('grup-dinkes').last()).toContain('Nilai BerAKHLAK: Kolaboratif')
  })

  it('asks only for what the line did not say', async () => {
    const { siti } = place.cast
    await siti.commands('/pujian @Budi terima kasih atas bantuannya')
    expect(siti.last()).toContain('Nilai BerAKHLAK mana')
    await siti.answers({ 'Nilai BerAKHLAK mana yang tercermin?': 'Harmonis' })
    expect(await kudos()).toMatchObject([{ value: 'harmonis', message: 'terima kasih atas bantuannya' }])
  })

  it('to whom somebody answered, by a mention', async () => {
    await place.cast.siti.commands(`/pujian ${PRAISE}`, { mentions: ['budi'] })
    expect(await kudos()).toMatchObject([{ receivers: [{ personId: 'budi' }] }])
  })

  it('by a handle, in which letters are large or small and an underscore is an underscore', async () => {
    const { siti, dewi, budi } = place.cast
    await dewi.commands('/mulai', { handle: 'budiXm' })
    await budi.commands('/mulai', { handle: 'Budi_M' })
    await siti.commands(`/pujian ${PRAISE}`, { mentions: ['@bUDI_m'] })
    expect(await kudos()).toMatchObject([{ receivers: [{ personId: 'budi' }] }])
    await place.settled()
    expect([budi.last().includes('Siti'), dewi.last().includes('Siti')]).toEqual([true, false])
  })

  it('once for the same request', async () => {
    const { siti, budi } = place.cast
    await siti.commands(`/pujian @Budi ${PRAISE}`, { key: 'same' })
    await place.db.client.inbound.deleteMany()
    await siti.commands(`/pujian @Budi ${PRAISE}`, { key: 'same' })
    await place.settled()
    expect(await kudos()).toHaveLength(1)
    expect(budi.messages()).toHaveLength(1)
  })

  it('five a day at most, also when two come at once; tomorrow again', async () => {
    const { siti } = place.cast
    for (const name of ['Budi', 'Rahmat', 'Dewi', 'Olga']) await siti.commands(`/pujian @${name} ${PRAISE}`)
    const host = (id: string) => place.memory.person(id)
    await Promise.all(['Tuti', 'Umar'].map(name => host('siti').commands(`/pujian @${name} ${PRAISE}`)))
    expect(await kudos()).toHaveLength(5)
    expect(siti.lastToast()).toContain('Hari ini Bapak/Ibu sudah menyampaikan 5 apresiasi')
    await place.forward(1)
    await siti.commands(`/pujian @Budi ${PRAISE}`)
    expect(await kudos()).toHaveLength(6)
  })

  it('one a day to the same person, also on two platforms at once', async () => {
    const phone = { channel: 'memory', address: 'siti-2', personId: 'siti', linkedAt: place.clock.now() }
    await place.db.client.account.create({ data: phone })
    await Promise.all(
      ['siti', 'siti-2'].map(id => place.memory.person(id).commands(`/pujian @Budi @Rahmat ${PRAISE}`)),
    )
    expect(await kudos()).toHaveLength(1)
    const answers = [place.memory.person('siti'), place.memory.person('siti-2')].map(one => one.lastToast())
    expect(answers.filter(said => said.includes('Hari ini Bapak/Ibu sudah mengapresiasi'))).toHaveLength(1)
  })

  it('not to oneself, and not to whoever left meanwhile', async () => {
    const { siti } = place.cast
    await siti.commands(`/pujian ${PRAISE}`, { mentions: ['siti'] })
    expect(siti.lastToast()).toContain('bukan kepada diri sendiri')
    await siti.commands('/pujian @Budi terima kasih atas bantuannya')
    await siti.taps('Harmonis')
    await place.db.client.person.update({ where: { id: 'budi' }, data: { leftOn: '2026-11-24' } })
    await siti.taps('Kirim')
    expect(await kudos()).toEqual([])
    expect(siti.last()).not.toContain('Apresiasi telah disampaikan')
  })

  it('of two who praise each other, the first counts; after a quiet week it begins anew', async () => {
    const { siti, dewi } = place.cast
    const ranked = async () => {
      const rows = await place.db.client.kudosReceiver.findMany({ orderBy: { createdAt: 'asc' } })
      return rows.map(row => row.ranked)
    }
    await siti.commands(`/pujian @Dewi ${PRAISE}`)
    await place.forward(2)
    await dewi.commands(`/pujian @Siti ${PRAISE}`)
    await place.forward(2)
    await siti.commands(`/pujian @Dewi ${PRAISE}`)
    await place.forward(8)
    await dewi.commands(`/pujian @Siti ${PRAISE}`)
    expect(await ranked()).toEqual([true, false, false, true])
  })

  it('of two who praise each other at the same moment, one counts', async () => {
    const { siti, dewi } = place.cast
    await Promise.all([siti.commands(`/pujian @Dewi ${PRAISE}`), dewi.commands(`/pujian @Siti ${PRAISE}`)])
    const rows = await place.db.client.kudosReceiver.findMany()
    expect(rows.map(({ ranked }) => ranked).sort()).toEqual([false, true])
  })

  it('many at the same moment: each counts once, whoever they share', async () => {
    const { siti, budi, dewi, rahmat } = place.cast
    await Promise.all([
      siti.commands(`/pujian @Budi @Dewi ${PRAISE}`),
      budi.commands(`/pujian @Dewi ${PRAISE}`),
      rahmat.commands(`/pujian @Dewi @Tuti ${PRAISE}`),
      dewi.commands(`/pujian ${PRAISE}`, { mentions: ['dewi'] }),
    ])
    await place.settled()
    expect(await kudos()).toHaveLength(3)
    expect(dewi.lastToast()).toContain('bukan kepada diri sendiri')
    const board = { period: '2026-11', scope: 'office', value: 'any', received: { gt: 0 } }
    const rows = await place.db.client.kudosStanding.findMany({ where: board, orderBy: { personId: 'asc' } })
    expect(rows.map(({ personId, received }) => [personId, received])).toEqual([
      ['budi', 1],
      ['dewi', 3],
      ['tuti', 1],
    ])
    expect(siti.last()).toContain('Penerima: Budi Misalnya dan Dewi Andaikata')
    expect(budi.messages()).toHaveLength(2)
    expect(dewi.messages()).toHaveLength(3)
  })

  it('although the database refuses one of those that came at the same moment', async () => {
    const { siti, budi, rahmat } = place.cast
    await place.db.script(`
      CREATE FUNCTION "no_rahmat"() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW."giverId" = 'rahmat' THEN RAISE 'not this one'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER "no_rahmat" BEFORE INSERT ON "Kudos" FOR EACH ROW EXECUTE FUNCTION "no_rahmat"()`)
    await Promise.all([siti, budi, rahmat].map(one => one.commands(`/pujian @Dewi ${PRAISE}`)))
    await place.db.script('DROP FUNCTION "no_rahmat" CASCADE')
    expect((await kudos()).map(({ giverId }) => giverId).sort()).toEqual(['budi', 'siti'])
    expect(rahmat.last()).toContain('terjadi gangguan')
  })

  it('is not shown in the group where the receiver does not like it; others are named', async () => {
    const { siti, budi } = place.cast
    await budi.commands('/pengaturan')
    await budi.taps('Jangan tampilkan di grup')
    await siti.commands(`/pujian @Budi ${PRAISE}`)
    await siti.commands(`/pujian @Budi @Rahmat ${PRAISE}`, { key: 'x' })
    await place.forward(1)
    await siti.commands(`/pujian @Budi @Rahmat ${PRAISE}`)
    await place.settled()
    expect(group('grup-kominfo').messages()).toHaveLength(1)
    expect(group('grup-kominfo').last()).toContain('Apresiasi untuk Rahmat Umpama')
    expect(group('grup-kominfo').last()).not.toContain('Budi')
  })
})

describe('taking kudos back', () => {
  let place: Office
  beforeEach(async () => {
    place = await office()
    const data = { id: 'g', channel: 'memory', address: 'grup', title: 'grup', unitId: 'unit0' }
    await place.db.client.group.create({ data: { ...data, joinedAt: place.clock.now() } })
    await place.cast.siti.commands(`/pujian @Budi ${PRAISE}`)
    await place.settled()
  })
  afterEach(() => place.close())

  it('within ten minutes changes what stands with the receiver and in the group, wherever they are now', async () => {
    const { siti, budi } = place.cast
    await place.db.client.person.update({ where: { id: 'budi' }, data: { unitId: 'unit1' } })
    await place.db.client.group.update({ where: { id: 'g' }, data: { unitId: 'unit2' } })
    await siti.taps('Tarik kembali')
    await place.settled()
    expect(siti.last()).toContain('Apresiasi telah ditarik kembali')
    for (const one of [budi, place.memory.group('grup')]) {
      expect(one.messages()).toHaveLength(1)
      expect(one.last()).toContain('Apresiasi ini telah ditarik kembali')
      expect(one.last()).not.toContain('bantuannya')
    }
  })

  it('frees the place of the day', async () => {
    const { siti } = place.cast
    await siti.taps('Tarik kembali')
    await siti.commands(`/pujian @Budi ${PRAISE}`)
    expect(siti.last()).toContain('Apresiasi telah disampaikan')
  })

  it('is too late after ten minutes, and nobody else’s to do', async () => {
    const { siti, rahmat } = place.cast
    const [row] = await place.db.client.kudos.findMany()
    await rahmat.presses('kudos.withdraw', row?.id ?? '')
    place.clock.forward(10 * 60_000 + 1)
    await siti.taps('Tarik kembali')
    expect(siti.lastToast()).toContain('hanya dapat ditarik kembali dalam 10 menit')
    expect(await place.db.client.kudos.count({ where: { withdrawnAt: null } })).toBe(1)
  })
})
