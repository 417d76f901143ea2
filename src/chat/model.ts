/**
 * The whole vocabulary a feature may speak: no SDK type, no HTML, no mrkdwn.
 * A new kind of block, field or reply comes with its renderer in every channel, in one commit.
 */
import type { Role } from '../domain/abilities.ts'
import type { Key } from './i18n/words.ts'

export type Locale = 'id' | 'en'

/** A typed key and its values, put into words late, in the READER's language. */
export type Text = { key: Key; vars?: Record<string, string | number | Date | Text> }

/** A label is either our words (Text) or a name people gave (string): both are escaped by the channel. */
export type Label = Text | string

export type Block =
  | { kind: 'text'; text: Text }
  /** Human words: never a key, always escaped. */
  | { kind: 'quote'; said: string }
  | { kind: 'facts'; rows: [label: Label, value: Label][] }
  | { kind: 'table'; head: Label[]; rows: string[][] }
  /** A picture is shown, any other file is offered for download; `alt` says the same in words. */
  | { kind: 'file'; file: FileRef; alt: Text }
  | { kind: 'buttons'; buttons: Button[] }

export type Tone = 'primary' | 'danger'
export type Button = { label: Label; tone?: Tone } & ({ press: Press } | { url: string })

export interface Card {
  title: Text
  blocks: Block[]
  /** Scores, ratings, feedback, attendance: never in a group, and only pointed at where the office wants so. */
  confidential?: true
  /** What a pointer may say of a confidential card, in place of its title. */
  pointer?: Text
  /**
   * Done when a pointer to it is opened: what a chat had only pointed at has now reached its reader. The card it
   * answers with is shown in place of this one.
   */
  opened?: Press
}

/** A file kept in the database; bytes are read through the Files port. */
export interface FileRef {
  id: string
  name: string
  mime: string
}

/** One tap. `verb` names an Action; `args` are short ids, so that the pair fits Telegram's 64 bytes. */
export interface Press {
  verb: string
  args: readonly string[]
}

interface Question {
  id: string
  label: Text
  hint?: Text
  optional?: true
}
// Distributes over K, so that each kind is a member of the union of its own.
type Asked<K extends string, More = unknown> = K extends string ? { kind: K } & Question & More : never
export type Option = { value: string; label: Label }
export type Field =
  /**
   * One line, or several: at most `max` characters (3,000 when not said). `masked`: a NIP, of which the review shows
   * the last four figures. Answer: string.
   */
  | Asked<'line' | 'paragraph', { min?: number; max?: number; masked?: true }>
  /** Answer: number. */
  | Asked<'number', { min: number; max: number }>
  /** Answer: an office day, `YYYY-MM-DD`. */
  | Asked<'date'>
  /** Answer: one value, or an array of values. */
  | Asked<'choice' | 'choices', { options: Option[] }>
  /** Answer: an array of person ids, 1 to `max` (1 when not said) of them. */
  | Asked<'person', { among: 'unit' | 'office'; max?: number }>
  /** Answer: FileRef. */
  | Asked<'file', { mimes: string[]; maxBytes: number }>

export type Answers = Record<string, unknown>
export interface Problem {
  field: string
  why: Text
}

export interface Actor {
  personId: string
  name: string
  roles: readonly Role[]
  unitId: string
  locale: Locale
  timeZone: string
}

/** All a handler may know of the request: who, when, and the request's own key (one key, one effect). */
export interface RequestContext {
  actor: Actor
  now: Date
  key: string
  /** The account that asked. */
  from: Address
  /** Where it was asked. A group carries its platform id, so that an officer can link it to a unit. */
  place: Place
}
export type Place = { kind: 'direct' } | { kind: 'group'; address: Address; title: string }

/** What came with a command: its text without mentions, and who was mentioned or replied to. */
export interface CommandInput {
  rest: string
  /** Person ids, in order, of linked people. */
  mentioned: readonly string[]
  /** How many were mentioned who have linked no account. */
  strangers: number
}

export type Reply =
  /** `over`: change the message that was tapped instead of sending a new one. */
  | { kind: 'card'; card: Card; over?: true }
  /**
   * `answers`: what is known already; those questions are not asked again step by step. `candidates`: ids of the
   * people who may be meant, offered at the first question that asks for people.
   */
  | { kind: 'form'; form: string; args: readonly string[]; answers?: Answers; candidates?: readonly string[] }
  | { kind: 'toast'; text: Text }

/** A private chat or a group on one platform. A person's private chat has the person's own id there. */
export interface Address {
  channel: string
  id: string
}
/** An expected "no": carries what to tell the person. Caught only in the router. */
export class Refusal extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.key)
    this.name = 'Refusal'
    this.text = text
  }
}

/** An answer that a form's fields let pass, and the feature does not: the person is led back to that field. */
export class InvalidAnswers extends Error {
  readonly problems: Problem[]
  constructor(...problems: Problem[]) {
    super(problems.map(({ field }) => field).join(', '))
    this.name = 'InvalidAnswers'
    this.problems = problems
  }
}
