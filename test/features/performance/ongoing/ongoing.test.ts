import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hurting } from '../../../../src/features/performance/ongoing/hurting.ts'
import { office } from '../../../support/office.ts'
import {
  BEHAVIOUR,
  IMPACT,
  type Person,
  type Place,
  SITUATION,
  TEAM,
  writes,
} from '../../../support/ongoing.ts'
import { story } from '../../../support/story.ts'

describe('words that hurt', () => {
  it('are found as whole words, in any writing', () => {
    expect(hurting('Dasar GOBLOK!')).toEqual(['goblok'])
    expect(hurting('Bapak ini tidak becus, ya')).toEqual(['tidak becus'])
    expect(hurting('Koordinasi dengan Babinsa dan Asuransi berjalan, pantai bersih')).toEqual([])
  })
})

describe('feedback in the middle of a quarter', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await office({ people: TEAM })
  })
  afterAll(() => place.close())

  test.step('reaches its receiver alone, with what was meant', async () => {
    const { siti, rahmat, budi } = place.cast
    await siti.commands('/umpanbalik')
    await siti.taps('Beri umpan balik')
    expect(siti.last()).toContain('[Gita Seumpama] [Orang lain]')
    await siti.taps('Orang lain')
    await siti.fills({
      'Untuk siapa umpan balik ini?': 'Rahmat Umpama',
      'Apa yang ingin Bapak/Ibu sampaikan?': 'Yang sudah baik',
      'Nilai BerAKHLAK yang terkait': 'Kolaboratif',
      'Situasi: kapan dan di mana?': SITUATION,
      'Perilaku: apa yang dilakukan?': BEHAVIOUR,
      'Dampak, dan saran apabila ada': IMPACT,
    })
    expect(siti.last()).toContain('hanya dapat dibaca oleh pemberi dan penerimanya')
    expect(siti.last()).not.toContain('menyakitkan')
    await Promise.all([siti.taps('Kirim'), siti.taps('Kirim')])
    await place.settled()
    expect(rahmat.messages()).toHaveLength(1)
    expect(rahmat.last()).toContain('Umpan balik dari Siti Contohwati')
    expect(rahmat.last()).toContain(`“${SITUATION}”`)
    expect(rahmat.last()).toContain('Nilai BerAKHLAK: Kolaboratif')
    expect(budi.messages()).toHaveLength(0)
  })

  test.step('is asked about once more, politely, when a word may hurt or little is said', async () => {
    const { siti } = place.cast
    await siti.presses('ongoing.anyone')
    await siti.fills({
      'Untuk siapa umpan balik ini?': 'Rahmat Umpama',
      'Apa yang ingin Bapak/Ibu sampaikan?': 'Saran perbaikan',
      'Situasi: kapan dan di mana?': 'Rapat tadi pagi',
      'Perilaku: apa yang dilakukan?': 'Datang terlambat, pemalas',
      'Dampak, dan saran apabila ada': 'Rapat tertunda',
    })
    expect(siti.last()).toContain('mungkin terasa menyakitkan bagi penerimanya: “pemalas”')
    expect(siti.last()).toContain('menyebutkan situasi dan dampaknya secara konkret')
    expect(await place.db.client.ongoingFeedback.count()).toBe(1)
    await siti.taps('Kirim')
    expect(await place.db.client.ongoingFeedback.count()).toBe(2)
  })

  test.step('is not for oneself', async () => {
    const { siti } = place.cast
    await siti.presses('ongoing.anyone')
    await siti.writes('Siti')
    expect(siti.last()).toContain('Kami belum menemukan nama itu')
    await siti.commands('/batal')
  })

  test.step('is asked for, answered once, and declined without a reason', async () => {
    const { gita, dewi, eka, fajar } = place.cast
    await gita.commands('/mintaumpanbalik')
    await gita.answers({
      'Kepada siapa Bapak/Ibu meminta umpan balik?': ['Dewi Andaikata', 'Eka Misalkan'],
      'Mengenai hal apa?': 'cara saya memimpin rapat',
      'Paling lambat kapan?': '30-11-2026',
    })
    await place.settled()
    expect(dewi.last()).toContain('memohon umpan balik Bapak/Ibu mengenai “cara saya memimpin rapat”')
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
    await eka.taps('Tidak dapat mengisi')
    await place.settled()
    expect(gita.messages()).toHaveLength(before)
  })
})

describe('anonymous feedback to a superior', () => {
  const test = story()
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

  test.step('is not offered where fewer than five could have written', async () => {
    const { gita, siti } = place.cast
    await gita.commands('/umpanbalik')
    expect(gita.last()).not.toContain('Anonim')
    await gita.presses('ongoing.anonymous')
    expect(gita.lastToast()).toContain('sedikitnya lima bawahan')
    await siti.commands('/umpanbalik')
    expect(siti.last()).toContain('[Anonim untuk atasan]')
  })

  test.step('waits until five different people have written, whatever one of them repeats', async () => {
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

  test.step('is kept without its writer or its time, and who wrote is forgotten once it is out', async () => {
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
