import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Act, ChatResponse } from '../../../../src/chat/channel.ts'
import { createWords } from '../../../../src/chat/i18n/words.ts'
import { memoryChannel, plainCard } from '../../../support/memory-channel.ts'
import { office } from '../../../support/office.ts'
import { DEPARTMENT, OPENING, opens, USUAL } from '../../../support/quarter.ts'

/** A platform that shows a form whole, as a modal or a page does; Budi has an account there too. */
describe('an appraisal on a platform that shows the form whole', () => {
  const words = createWords('Asia/Jakarta')
  const page = { ...memoryChannel(words, 'page').channel, forms: 'whole' as const }
  let place: Awaited<ReturnType<typeof office<typeof DEPARTMENT>>>
  let serial = 0
  beforeAll(async () => {
    place = await office({ people: DEPARTMENT, start: OPENING, channels: [() => page] })
    await place.db.client.account.create({
      data: { channel: 'page', address: 'budi', personId: 'budi', linkedAt: OPENING },
    })
    await opens(place.cast.olga)
  })
  afterAll(() => place.close())

  const acts = async (act: Act): Promise<ChatResponse> => {
    const from = { channel: 'page', id: 'budi' }
    const shown = await place.app.host.route({ key: `page${++serial}`, from, place: { kind: 'direct' }, act })
    if (!shown) throw new Error('nothing was shown')
    return shown
  }
  const plain = (shown: ChatResponse) => (shown.kind === 'card' ? plainCard(shown.card, words, 'id') : '')
  const { results: _, behaviour: __, ...said } = USUAL
  const answers = { ...said, results: 'as', behaviour: 'above' }
  const open = async (personId: string) => {
    const { id } = await place.db.client.assignment.findFirstOrThrow({ where: { personId } })
    return acts({ kind: 'press', press: { verb: 'appraisal.open', args: [id] } })
  }
  const press = (shown: ChatResponse, label: string) => {
    const buttons =
      shown.kind === 'card'
        ? shown.card.blocks.flatMap(one => (one.kind === 'buttons' ? one.buttons : []))
        : []
    const button = buttons.find(one => words.say(one.label, 'id') === label)
    if (!button || !('press' in button)) throw new Error(`no button ${label}`)
    return acts({ kind: 'press', press: button.press })
  }

  it('goes on with what was begun step by step elsewhere', async () => {
    const { budi } = place.cast
    await budi.commands('/nilai')
    await budi.taps('Rahmat Umpama')
    await budi.writes('95')
    const shown = await open('rahmat')
    expect(shown.kind === 'form' && shown.draft.answers).toEqual({ attendance: 95 })
  })

  it('shows what was worked out before it is sent, and sends only then', async () => {
    const form = await open('siti')
    if (form.kind !== 'form') throw new Error('no form')
    const look = await acts({ kind: 'submit', draftId: form.draft.id, answers })
    expect(plain(look)).toContain('Mohon memeriksa kembali sebelum mengirim')
    expect(plain(look)).toContain('Nilai kriteria: 86,9')
    expect(await place.db.client.appraisal.count()).toBe(0)
    const again = await press(look, 'Ubah')
    expect(again.kind === 'form' && again.draft.answers.quality).toBe(86)
    if (again.kind !== 'form') throw new Error('no form')
    const second = await acts({
      kind: 'submit',
      draftId: again.draft.id,
      answers: { ...answers, quality: '90' },
    })
    const sent = await press(second, 'Kirim')
    expect(plain(sent)).toContain('Penilaian Siti Contohwati telah dikirim')
    expect(await place.db.client.appraisal.findMany()).toMatchObject([{ quality: 90, version: 1 }])
  })
})
