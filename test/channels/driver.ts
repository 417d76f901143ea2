/** What a channel's own test gives the contract: the real adapter, a host that says what it is told, one person. */

import type { Channel, ChatResponse, Inbound } from '../../src/chat/channel.ts'
import type { Address, FileRef } from '../../src/chat/model.ts'

/** A message of Rekan's as the person sees it: plain words, without the platform's markup. */
export interface Seen {
  text: string
  buttons: string[]
  pictures: number
  /** Names of files offered for download. */
  files: string[]
}
export type Filled = string | string[] | { name: string; mime: string; bytes: Uint8Array }

export interface Driver {
  channel: Channel
  /** Where the one person of this stage is reached. */
  address: Address
  /** From now on the host answers so. What comes twice under one key is answered null, as the router does. */
  says(script: (inbound: Inbound) => ChatResponse | null): void
  /** What the host was asked, each key once. */
  heard: readonly Inbound[]
  /** The keys whose answer stands before the person, as the channel says. */
  answered: readonly string[]
  keep(file: { name: string; mime: string; bytes: Uint8Array }): Promise<FileRef>
  /** Each resolves once the answer stands before the person. */
  person: {
    writes(said: string): Promise<unknown>
    /** Presses the newest button so labelled. */
    taps(label: string): Promise<unknown>
    sends(file: { name: string; mime: string; bytes: Uint8Array }): Promise<unknown>
    /** The platform brings the person's last act once more. */
    repeats(): Promise<unknown>
    /** Fills the newest form in and sends it, by the ids of its fields. Channels with whole forms only. */
    fills?(answers: Record<string, Filled>): Promise<unknown>
    /** What can be read in the newest form, with its questions and problems. */
    readsForm?(): Promise<string>
    /** Can no longer be written to. */
    leaves(): Promise<unknown>
    /** Everything Rekan said, oldest first. */
    sees(): Promise<Seen[]>
    toasts(): readonly string[]
  }
  close(): Promise<unknown>
}
