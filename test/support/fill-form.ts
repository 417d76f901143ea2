/** Fills in a form that asks one question at a time, by the labels of its questions, on any channel. */

import { resources } from '../../src/chat/i18n/locales.ts'

/** A file as the channel takes it. */
export type Sendable = object
/** Under the label of a question, or its beginning: what is written, the label (or labels) chosen, or a file. */
export type Answers<File extends Sendable = Sendable> = Record<string, string | readonly string[] | File>

/** What a person sees of the form, and what they can do with it. */
export interface FormView<File extends Sendable> {
  /** The text of the newest message of the form without its title, and the labels of its buttons. */
  shown(): { lines: readonly string[]; buttons: readonly string[] } | undefined
  /** Presses a button of that message, by its exact label. */
  press(label: string): Promise<unknown>
  write(text: string): Promise<unknown>
  send(file: File): Promise<unknown>
  /** Everything that person sees, for the message of a failure. */
  transcript(): string
}

/** In Indonesian and English, for people may choose their language. */
const SEND = ['Kirim', 'Send']
const EDIT = ['Ubah', 'Change']
const CANCEL = ['Batal', 'Cancel']
const SKIP = ['Lewati', 'Skip']
const DONE = ['Selesai memilih', 'Done choosing']
const NEXT = ['Berikutnya ›', 'Next ›']
const PARTS = ['Bagian mana yang ingin diubah?', 'Which part would you like to change?']
/** How a question for people reads: at first, with names to choose from, and with some chosen already. */
const BY_NAME =
  /sebagian nama|part of (the|a) name|^(Pilih nama yang dimaksud|Choose the person you mean|Sudah dipilih: |Chosen so far: )/
/** Lines that are no label: the progress, and how to answer. */
const NO_LABEL = /^(Langkah \d+ dari \d+|Step \d+ of \d+)$/

/** No form asks more questions than this. */
const MANY = 60

/** Whether a message is a question of a form, the last look at it, or the list of its parts. */
export const isForm = (text: string, buttons: readonly string[]) =>
  has(buttons, CANCEL) !== undefined || PARTS.some(title => text.startsWith(title))
const has = (buttons: readonly string[], labels: readonly string[]) =>
  buttons.find(one => labels.includes(one))
const startsWith = (text: string, key: string) => text.toLowerCase().startsWith(key.toLowerCase())

/** The longest key that the label of the question begins with, and that label. */
function named(lines: readonly string[], keys: Iterable<string>): { key: string; label: string } | undefined {
  const longestFirst = [...keys].sort((a, b) => b.length - a.length)
  for (const label of lines) {
    const key = longestFirst.find(one => startsWith(label, one))
    if (key !== undefined) return { key, label }
  }
  return undefined
}

/**
 * Answers every question that is named and skips the optional ones that are not, up to the last look at all answers.
 * At the last look, an answer that was given before is changed.
 * @throws Error naming the question that got no answer, the answer that was not accepted, or the label never asked
 */
export async function fillForm<File extends Sendable>(
  view: FormView<File>,
  given: Answers<File>,
): Promise<void> {
  const left = new Map(Object.entries(given))
  for (let step = 0; step < MANY; step++) {
    const { lines, buttons } = open(view)
    if (has(buttons, SEND)) {
      if (left.size === 0) return
      await change(view, buttons, left)
      continue
    }
    const question = named(lines, left.keys())
    const answer = left.get(question?.key ?? '')
    const skip = has(buttons, SKIP)
    if (question && answer !== undefined) {
      left.delete(question.key)
      await reply(view, question.label, answer)
    } else if (skip !== undefined) await view.press(skip)
    else throw new Error(`no answer was given for “${labelOf(lines)}”; it was shown:\n${lines.join('\n')}`)
  }
  throw new Error(`the form has no end:\n${view.transcript()}`)
}

/** Presses “Kirim” at the last look. */
export async function submitForm<File extends Sendable>(view: FormView<File>): Promise<void> {
  const { buttons } = open(view)
  await view.press(has(buttons, SEND) ?? 'Kirim')
}

function open<File extends Sendable>(view: FormView<File>) {
  const shown = view.shown()
  if (!shown) throw new Error(`no form is open:\n${view.transcript()}`)
  return shown
}

const labelOf = (lines: readonly string[]) => lines.find(line => !NO_LABEL.test(line)) ?? ''

/** How the questions that begin so are called where all answers stand together. */
function shortened(key: string): string[] {
  return [resources.id, resources.en].flatMap(words =>
    Object.entries((words.short as { label: Record<string, string> }).label).flatMap(([name, short]) => {
      const question = name
        .split('-')
        .reduce<unknown>((tree, step) => (tree as Tree | undefined)?.[step], words)
      return typeof question === 'string' && startsWith(question, key) ? [short] : []
    }),
  )
}
type Tree = Record<string, unknown>

/** Goes from the last look back to a question that is named. */
async function change<File extends Sendable>(
  view: FormView<File>,
  buttons: readonly string[],
  left: ReadonlyMap<string, unknown>,
): Promise<void> {
  const neverAsked = () =>
    new Error(`never asked: ${[...left.keys()].join(', ')}; seen:\n${view.transcript()}`)
  const edit = has(buttons, EDIT)
  if (edit === undefined) throw neverAsked()
  await view.press(edit)
  const parts = view.shown()?.buttons ?? []
  const part = [...left.keys()]
    .flatMap(key => [key, ...shortened(key)])
    .map(key => parts.find(one => startsWith(one, key)))
    .find(Boolean)
  if (part === undefined) throw neverAsked()
  await view.press(part)
}

async function reply<File extends Sendable>(
  view: FormView<File>,
  label: string,
  answer: string | readonly string[] | File,
): Promise<void> {
  if (typeof answer !== 'string' && !isList(answer)) await view.send(answer)
  else for (const one of [answer].flat()) await replyOne(view, label, one)
  const after = view.shown()
  if (!after || has(after.buttons, SEND) || !after.lines.includes(label)) return
  const done = has(after.buttons, DONE)
  if (done === undefined)
    throw new Error(`the answer for “${label}” was not accepted:\n${after.lines.join('\n')}`)
  await view.press(done)
}

const isList = (answer: unknown): answer is readonly string[] => Array.isArray(answer)

/** Presses the button with that label, on whichever page of them, or else writes it. */
async function replyOne<File extends Sendable>(view: FormView<File>, label: string, answer: string) {
  const { lines } = open(view)
  const byName = lines.some(line => BY_NAME.test(line))
  if (byName || !lines.some(isChoice)) await view.write(answer)
  if (!byName && !lines.some(isChoice)) return
  for (let page = 0; page < MANY; page++) {
    const { buttons } = open(view)
    if (buttons.includes(`✓ ${answer}`)) return
    const button = buttons.find(one => one === answer) ?? buttons.find(one => one.includes(answer))
    if (button !== undefined) return view.press(button)
    const next = has(buttons, NEXT)
    if (next === undefined)
      throw new Error(
        `“${label}” offers no “${answer}”, but ${buttons.join(', ')}:\n${open(view).lines.join('\n')}`,
      )
    await view.press(next)
  }
}

const isChoice = (line: string) => /^(Silakan (pilih|memilih)|Please choose)/.test(line)
