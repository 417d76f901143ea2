import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FIVE, type Office, office } from '../../../support/office.ts'

const PRAISE = 'terima kasih atas bantuannya #kolaboratif'
const TWO_OFFICERS = { ...FIVE, tuti: { name: 'Tuti Seumpama', unit: 'BKPSDM (contoh)', roles: ['officer'] } }

describe('a kudos that is reported', () => {
  let place: Office
  const tuti = () => place.memory.person('tuti')
  const reports = async (who: ReturnType<typeof tuti>) => {
    await who.taps('Laporkan')
    await who.answers({ 'Mengapa apresiasi ini perlu ditinjau?': 'Pesan ini tidak pantas' })
    await place.settled()
  }
  const audited = async (action: string) => place.db.client.auditEntry.count({ where: { action } })

  beforeEach(async () => {
    place = await office<typeof FIVE>({ people: TWO_OFFICERS })
  })
  afterEach(() => place.close())

  describe('from Siti to Budi', () => {
    beforeEach(async () => {
      await place.cast.siti.commands(`/pujian @Budi ${PRAISE}`)
      await place.settled()
      await reports(place.cast.budi)
    })

    it('reaches both officers once, with the reason; the same person cannot report it twice', async () => {
      const { budi, olga, siti } = place.cast
      const [row] = await place.db.client.kudos.findMany()
      await budi.presses('kudos.report', row?.id ?? '')
      await budi.answers({ 'Mengapa apresiasi ini perlu ditinjau?': 'Pesan ini tidak pantas' })
      await place.settled()
      expect(budi.lastToast()).toContain('Bapak/Ibu sudah melaporkan apresiasi ini')
      for (const officer of [olga, tuti()]) {
        expect(officer.messages()).toHaveLength(1)
        expect(officer.last()).toContain('“Pesan ini tidak pantas”')
      }
      expect(siti.messages()).toHaveLength(1)
    })

    it('is hidden with a reason: gone where it stood, the giver is told why, the other officer’s message closed', async () => {
      const { budi, olga, siti } = place.cast
      await olga.taps('Sembunyikan')
      await olga.answers({ 'Mengapa apresiasi ini perlu ditinjau?': 'Bahasanya <b>kurang</b> pantas' })
      await place.settled()
      expect(budi.messages()[0]?.plain).toContain('Apresiasi ini tidak ditampilkan')
      expect(siti.last()).toContain('“Bahasanya <b>kurang</b> pantas”')
      expect(tuti().last()).toBe('Laporan apresiasi ini telah selesai ditangani')
      expect(await audited('kudos.hidden')).toBe(1)
      const [row] = await place.db.client.kudos.findMany()
      await tuti().presses('kudos.keep', row?.id ?? '')
      expect(await audited('kudos.kept')).toBe(0)
    })

    it('stands when the officer lets it, written down once for two taps', async () => {
      const { budi, olga } = place.cast
      const [row] = await place.db.client.kudos.findMany()
      await olga.taps('Tetap tampilkan')
      await olga.presses('kudos.keep', row?.id ?? '')
      await place.settled()
      expect(await audited('kudos.kept')).toBe(1)
      expect(budi.messages()[0]?.plain).toContain('bantuannya')
      await olga.presses('kudos.reports')
      expect(olga.last()).toContain('Belum ada apresiasi yang dilaporkan')
    })

    it('is no longer looked at once the giver took it back', async () => {
      const { olga, siti } = place.cast
      await siti.taps('Tarik kembali')
      const [row] = await place.db.client.kudos.findMany()
      await olga.presses('kudos.hide', row?.id ?? '')
      await olga.answers({ 'Mengapa apresiasi ini perlu ditinjau?': 'Bahasanya kurang pantas' })
      await place.settled()
      expect(olga.lastToast()).toContain('Apresiasi ini sudah tidak ditampilkan')
      expect(siti.last()).not.toContain('menyembunyikan')
      await olga.presses('kudos.reports')
      expect(olga.last()).toContain('Belum ada apresiasi yang dilaporkan')
    })
  })

  it('is not seen to by an officer who gave it, nor is it on her desk', async () => {
    const { budi, olga } = place.cast
    await olga.commands(`/pujian @Budi ${PRAISE}`)
    await place.settled()
    await reports(budi)
    const [row] = await place.db.client.kudos.findMany()
    expect(olga.last()).not.toContain('Apresiasi dilaporkan')
    expect(tuti().last()).toContain('Apresiasi dilaporkan')
    await olga.presses('kudos.reports')
    expect(olga.last()).toContain('Belum ada apresiasi yang dilaporkan')
    await olga.presses('kudos.keep', row?.id ?? '')
    expect(olga.lastToast()).toContain('ditinjau oleh pengelola kinerja yang lain')
    expect(await place.db.client.kudosReport.count({ where: { resolvedAt: null } })).toBe(1)
  })

  it('is seen to by the only officer there is, even her own', async () => {
    const { budi, olga } = place.cast
    await place.db.client.person.update({ where: { id: 'tuti' }, data: { leftOn: '2026-11-24' } })
    await olga.commands(`/pujian @Budi ${PRAISE}`)
    await place.settled()
    await reports(budi)
    await olga.taps('Tetap tampilkan')
    expect(await audited('kudos.kept')).toBe(1)
  })
})
