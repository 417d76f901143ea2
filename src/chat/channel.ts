/** What a channel brings in and shows, and what it may ask of the rest of Rekan. */
import type { Hono } from 'hono'
import type {
  Address,
  Answers,
  Card,
  Field,
  FileRef,
  Locale,
  Option,
  Place,
  Press,
  Problem,
  Text,
} from './model.ts'

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
  /**
   * Opens what a secure link leads to, once, as the person it was made for.
   * @param openIn whose conversation is open where the link was followed
   * @returns `null`: used, expired, or unknown; `occupied`: somebody else is signed in there, and the link stays good
   */
  redeem(token: string, openIn: Address | null): Promise<Redeemed | 'occupied' | null>
  /** A group has another id now. */
  moved(from: Address, to: Address): Promise<void>
}

/** Where what a link led to is shown, and what that is. */
export interface Redeemed {
  address: Address
  shown: ChatResponse
}

/** How a platform stands to us: `refused`: its token is no good; `unreachable`: the network, or the platform itself. */
export type Standing = 'ok' | 'starting' | 'unreachable' | 'refused'

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
  /** Takes acts in from now on. A platform that cannot be reached is tried again; all else runs meanwhile. */
  start(host: Host): Promise<void>
  /** Of a channel with a platform of its own: whether it is connected. */
  standing?(): Standing
  /**
   * @param beforeSend awaited once, when the rate limits allow the message and before anything is sent; what it
   * throws keeps the message from being sent
   * @throws Unreachable — never tried again there; RetryLater — told to wait; AnswerLost — perhaps it arrived.
   */
  send(to: Address, card: Card, locale: Locale, beforeSend?: () => Promise<void>): Promise<Sent>
  /**
   * Changes a message sent before; silently content when it is gone or unchanged.
   * @param yields only when no other change waits for the platform's pace
   */
  edit(to: Address, sent: Sent, card: Card, locale: Locale, yields?: boolean): Promise<void>
  /** What only one of several processes may do, such as long polling: begun where the process leads. */
  readonly lead?: { begin(): Promise<void>; end(): Promise<void> }
  /** The e-mail address of an account, where the platform itself has confirmed it and may be trusted with it. */
  verifiedEmail?(userId: string): Promise<string | null>
  /** A link that links an account at a tap, where the platform has such links. */
  invite?(code: string): string | null
  /** Works on acts that a process took in which is no more, where the platform does not bring them again. */
  takeOver?(): Promise<void>
  /** Takes nothing new, and ends what runs. What is still owed then is left to whoever lives. */
  stop(): Promise<void>
}

/** This address will not take messages: blocked, deactivated, or the bot was put out. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}
/** The connection broke before an answer came: the message may stand there, or not. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost'
}
/** The platform will never take it so, however often it is asked. */
export class Refused extends Error {
  override readonly name = 'Refused'
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
