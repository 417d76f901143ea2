/** Somebody of the office as a story knows them: what they do is the same wherever they live. */
import { processTime } from '../../servers/process-time.ts'
import type { Person as SlackPerson, Channel as SlackRoom } from '../../servers/slack/index.ts'
import type { Upload } from '../../servers/slack/modal.ts'
import type { Group, Person as TelegramPerson } from '../../servers/telegram/index.ts'

export type Pattern = string | RegExp
export type File = Upload & { mime: string }
/** Under the words of the question (or their beginning): what is typed, the label that is chosen, a day, a file. */
export type Given = Record<string, string | readonly string[] | File>
/** A group on Telegram, or a channel on Slack. */
export interface Room {
  title: string
  telegram?: Group
  slack?: SlackRoom
  messages(): string[]
}
export interface Where {
  in?: Room
}

/** What each platform gives; everything else follows from it. */
export interface Body {
  /** Their account there. */
  address(): string
  /** Uses a linking code as one does there. */
  links(code: string): Promise<void>
  commands(line: string, where?: Where): Promise<void>
  writes(said: string): Promise<void>
  sends(file: File): Promise<void>
  /** @returns the address, when it is a link */
  taps(label: string, where?: Where): Promise<string | undefined>
  /** Fills in what is asked, step by step or at once, looks at it once more where that is asked, and sends it. */
  answers(given: Given): Promise<void>
  /** What Rekan has said to them and how it reads now, oldest first; buttons as `[label]`. */
  messages(): Promise<string[]>
  /** What was shown for a moment only. */
  toasts(): string[]
  invites(room: Room): Promise<void>
  /** Leaves the page; in the browser only. */
  signsOut?(): Promise<void>
  /** Themselves with a thumb, for what only one platform has. */
  telegram?: TelegramPerson
  slack?: SlackPerson
}
export type Resident = Body & {
  /** Their id in the office. */
  id: string
  lives: string
  last(): Promise<string>
  /** Waits for a message that has all of these words. */
  sees(...words: Pattern[]): Promise<string>
}

const PATIENCE = 6000
export const fits = (said: string, word: Pattern) =>
  typeof word === 'string' ? said.includes(word) : word.test(said)
export const tidy = (said: string) => said.replaceAll(/[\u00a0 ]+/g, ' ').trim()

export function resident(id: string, lives: string, body: Body): Resident {
  async function sees(...words: Pattern[]): Promise<string> {
    for (const end = processTime() + PATIENCE; ; ) {
      const all = await body.messages()
      const found = all.findLast(said => words.every(word => fits(said, word)))
      if (found !== undefined) return found
      if (processTime() > end)
        throw new Error(`${id} waited for ${words.join(', ')} and saw:\n${all.slice(-6).join('\n---\n')}`)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
  return { ...body, id, lives, sees, last: async () => (await body.messages()).at(-1) ?? '' }
}

/** How many acts a channel has brought to Rekan, so that a person can wait until theirs was answered. */
export interface Ear {
  heard: number
  running: number
}

/** Does something, and waits until Rekan has heard and answered it. */
export async function heard<T>(ear: Ear, act: () => Promise<T>, calm: () => Promise<void>): Promise<T> {
  const before = ear.heard
  const done = await act()
  for (const end = processTime() + PATIENCE; ear.heard === before || ear.running > 0; ) {
    if (processTime() > end) throw new Error('nobody heard this')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  await calm()
  return done
}

/** `2027-02-01`, as a date field of a page has it, is typed as 01-02-2027. */
export const typedDay = (said: string) => said.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3-$2-$1')
