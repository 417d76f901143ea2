import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hurting } from '../../../src/features/ongoing/hurting.ts'
import { office } from '../../support/office.ts'

const UNIT = 'Dinas Kominfo (contoh)'
const TEAM = {
  budi: { name: 'Budi Misalnya', unit: UNIT },
  siti: { name: 'Siti Contohwati', unit: UNIT, appraiser: 'budi' },
  rahmat: { name: 'Rahmat Umpama', unit: UNIT, appraiser: 'budi' },
  dewi: { name: 'Dewi Andaikata', unit: UNIT, appraiser: 'budi' },
  eka: { name: 'Eka Misalkan', unit: UNIT, appraiser: 'budi' },
  fajar: { name: 'Fajar Andaikan', unit: UNIT, appraiser: 'budi' },
  gita: { name: 'Gita Seumpama', unit: UNIT, appraiser: 'siti' },
}
type Place = Awaited<ReturnType<typeof office<typeof TEAM>>>
type Person = Place['cast']['siti']
const SITUATION = 'Pada rapat persiapan pelayanan keliling hari Senin <b>&*_ 👏'
const BEHAVIOUR = 'Daftar warga yang perlu didatangi lebih dahulu sudah disiapkan'
const IMPACT = 'Warga lanjut usia dapat terlayani tanpa harus menunggu lama'

async function writes(person: Person, parts: readonly string[], kind = 'Saran perbaikan') {
  await person.taps(kind)
  for (const part of parts) await person.writes(part)
}

describe('words that hurt', () => {
  it('are found as whole words, in any writing', () => {
    expect(hurting('Dasar GOBLOK!')).toEqual(['goblok'])
    expect(hurting('Bapak ini tidak becus, ya')).toEqual(['tidak becus'])
    expect(hurting('Koordinasi dengan Babinsa dan Asuransi berjalan, pantai bersih')).toEqual([])
  })
})

describe('feedback in the middle of a quarter', () => {
  let place: Place
  beforeAll(async () => {
    place = await office({ people: TEAM })
  })
  afterAll(() => place.close())

  it('reaches its receiver alone, with what was meant', async () => {
    const { siti, rahmat, budi } = place.cast
    await siti.commands('/umpanbalik')
    await siti.taps('Beri umpan balik')
    expect(siti.last()).toContain('[Gita Seumpama] [Orang lain]')
    await siti.taps('Orang lain')
    await siti.writes('Rahmat')
    await siti.taps('Rahmat Umpama')
    await siti.taps('Yang sudah baik')
    await siti.taps('Kolaboratif')
    for (const part of [SITUATION, BEHAVIOUR, IMPACT]) await siti.writes(part)
    expect(siti.last()).toContain('hanya dibaca oleh penerimanya')
    expect(siti.last()).not.toContain('menyakitkan')
    await Promise.all([siti.taps('Kirim'), siti.taps('Kirim')])
    await place.settled()
    expect(rahmat.messages()).toHaveLength(1)
    expect(rahmat.last()).toContain('Umpan balik dari Siti Contohwati')
    expect(rahmat.last()).toContain(`“${SITUATION}”`)
    expect(rahmat.last()).toContain('Nilai: Kolaboratif')
    expect(budi.messages()).toHaveLength(0)
  })

  it('is asked about once more, politely, when a word may hurt or little is said', async () => {
    const { siti } = place.cast
    await siti.presses('ongoing.anyone')
    await siti.writes('Rahmat')
    await siti.taps('Rahmat Umpama')
    await siti.taps('Saran perbaikan')
    await siti.taps('Lewati')
    for (const part of ['Rapat tadi pagi', 'Datang terlambat, pemalas', 'Rapat tertunda'])
      await siti.writes(part)
    expect(siti.last()).toContain('mungkin terasa menyakitkan bagi penerimanya: pemalas')
    expect(siti.last()).toContain('menyebutkan situasi dan dampaknya secara konkret')
    expect(await place.db.client.ongoingFeedback.count()).toBe(1)
    await siti.taps('Kirim')
    expect(await place.db.client.ongoingFeedback.count()).toBe(2)
  })

  it('is not for oneself', async () => {
    const { siti } = place.cast
    await siti.presses('ongoing.anyone')
    await siti.writes('Siti')
    expect(siti.last()).toContain('Kami belum menemukan nama tersebut')
    await siti.commands('/batal')
  })

  it('is asked for, answered once, and declined without a reason', async () => {
    const { gita, dewi, eka, fajar } = place.cast
    await gita.commands('/mintaumpanbalik')
    for (const [part, name] of [
      ['Dewi', 'Dewi Andaikata'],
      ['Eka', 'Eka Misalkan'],
    ] as const) {
      await gita.writes(part)
      await gita.taps(name)
    }
    await gita.taps('Selesai')
    await gita.writes('cara saya memimpin rapat')
    await gita.writes('30-11-2026')
    await gita.taps('Kirim')
    await place.settled()
    expect(dewi.last()).toContain('memohon umpan balik Bapak/Ibu mengenai cara saya memimpin rapat')
    await dewi.taps('Isi umpan balik')
    await writes(dewi, [SITUATION, BEHAVIOUR, IMPACT])
    await dewi.taps('Kirim')
    await place.settled()
    expect(gita.last()).toContain('Umpan balik dari Dewi Andaikata')
    const { id } = await place.db.client.feedbackRequest.findFirstOrThrow()
    await dewi.presses('ongoing.answer', id)
    expect(dewi.lastToast()).toContain('sudah ditanggapi')
    await fajar.presses('ongoing.answer', id)
    expect(fajar.lastToast()).toContain('tidak berlaku')
    const before = gita.messages().length
    await eka.taps('Tidak kali ini')
    await place.settled()
    expect(gita.messages()).toHaveLength(before)
  })
})

describe('feedback about a target', () => {
  let place: Place
  beforeAll(async () => {
    place = await office({ people: TEAM })
    for (const [id, personId, state, quarter] of [
      ['target000001', 'siti', 'agreed', '2026Q4'],
      ['target000002', 'siti', 'proposed', '2026Q4'],
      ['target000003', 'siti', 'agreed', '2026Q3'],
    ] as const) {
      const at = { createdAt: place.clock.now(), updatedAt: place.clock.now() }
      const goal = { indicator: 'Surat terjawab', unit: '%', direction: 'higher', value: 90, weight: 100 }
      const row = { id, personId, state, quarter, ...goal, result: `Surat warga terjawab ${id}`, ...at }
      await place.db.client.target.create({ data: { ...row, version: 1, reached: false } })
    }
  })
  afterAll(() => place.close())
  const NAME = 'Surat warga terjawab target000001'
  const exported = async (person: Person) => {
    await person.commands('/dataku')
    await person.taps('Unduh (JSON)')
    const block = person
      .messages()
      .at(-1)
      ?.card.blocks.find(one => one.kind === 'file')
    if (block?.kind !== 'file') throw new Error('no file')
    const { bytes } = await place.db.client.storedFile.findUniqueOrThrow({ where: { id: block.file.id } })
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  }

  it('offers the appraiser what was agreed for the quarter that is on, and says it to the receiver', async () => {
    const { budi, siti } = place.cast
    await budi.commands('/umpanbalik')
    await budi.taps('Beri umpan balik')
    await budi.taps('Siti Contohwati')
    await budi.taps('Yang sudah baik')
    expect(budi.last()).toContain(`[${NAME}]`)
    expect(budi.last()).not.toContain('target000002')
    expect(budi.last()).not.toContain('target000003')
    await budi.taps(NAME)
    await budi.taps('Lewati')
    for (const part of [SITUATION, BEHAVIOUR, IMPACT]) await budi.writes(part)
    await budi.taps('Kirim')
    await place.settled()
    expect(siti.last()).toContain(`Target kinerja: ${NAME}`)
    expect((await exported(siti)).OngoingFeedback[0].targetName).toBe(NAME)
    const looks = { action: 'target.read', actorId: 'budi', subject: 'siti' }
    expect(await place.db.client.auditEntry.count({ where: looks })).toBeGreaterThan(0)
  })

  it('is begun at the target itself, with the target named already', async () => {
    const { budi, siti } = place.cast
    await budi.presses('target.show', 'target000001')
    await budi.taps('Beri umpan balik')
    await budi.taps('Saran perbaikan')
    await budi.taps('Lewati')
    for (const part of [SITUATION, BEHAVIOUR, IMPACT]) await budi.writes(part)
    expect(budi.last()).toContain(NAME)
    await budi.taps('Kirim')
    await place.settled()
    expect(siti.last()).toContain(`Target kinerja: ${NAME}`)
    await siti.presses('target.show', 'target000001')
    expect(siti.last()).toContain('[Minta umpan balik]')
  })

  it('offers nothing to a colleague, whatever button they made up, nor once the right is gone', async () => {
    const { rahmat, budi } = place.cast
    const before = await place.db.client.ongoingFeedback.count()
    await rahmat.presses('ongoing.give-to', 'siti')
    await rahmat.taps('Saran perbaikan')
    expect(rahmat.last()).not.toContain('target')
    await rahmat.commands('/batal')
    await rahmat.presses('ongoing.on-target', 'siti', 'target000001')
    await rahmat.taps('Saran perbaikan')
    expect(rahmat.last()).not.toContain('target')
    await rahmat.commands('/batal')

    await budi.presses('ongoing.on-target', 'siti', 'target000001')
    await budi.taps('Saran perbaikan')
    await budi.taps('Lewati')
    for (const part of [SITUATION, BEHAVIOUR, IMPACT]) await budi.writes(part)
    await place.db.client.person.update({ where: { id: 'siti' }, data: { appraiserId: 'gita' } })
    await budi.taps('Kirim')
    expect(budi.lastToast()).toContain('Target tersebut sudah berubah atau tidak dapat dibuka lagi')
    await place.db.client.person.update({ where: { id: 'siti' }, data: { appraiserId: 'budi' } })
    expect(await place.db.client.ongoingFeedback.count()).toBe(before)
  })

  it('is asked for about one’s own target, and the answer is tied to it', async () => {
    const { siti, dewi } = place.cast
    await siti.commands('/mintaumpanbalik')
    await siti.writes('Dewi')
    await siti.taps('Dewi Andaikata')
    await siti.taps('Selesai')
    await siti.writes('jawaban surat warga')
    await siti.writes('30-11-2026')
    await siti.taps(NAME)
    await siti.taps('Kirim')
    await place.settled()
    expect(dewi.last()).toContain(`Target kinerja: ${NAME}`)
    await dewi.taps('Isi umpan balik')
    await writes(dewi, [SITUATION, BEHAVIOUR, IMPACT])
    await dewi.taps('Kirim')
    await place.settled()
    expect(siti.last()).toContain('Umpan balik dari Dewi Andaikata')
    expect(siti.last()).toContain(`Target kinerja: ${NAME}`)
  })

  it('is read again by both, a page at a time, and by nobody else', async () => {
    const { siti, budi, rahmat, dewi } = place.cast
    const { db, clock } = place
    for (let n = 1; n <= 8; n++) {
      const said = { kind: 'praise', situation: `Situasi ${n}`, behaviour: BEHAVIOUR, impact: IMPACT }
      const row = { id: `older${n}`, requestKey: `older${n}`, giverId: 'gita', receiverId: 'siti', ...said }
      const createdAt = new Date(clock.now().getTime() - n * 86_400_000)
      await db.client.ongoingFeedback.create({ data: { ...row, createdAt } })
    }
    await siti.commands('/umpanbalik')
    await siti.taps('Umpan balik yang diterima')
    expect(siti.last()).toContain('[Dewi Andaikata · 24 Nov 2026]')
    expect(siti.last()).not.toContain('anonim')
    await siti.taps('Berikutnya')
    expect(siti.last()).toContain('[Gita Seumpama · 16 Nov 2026]')
    expect(siti.last()).not.toContain('Dewi Andaikata')
    await siti.taps('Gita Seumpama · 16 Nov 2026')
    expect(siti.last()).toContain('“Situasi 8”')
    await siti.taps('Kembali ke daftar')
    expect(siti.last()).toContain('[Gita Seumpama · 16 Nov 2026]')

    await budi.commands('/umpanbalik')
    await budi.taps('Umpan balik yang diberikan')
    await budi.taps('Siti Contohwati · 24 Nov 2026')
    expect(budi.last()).toContain('Umpan balik Bapak/Ibu untuk Siti Contohwati, 24 Nov 2026')
    expect(budi.last()).toContain(`“${SITUATION}”`)
    await budi.presses('ongoing.read', 'older1', '0')
    expect(budi.lastToast()).toContain('tidak berlaku')
    expect(await db.client.auditEntry.count({ where: { action: 'ongoing.denied', subject: 'older1' } })).toBe(
      1,
    )
    await rahmat.presses('ongoing.received', '0')
    expect(rahmat.last()).toContain('Belum ada umpan balik')
    await dewi.presses('ongoing.written', '0')
    expect(dewi.last()).toContain('[Siti Contohwati · 24 Nov 2026]')
  })

  it('is kept for two years, and then let go', async () => {
    place.clock.to('2028-11-25T09:00:00+07:00')
    await place.app.beat()
    await place.settled()
    expect(await place.db.client.ongoingFeedback.count()).toBe(0)
    expect(await place.db.client.feedbackRequest.count()).toBe(0)
  })
})

describe('anonymous feedback to a superior', () => {
  let place: Place
  beforeAll(async () => {
    place = await office({ people: TEAM })
  })
  afterAll(() => place.close())
  const FIVE = ['siti', 'rahmat', 'dewi', 'eka', 'fajar'] as const
  const gives = async (person: Person, said: string) => {
    await person.presses('ongoing.anonymous')
    await writes(person, [SITUATION, `${BEHAVIOUR} ${said}`, IMPACT])
    await person.taps('Kirim')
    await place.settled()
  }

  it('is not offered where fewer than five could have written', async () => {
    const { gita, siti } = place.cast
    await gita.commands('/umpanbalik')
    expect(gita.last()).not.toContain('Anonim')
    await gita.presses('ongoing.anonymous')
    expect(gita.lastToast()).toContain('sedikitnya lima bawahan')
    await siti.commands('/umpanbalik')
    expect(siti.last()).toContain('[Anonim untuk atasan]')
  })

  it('waits until five different people have written, whatever one of them repeats', async () => {
    const { budi } = place.cast
    for (const name of FIVE.slice(0, 4)) await gives(place.cast[name], name)
    await place.cast.siti.presses('ongoing.anonymous')
    expect(place.cast.siti.lastToast()).toContain('sudah menulis umpan balik anonim')
    expect(budi.messages()).toHaveLength(0)
    await gives(place.cast.fajar, 'fajar')
    expect(budi.messages()).toHaveLength(1)
    expect(budi.last()).toContain('5 umpan balik anonim untuk Bapak/Ibu')
    for (const name of ['Siti Contohwati', 'Rahmat Umpama', 'Fajar Andaikan'])
      expect(budi.last()).not.toContain(name)
    await budi.presses('ongoing.received', '0')
    await budi.taps('Umpan balik anonim')
    await budi.taps('5 umpan balik · 24 Nov 2026')
    expect(budi.last()).toContain('5 umpan balik anonim untuk Bapak/Ibu')
    await place.cast.siti.presses('ongoing.round', '1')
    expect(place.cast.siti.lastToast()).toContain('tidak berlaku')
  })

  it('is kept without its writer or its time, and who wrote is forgotten once it is out', async () => {
    const columns = await place.db.client.$queryRaw<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'AnonymousWords'`
    expect(columns.map(({ name }) => name).sort()).toEqual([
      ...['behaviour', 'id', 'impact', 'kind', 'receiverId', 'releasedOn', 'round', 'situation'],
    ])
    expect(await place.db.client.anonymousVoice.count()).toBe(0)
    expect(await place.db.client.draft.count({ where: { formId: 'ongoing.anonymous' } })).toBe(0)
    expect(await place.db.client.auditEntry.count({ where: { action: { startsWith: 'ongoing' } } })).toBe(0)
    const { length } = place.cast.budi.messages()
    await gives(place.cast.siti, 'kedua')
    expect(place.cast.budi.messages()).toHaveLength(length)
  })
})
