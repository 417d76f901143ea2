/** What a feature may bring: commands, buttons, forms, messages, ticks and pages. */

import type { Ability } from '../domain/abilities.ts'
import type { Contribution, Point } from './extension-points.ts'
import type {
  Answers,
  Block,
  Card,
  CommandInput,
  Field,
  FileRef,
  Label,
  Locale,
  Press,
  Problem,
  Reply,
  RequestContext,
  Text,
} from './model.ts'

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
/** A button that was tapped; made by `defineAction`. */
export interface Action<Args extends readonly unknown[] = readonly unknown[]> extends RegisteredAction {
  run(context: RequestContext, ...args: Args): Promise<Reply>
}
/** An action as the router calls it. */
export interface RegisteredAction {
  readonly verb: string
  readonly can: Ability
  readonly open?: true
  /** @throws Refusal if the arguments are not what the action asks for */
  invoke(context: RequestContext, raw: readonly string[]): Promise<Reply>
}
export interface Form {
  id: string
  title: Text
  can: Ability
  /** Asks for personal content: under the content policy `pointer` it is filled in on the office's own server only. */
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
  /** What it takes, and the columns that have to be there: told where nobody knows a file. */
  takes: { what: Text; columns: readonly string[] }
  /** How sure it is that the file is its own; 0: it is not. The surest one takes it. */
  recognises(file: FileRef, now: Date): Promise<number>
  run(context: RequestContext, file: FileRef): Promise<Reply>
}

/** Who reads a notification: a person, or everyone in a group. */
export type Reader =
  | { kind: 'person'; personId: string; locale: Locale }
  | { kind: 'group'; groupId: string; locale: Locale }
/** For whom, and when, a message is rendered. */
export interface Rendering {
  reader: Reader
  now: Date
}
/** A message Rekan sends by itself, rendered when it goes out; made by `defineNotification`. */
export interface Notification {
  readonly name: string
  /** `null`: no longer wanted (moot). */
  render(rendering: Rendering, args: readonly string[]): Promise<Card | null>
  /** What it says once things have changed after it was sent. */
  renderChanged(rendering: Rendering, args: readonly string[]): Promise<Card | null>
}

/** Looks at the state and the time, and does what is due. Run twice, it does it once. */
export interface Tick {
  name: string
  run(now: Date): Promise<void>
}

/** An entry of the officer menu (/kelola). */
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

/** Everything a feature brings. */
export interface Contributions {
  readonly commands?: readonly Command[]
  readonly actions?: readonly RegisteredAction[]
  readonly forms?: readonly Form[]
  readonly notifications?: readonly Notification[]
  readonly ticks?: readonly Tick[]
  readonly receivers?: readonly Receiver[]
  readonly officerMenu?: readonly OfficerMenuEntry[]
  readonly pages?: readonly PublicPage[]
  /** Where later features may contribute. */
  readonly extensionPoints?: readonly Point<never>[]
  /** What is contributed to points of earlier features. */
  readonly extensions?: readonly Contribution[]
}

/** One part of what Rekan does: what it lets others ask of it, and everything it brings. */
export interface Feature<Api = unknown> extends Contributions {
  readonly name: string
  readonly api: Api
}
export const defineFeature = <Api>(feature: Feature<Api>): Feature<Api> => Object.freeze(feature)

/** A button that runs an action with these arguments. */
export const press = <Args extends readonly unknown[]>(
  { verb }: Pick<Action<Args>, 'verb' | 'run'>,
  ...args: Args
): Press => ({ verb, args: args.map(String) })
