import type { Ability, Role } from '../domain/abilities.ts'
import type { Act, Inbound, Mention } from './channel.ts'
import type { Actor, Address, Card, Reply, RequestContext } from './model.ts'

/** Somebody who has linked the account that wrote. */
export interface Identified {
  actor: Actor
  /** To be read and confirmed before anything else: the privacy notice (UU 27/2022, article 20). */
  mustRead: Card | null
}

/** Port: who wrote, and what they may do. Implemented by features/organisation/people. */
export interface Identity {
  /**
   * Takes an update in and identifies who brought it, in one go. `done`: it was answered before, nothing is shown;
   * null: nobody has linked that account. An update whose answer the person may not have seen is taken in again.
   */
  receive(inbound: Inbound, now: Date): Promise<'done' | Identified | null>
  identify(from: Address, handle: string | undefined): Promise<Identified | null>
  /** Answers an account that nobody has linked; it learns nothing about anyone. */
  anonymous(inbound: Inbound, now: Date): Promise<Exclude<Reply, { kind: 'form' }> | null>
  /** The person's own address on the office's server, created when there is none; null for somebody who has left. */
  ownAddress(personId: string, now: Date): Promise<Address | null>
  /** The bot came into a group, or was put out. */
  place(inbound: Inbound, now: Date): Promise<Exclude<Reply, { kind: 'form' }> | null>
  mentioned(channel: string, mentions: readonly Mention[]): Promise<{ people: string[]; strangers: number }>
  may(roles: readonly Role[], can: Ability): boolean
  /** Something that is not allowed was tried: it goes into the audit log. */
  refused(context: RequestContext, can: Ability, act: Act['kind']): Promise<void>
  /** Verbs somebody may press before `mustRead` is confirmed. */
  readonly beforeReading: ReadonlySet<string>
}
