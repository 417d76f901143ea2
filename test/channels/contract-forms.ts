/** The contract's part about forms: one question a message, or all of them on one page. */
import { expect, it } from 'vitest'
import type { Act, ChatResponse } from '../../src/chat/channel.ts'
import { checkAnswer } from '../../src/chat/forms/answers.ts'
import type { Draft } from '../../src/chat/forms/drafts.ts'
import { stepCard } from '../../src/chat/forms/stepwise.ts'
import { createWords, text } from '../../src/chat/i18n/words.ts'
import type { Driver, Seen } from './contract.ts'
import { card, FIELDS, HOSTILE, shows, TITLE } from './contract-pieces.ts'

const words = createWords('Asia/Jakarta')
const draft = (more: Partial<Draft> = {}): Draft => ({
  id: 'k3v9q2m8x1d4',
  personId: 'siti',
  channel: 'x',
  formId: 'x',
  args: [],
  fields: FIELDS,
  answers: {},
  names: {},
  position: 0,
  search: null,
  version: 12,
  step: null,
  ...more,
})

export function stepwiseContract(
  driver: () => Driver,
  answered: (shown: ChatResponse) => Promise<Seen>,
): void {
  it.each(FIELDS.map(({ kind }, position) => [kind, position] as const))(
    'asks a question of the kind %s by itself',
    async (kind, position) => {
      const search = kind === 'person' ? [{ value: 'budi', label: 'Budi <b>' }] : null
      const { text: said, buttons } = await answered(shows(stepCard(draft({ position, search }), TITLE)))
      const label = FIELDS[position]?.label
      expect(said).toContain(label && words.say(label, 'id'))
      expect(buttons).toContain('Batal')
      if (kind === 'person') expect(buttons).toContain('Budi <b>')
      if (kind !== 'choice') return
      await driver().person.taps('Pilihan <7> & lain')
      const args = ['k3v9q2m8x1d4', '12', '7']
      expect(driver().heard.at(-1)?.act).toEqual({ kind: 'press', press: { verb: 'form.pick', args } })
    },
  )

  it('shows the last look at a long form', async () => {
    const answers = { line: HOSTILE, paragraph: 'x'.repeat(5000), number: 87.5, date: '2026-11-24' }
    const { text: said, buttons } = await answered(
      shows(stepCard(draft({ answers, position: FIELDS.length }), TITLE)),
    )
    expect(said).toContain(HOSTILE)
    expect(buttons).toEqual(expect.arrayContaining(['Kirim', 'Ubah', 'Batal']))
  })
}

const PDF = { name: 'surat.pdf', mime: 'application/pdf', bytes: new Uint8Array(Buffer.from('%PDF-1.4\n')) }

export function wholeContract(driver: () => Driver): void {
  it('asks a whole form, brings every answer, and shows what is wrong', async ({ skip }) => {
    const { channel, person } = driver()
    skip(channel.forms !== 'whole', 'asks step by step')
    const { fills, readsForm } = person
    if (!fills || !readsForm) throw new Error('a channel with whole forms lets its person fill them')
    const form = (problems: { field: string; why: ReturnType<typeof text> }[] = []): ChatResponse => ({
      kind: 'form',
      locale: 'id',
      where: 'private',
      draft: {
        id: 'k3v9q2m8x1d4',
        version: 1,
        title: TITLE,
        fields: FIELDS,
        answers: {},
        names: {},
        problems,
      },
    })
    driver().says(() => form())
    // The way in that every channel has: Slack opens a modal for a command only.
    await person.writes('/pujian')
    for (const field of FIELDS) expect(await readsForm()).toContain(words.say(field.label, 'id'))
    const answers = {
      line: HOSTILE,
      paragraph: `baris satu\n${HOSTILE}`,
      number: '87,5',
      date: '2026-11-24',
      choice: 'v7',
      choices: ['v0', 'v2'],
      person: ['budi'],
      file: PDF,
    }
    driver().says(() => form([{ field: 'number', why: text('form:problem.required') }]))
    await fills(answers)
    const submitted = driver().heard.at(-1)?.act as Extract<Act, { kind: 'submit' }>
    expect(submitted).toMatchObject({ kind: 'submit', draftId: 'k3v9q2m8x1d4' })
    const taken = Object.fromEntries(
      FIELDS.map(field => [field.id, checkAnswer(field, submitted.answers[field.id])]),
    )
    for (const [id, answer] of Object.entries({ ...answers, number: 87.5, file: undefined }))
      if (answer !== undefined) expect(taken[id]).toEqual({ ok: true, value: answer })
    expect(taken.file).toMatchObject({ ok: true, value: { name: 'surat.pdf', mime: 'application/pdf' } })
    expect(await readsForm()).toContain('Bagian ini perlu diisi')
    driver().says(() => shows(card({ kind: 'quote', said: 'terima kasih' })))
    await fills(answers)
    expect((await person.sees()).at(-1)?.text).toContain('terima kasih')
  })
}
