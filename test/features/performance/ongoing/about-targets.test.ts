/** Feedback that is tied to a target of its receiver, and is read again. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
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

describe('feedback about a target', () => {
  const test = story()
  let place: Place
  beforeAll(async () => {
    place = await office({ people: TEAM })
    for (const [id, personId, state, quarter] of [
      ['target000001', 'siti', 'agreed', '2026Q4'],
      ['target000002', 'siti', 'proposed', '2026Q4'],
      ['target000003', 'siti', 'agreed', '2026Q3'],
    ] as const) {
      const at = { createdAt: place.clock.now(), updatedAt: place.clock.now() }
      const goal = {
        indicator: 'Surat terjawab',
        unit: '%',
        direction: 'higher' as const,
        value: 90,
        weight: 100,
      }
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

  test.step('offers the appraiser what was agreed for the quarter that is on, and says it to the receiver', async () => {
    const { budi, siti } = place.cast
    await budi.commands('/umpanbalik')
    await budi.taps('Beri umpan balik')
    await budi.taps('Siti Contohwati')
    await budi.taps('Yang sudah baik')
    expect(budi.last()).toContain(`[${NAME}]`)
    expect(budi.last()).not.toContain('target000002')
    expect(budi.last()).not.toContain('target000003')
    await budi.answers({
      'Target yang terkait': NAME,
      'Situasi: kapan dan di mana?': SITUATION,
      'Perilaku: apa yang dilakukan?': BEHAVIOUR,
      'Dampak, dan saran apabila ada': IMPACT,
    })
    await place.settled()
    expect(siti.last()).toContain(`Target: ${NAME}`)
    expect((await exported(siti)).OngoingFeedback[0].targetName).toBe(NAME)
    const looks = { action: 'target.read', actorId: 'budi', subject: 'siti' }
    expect(await place.db.client.auditEntry.count({ where: looks })).toBeGreaterThan(0)
  })

  test.step('is begun at the target itself, with the target named already', async () => {
    const { budi, siti } = place.cast
    await budi.presses('target.show', 'target000001')
    await budi.taps('Beri umpan balik')
    await writes(budi, [SITUATION, BEHAVIOUR, IMPACT])
    expect(budi.last()).toContain(NAME)
    await budi.taps('Kirim')
    await place.settled()
    expect(siti.last()).toContain(`Target: ${NAME}`)
    await siti.presses('target.show', 'target000001')
    expect(siti.last()).toContain('[Minta umpan balik]')
  })

  test.step('offers nothing to a colleague, whatever button they made up, nor once the right is gone', async () => {
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
    await writes(budi, [SITUATION, BEHAVIOUR, IMPACT])
    await place.db.client.person.update({ where: { id: 'siti' }, data: { appraiserId: 'gita' } })
    await budi.taps('Kirim')
    expect(budi.lastToast()).toContain('Target tersebut sudah berubah atau tidak dapat dibuka lagi')
    await place.db.client.person.update({ where: { id: 'siti' }, data: { appraiserId: 'budi' } })
    expect(await place.db.client.ongoingFeedback.count()).toBe(before)
  })

  test.step('is asked for about one’s own target, and the answer is tied to it', async () => {
    const { siti, dewi } = place.cast
    await siti.commands('/mintaumpanbalik')
    await siti.answers({
      'Kepada siapa Bapak/Ibu meminta umpan balik?': ['Dewi Andaikata'],
      'Mengenai hal apa?': 'jawaban surat warga',
      'Paling lambat kapan?': '30-11-2026',
      'Target Bapak/Ibu yang terkait': NAME,
    })
    await place.settled()
    expect(dewi.last()).toContain(`Target: ${NAME}`)
    await dewi.taps('Isi umpan balik')
    await writes(dewi, [SITUATION, BEHAVIOUR, IMPACT])
    await dewi.taps('Kirim')
    await place.settled()
    expect(siti.last()).toContain('Umpan balik dari Dewi Andaikata')
    expect(siti.last()).toContain(`Target: ${NAME}`)
  })

  test.step('is read again by both, a page at a time, and by nobody else', async () => {
    const { siti, budi, rahmat, dewi } = place.cast
    const { db, clock } = place
    for (let n = 1; n <= 8; n++) {
      const said = {
        kind: 'praise' as const,
        situation: `Situasi ${n}`,
        behaviour: BEHAVIOUR,
        impact: IMPACT,
      }
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

  test.step('is kept for two years, and then let go', async () => {
    place.clock.to('2028-11-25T09:00:00+07:00')
    await place.app.beat()
    await place.settled()
    expect(await place.db.client.ongoingFeedback.count()).toBe(0)
    expect(await place.db.client.feedbackRequest.count()).toBe(0)
  })
})
