/** What a test is told when its answers and the form do not fit. */
import { expect, it } from 'vitest'
import { type FormView, fillForm } from './fill-form.ts'

interface Question {
  label: string
  optional?: true
  /** What is said about an answer that is not accepted. */
  refuses?: string
}

/** A form of written answers; `given` is what was written or skipped, in order. */
function form(questions: Question[]) {
  const given: string[] = []
  let [at, why] = [0, '']
  const next = (answer: string) => {
    given.push(answer)
    at++
  }
  const view: FormView<object> = {
    shown: () => {
      const question = questions[at]
      if (!question) return { lines: ['Mohon memeriksa kembali'], buttons: ['Kirim', 'Batal'] }
      const lines = [`Langkah ${at + 1} dari ${questions.length}`, ...(why ? [why] : []), question.label]
      return { lines, buttons: question.optional ? ['Lewati', 'Batal'] : ['Batal'] }
    },
    press: async () => next('–'),
    write: async text => {
      why = questions[at]?.refuses ?? ''
      if (!why) next(text)
    },
    send: async () => next('file'),
    transcript: () => 'the chat',
  }
  return { view, given }
}

it('answers by the beginning of the label in any order and case, and skips what is optional', async () => {
  const { view, given } = form([
    { label: 'Nama acara' },
    { label: 'Catatan', optional: true },
    { label: 'Jam' },
  ])
  await fillForm(view, { jam: '08.00', nama: 'Senam' })
  expect(given).toEqual(['Senam', '–', '08.00'])
})

it('takes the longest label that fits', async () => {
  const { view, given } = form([{ label: 'Target kinerja' }, { label: 'Target' }])
  await fillForm(view, { Target: '80', 'Target kinerja': 'Surat' })
  expect(given).toEqual(['Surat', '80'])
})

it('names the question that got no answer', async () => {
  const { view } = form([{ label: 'Nama acara' }, { label: 'Jam' }])
  await expect(fillForm(view, { Nama: 'Senam' })).rejects.toThrow('no answer was given for “Jam”')
})

it('names the label that was never asked', async () => {
  const { view } = form([{ label: 'Nama acara' }])
  await expect(fillForm(view, { Nama: 'Senam', Kuota: '5' })).rejects.toThrow('never asked: Kuota')
})

it('says why an answer was not accepted', async () => {
  const { view } = form([{ label: 'Jam', refuses: 'Jam belum terbaca.' }])
  await expect(fillForm(view, { Jam: 'pagi' })).rejects.toThrow(/“Jam” was not accepted:[\s\S]*belum terbaca/)
})
