/**
 * The whole vocabulary a feature may speak: no SDK type, no HTML, no mrkdwn.
 * A new kind of block, field or reply comes with its renderer in every channel, in one commit.
 */
import type { Hono } from 'hono'
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
  /** One line, or several: at most `max` characters (3,000 when not said). Answer: string. */
  | Asked<'line' | 'paragraph', { min?: number; max?: number }>
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

export type Role = 'employee' | 'appraiser' | 'officer' | 'leader' | 'administrator'
/** `<feature>.<act>`; the table of who may is features/people/abilities.ts. */
export type Ability = `${string}.${string}`

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
  /** `answers`: what is known already; those questions are not asked again step by step. */
  | { kind: 'form'; form: string; args: readonly string[]; answers?: Answers }
  | { kind: 'toast'; text: Text }

export interface Command {
  name: string
  about: Text
  can: Ability
  /** Label of its button on the start page; a command without one is found in /bantuan only. */
  button?: Text
  /** May be answered in a group, before everyone. All others are answered in private. */
  open?: true
  run(context: RequestContext, said: CommandInput): Promise<Reply>
}
export interface Action<A extends string[] = string[]> {
  verb: string
  can: Ability
  open?: true
  run(context: RequestContext, ...args: A): Promise<Reply>
}
export interface Form {
  id: string
  title: Text
  can: Ability
  /** Asks for personal content: in pointer mode it is filled in on the office's own server only. */
  confidential?: true
  /** Asked once when the form opens; the answer is kept with the draft. One quick query: Slack waits 3 s. */
  fields(context: RequestContext, args: readonly string[]): Promise<Field[]>
  submit(context: RequestContext, args: readonly string[], answers: Answers): Promise<Submitted>
  /**
   * What is worked out from the answers, shown under them at the last look. A form that has it is looked at
   * once more before it is sent on every channel, also where it is filled in whole.
   */
  lastLook?(context: RequestContext, args: readonly string[], answers: Answers): Promise<Block[]>
  /** How long a half-filled one is kept (hours); a day when not said. */
  keepHours?: number
}
export type Submitted = Reply | { problems: Problem[] }

/** Takes a file somebody sent without being asked, such as an officer's people list. */
export interface Receiver {
  can: Ability
  recognises(file: FileRef): Promise<boolean>
  run(context: RequestContext, file: FileRef): Promise<Reply>
}

/** Who reads a notice: a person, or everyone in a group. */
export type Reader =
  | { kind: 'person'; personId: string; locale: Locale }
  | { kind: 'group'; groupId: string; locale: Locale }
/** A message Rekan sends by itself. Jobs carry its name and ids; the card is made when it goes out. */
export interface Notification {
  name: string
  /** `null`: no longer wanted (moot). */
  card(reader: Reader, ...args: string[]): Promise<Card | null>
  /** What the message says once things have changed after it was sent; `card` when not given. */
  changed?(reader: Reader, ...args: string[]): Promise<Card | null>
}

/** Looks at the state and the time, and does what is due. Run twice, it does it once. */
export interface Tick {
  name: string
  run(now: Date): Promise<void>
}

/** A place on the officer's desk (/kelola). */
export interface OfficerMenuEntry {
  label: Text
  can: Ability
  press: Press
}

/**
 * A page that anyone may open without an account, at `/<path>/<code>`: what a code on paper leads to. It says in
 * a few words whether the paper is genuine, and nothing else; `null`: there is no such code.
 */
export interface PublicPage {
  path: string
  show(code: string): Promise<PublicFacts | null>
}
export interface PublicFacts {
  title: Text
  /** In large letters, green or red. */
  verdict: Text
  genuine: boolean
  rows: [label: Label, value: Label][]
  /** Read from afar, such as on the screen of a room: looked up anew after so many seconds. */
  again?: number
}

export interface Feature {
  name: string
  commands?: Command[]
  officerMenu?: OfficerMenuEntry[]
  // Each action has its own number of arguments; press() checks them where the button is made.
  actions?: Action<never>[]
  forms?: Form[]
  receivers?: Receiver[]
  notifications?: Notification[]
  ticks?: Tick[]
  pages?: PublicPage[]
}

export const press = <A extends string[]>(action: Pick<Action<A>, 'verb' | 'run'>, ...args: A): Press => ({
  verb: action.verb,
  args,
})

/** A half-filled form as a channel sees it; the row lives in the database. */
export interface DraftView {
  id: string
  version: number
  title: Text
  fields: Field[]
  answers: Answers
  problems: Problem[]
  /** Names for the ids a person field holds. */
  names: Record<string, string>
}

export type ChatResponse = { locale: Locale; where: 'here' | 'private' } & (
  | { kind: 'card'; card: Card; over?: true }
  | { kind: 'toast'; text: Text }
  | { kind: 'form'; draft: DraftView }
)

/** How a channel names somebody: by the platform's id, or only by the handle that was typed. */
export type Mention = { id: string } | { handle: string }
export type Act =
  | { kind: 'command'; name: string; rest: string; mentions?: Mention[] }
  | { kind: 'press'; press: Press }
  | { kind: 'say'; text: string }
  | { kind: 'attach'; file: FileRef }
  | { kind: 'submit'; draftId: string; answers: Answers }
  /** The bot came into, or left, the group this act happened in. */
  | { kind: 'joined' | 'left' }

/** A private chat or a group on one platform. A person's private chat has the person's own id there. */
export interface Address {
  channel: string
  id: string
}
export interface Inbound {
  /** The platform's own id of this update: what comes twice has one effect. */
  key: string
  from: Address
  handle?: string
  place: Place
  act: Act
}

/** What a channel may ask of the rest of Rekan. */
export interface Host {
  /** `null`: nothing is to be shown (seen before, or none of our business). */
  route(inbound: Inbound): Promise<ChatResponse | null>
  /** What `route` said to this key was shown, or cannot be. Until then it is owed, also by whoever takes over. */
  answered(key: string): Promise<void>
  /** Options of a person field while somebody types a name. */
  suggest(from: Address, draftId: string, fieldId: string, typed: string): Promise<Option[]>
  /** The commands whoever has this account may use; without an account, those everyone has. */
  commands(from?: Address): Promise<{ name: string; about: Text }[]>
  /** The person can no longer be reached there (blocked the bot). */
  gone(address: Address): Promise<void>
  back(address: Address): Promise<void>
  /** Opens what a pointer leads to, once, for the person it was made for. `null`: used, too old, or nobody's. */
  redeem(token: string): Promise<{ address: Address; shown: ChatResponse } | null>
  /** A group has another id now. */
  moved(from: Address, to: Address): Promise<void>
}

export interface Sent {
  messageId: string
}
export interface Channel {
  readonly name: string
  /** Pages and webhooks, mounted at `/` of the one server. */
  readonly routes?: Hono
  /** `whole`: one modal or page. `stepwise`: one question a message. */
  readonly forms: 'whole' | 'stepwise'
  /** It is the office's own server: what is shown here has not left the office. */
  readonly ownServer?: true
  start(host: Host): Promise<void>
  /**
   * @param leaving awaited once, when the message's turn has come and before its first word goes out; what it
   * throws keeps the message here
   * @throws Unreachable — never tried again there; RetryLater — told to wait; AnswerLost — perhaps it arrived.
   */
  send(to: Address, card: Card, locale: Locale, beforeSend?: () => Promise<void>): Promise<Sent>
  /** Changes a message sent before; silently content when it is gone or unchanged. */
  edit(to: Address, sent: Sent, card: Card, locale: Locale): Promise<void>
  /** What only one of several processes may do, such as long polling: begun where the process leads. */
  readonly lead?: { begin(): Promise<void>; end(): Promise<void> }
  /** The e-mail address of an account, where the platform itself has confirmed it and may be trusted with it. */
  verifiedEmail?(userId: string): Promise<string | null>
  /** A link that links an account at a tap, where the platform has such links. */
  invite?(code: string): string | null
  /** Takes nothing new, and ends what runs. */
  stop(): Promise<void>
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
/** This address will not take messages: blocked, deactivated, or the bot was put out. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}
/** The connection broke before an answer came: the message may stand there, or not. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost'
}
/** The platform asked us to wait. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater'
  readonly afterSeconds: number
  constructor(afterSeconds: number) {
    super(`retry after ${afterSeconds} s`)
    this.afterSeconds = afterSeconds
  }
}
