/** Forms as modals: every kind of field, errors beside them, slow answers, taps that come twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { text } from '../../../src/chat/i18n/words.ts'
import type { Field } from '../../../src/chat/model.ts'
import { form, line, type Scripted, scripted, shows, tap, toast } from './scripted.ts'

const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    value: `v${index}`,
    label: `Pilihan ${index} ${'x'.repeat(90)}`,
  }))
const later = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

const EVERY: Field[] = [
  line('line', { min: 3, max: 40 }),
  {
    kind: 'paragraph',
    id: 'paragraph',
    max: 9000,
    label: text('kudos:report.reason'),
    hint: text('kudos:form.hint'),
  },
  { kind: 'number', id: 'number', min: -1.5, max: 100, label: text('notify:quiet.from') },
  { kind: 'date', id: 'date', label: text('notify:quiet.until') },
  { kind: 'choice', id: 'choice', options: options(250), label: text('kudos:form.value') },
  { kind: 'choices', id: 'choices', options: options(5), label: text('notify:settings.language') },
  { kind: 'person', id: 'person', among: 'office', max: 3, label: text('kudos:form.receivers') },
  {
    kind: 'file',
    id: 'file',
    mimes: ['application/pdf'],
    maxBytes: 1000,
    label: text('notify:settings.quiet'),
    optional: true,
  },
]

describe.each(['socket', 'http'] as const)('modals over %s', mode => {
  let place: Scripted
  beforeAll(async () => {
    place = await scripted({ mode })
  })
  afterAll(() => place.close())
  afterEach(async () => {
    await place.slack.idle()
    place.slack.assertClean()
    place.siti.modal.closes()
  })

  it('asks every kind of question and hears every kind of answer', async () => {
    const { siti, heard } = place
    place.says(({ act }) => (act.kind === 'submit' ? shows('diterima') : form(EVERY)))
    await siti.commands('/nilai')
    // The title does not fit into a modal's 24 characters: it stands inside.
    await siti.seesModal(/^Rekan\nApresiasi untuk rekan kerja/)
    const bytes = new TextEncoder().encode('%PDF-1.7 surat')
    await siti.fills({
      'Apa yang ingin': 'satu :clap: baris',
      Mengapa: 'a\n<b>&*_ 👩‍👩‍👧 10:30:00',
      'Mulai pukul': '87.5',
      'Sampai pukul': '2026-11-24',
      BerAKHLAK: 'Pilihan 249',
      Bahasa: ['Pilihan 1', 'Pilihan 4'],
      Siapa: ['Budi', '<b>Andai'],
      'Jam tenang': { name: 'surat.pdf', bytes },
    })
    await siti.submits()
    expect(siti.modal.isOpen()).toBe(false)
    await siti.sees('“diterima”')
    const act = heard.findLast(one => one.act.kind === 'submit')?.act
    expect(act).toMatchObject({
      draftId: 'draft1',
      answers: {
        line: 'satu 👏 baris',
        paragraph: 'a\n<b>&*_ 👩‍👩‍👧 10:30:00',
        number: '87.5',
        date: '2026-11-24',
        choice: 'v249',
        choices: ['v1', 'v4'],
        person: ['budi', 'p0'],
        file: { name: 'surat.pdf', mime: 'application/pdf', size: bytes.length },
      },
    })
    const kept = act?.kind === 'submit' ? (act.answers.file as { id: string }) : { id: '' }
    const open = await place.db.client.storedFile.findUniqueOrThrow({ where: { id: kept.id } })
    expect(new TextDecoder().decode(open.bytes)).toBe('%PDF-1.7 surat')
  })

  it('shows what is known already, cut to what fits', async () => {
    const { siti } = place
    const answers = {
      line: 'x'.repeat(39),
      paragraph: `${'y'.repeat(2998)}👏👏`,
      number: 87.5,
      date: '2026-11-24',
      choice: 'v3',
      choices: ['v0'],
      person: ['p7'],
    }
    place.says(() => form(EVERY, { answers, names: { p7: 'Dewi Andaikata' } }))
    await siti.commands('/nilai')
    await siti.seesModal('Dewi Andaikata')
    expect(siti.modal.text()).toContain('2026-11-24')
  })

  it('puts each problem beside its field, and is mended and sent again', async () => {
    const { siti, heard } = place
    const draft = [line('one'), line('two')]
    let sent = 0
    place.says(({ act }) => {
      if (act.kind !== 'submit') return form(draft)
      sent += 1
      const problems = [{ field: 'two', why: text('form:problem.line') }]
      return sent === 1 ? form(draft, { problems }) : shows('tercatat')
    })
    await siti.commands('/nilai')
    await siti.seesModal('Apa yang ingin')
    await siti.fills({ 'Apa yang ingin': 'baik' }).then(() => siti.modal.isOpen())
    await expect(siti.submits()).rejects.toThrow('has to be filled')
    const view = siti.modal.top().view.blocks as { block_id?: string }[]
    for (const { block_id } of view) if (block_id) siti.modal.types(block_id, 'baik sekali')
    await siti.submits()
    expect(siti.modal.errors()).toEqual({ two: 'Mohon menulisnya dalam satu baris.' })
    await siti.submits()
    expect(siti.modal.isOpen()).toBe(false)
    await siti.sees('tercatat')
    const keys = heard.filter(one => one.act.kind === 'submit').map(one => one.key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('keeps what was written when the answer is no', async () => {
    const { siti } = place
    place.says(({ act }) => (act.kind === 'submit' ? toast() : form([line('one')])))
    await siti.commands('/nilai')
    await siti.seesModal('Apa yang ingin')
    await siti.fills({ 'Apa yang ingin': 'panjang sekali' })
    await siti.submits()
    expect(siti.modal.errors().one).toContain('Tombol ini sudah tidak berlaku')
  })

  it('shows the next form in place of the one that was sent', async () => {
    const { siti } = place
    place.says(({ act }) =>
      act.kind === 'submit'
        ? form([line('more')], { id: 'draft2', title: text('chat:help.title') })
        : form([line('one')]),
    )
    await siti.commands('/nilai')
    await siti.seesModal('Apa yang ingin')
    await siti.fills({ 'Apa yang ingin': 'lanjut' })
    await siti.submits()
    expect(siti.modal.text()).toContain('Bantuan')
    expect(siti.modal.top().view.private_metadata).toBe('draft2')
  })

  it('holds the place of a form that is slow to open', async () => {
    const { siti } = place
    place.says(async () => {
      await later(3500)
      return form([line('one')])
    })
    await siti.commands('/nilai')
    await siti.seesModal('Mohon menunggu')
    await siti.seesModal('Apa yang ingin')
  })

  it('says wait when the sending is slow, and shows the problems when they are known', async () => {
    const { siti } = place
    const problems = [{ field: 'one', why: text('form:problem.line') }]
    place.says(async ({ act }) => {
      if (act.kind !== 'submit') return form([line('one')])
      await later(3500)
      return form([line('one')], { problems, answers: { one: 'yang tadi' } })
    })
    await siti.commands('/nilai')
    await siti.seesModal('Apa yang ingin')
    await siti.fills({ 'Apa yang ingin': 'yang tadi' })
    await siti.submits()
    await siti.seesModal('Mohon menunggu')
    await siti.seesModal('⚠️')
    expect(siti.modal.text()).toContain('yang tadi')
  })

  it('offers names while they are typed, whole names or not, at most 75 characters', async () => {
    const { siti } = place
    place.says(() => form(EVERY))
    await siti.commands('/nilai')
    await siti.seesModal('Siapa')
    expect(await siti.modal.searches('Siapa', 'bbbb')).toHaveLength(1)
    expect(await siti.modal.searches('Siapa', 'tidak ada')).toEqual([])
  })

  it('opens a form for words that were written, behind a button', async () => {
    const { siti, heard } = place
    place.says(() => form([line('one')]))
    await siti.writes('/nilai Budi &amp; <Dewi>')
    expect(heard.at(-1)?.act).toMatchObject({ kind: 'command', name: 'nilai', rest: 'Budi &amp; <Dewi>' })
    await siti.sees('[Buka formulir]')
    await siti.taps('Buka formulir')
    await siti.seesModal('Apa yang ingin')
    expect(heard.at(-1)?.act).toEqual({ kind: 'press', press: { verb: 'chat.run', args: ['nilai'] } })
  })

  it('sends the same form twice at once, and the router hears two sendings of one draft', async () => {
    const { siti, heard } = place
    place.says(({ act }) => (act.kind === 'submit' ? shows('sekali') : form([line('one')])))
    await siti.commands('/nilai')
    await siti.seesModal('Apa yang ingin')
    await siti.fills({ 'Apa yang ingin': 'dua kali' })
    await siti.submits({ twice: true })
    const sent = heard.slice(-2).map(({ act }) => act.kind === 'submit' && act.draftId)
    expect(sent).toEqual(['draft1', 'draft1'])
  })

  it('opens a form from a button in a message', async () => {
    const { siti } = place
    place.says(({ act }) =>
      act.kind === 'press' ? form([line('one')]) : shows('pilih', { blocks: [tap('Isi')] }),
    )
    await siti.commands('/nilai')
    await siti.sees('pilih')
    await siti.taps('Isi')
    await siti.seesModal('Apa yang ingin')
  })
})
