import type { Answers, Field, Option } from '../model.ts'

/** A half-filled form. It survives restarts, and is found again from another platform. */
export interface Draft {
  id: string
  personId: string
  /** Where it is answered; `SENT` once it was. */
  channel: string
  formId: string
  args: readonly string[]
  fields: Field[]
  /** Only checked answers: a bad one that was kept would be believed at the review step. */
  answers: Answers
  /** Names for the person ids among the answers, as they were when chosen. */
  names: Record<string, string>
  /** Index of the question being asked; `fields.length` is the review. */
  position: number
  /** What was found for the name that was typed last, to be tapped. */
  search: Option[] | null
  /** Moves with each step: a tap on an older version is told so. */
  version: number
  /** The act that brought it here: should that come again, it is shown as it stands. */
  step: string | null
}

/** Was sent; is kept only until the person has seen what came of it. */
export const SENT = 'sent'

/** Port: where half-filled forms are kept. Implemented in platform/conversation/drafts.ts. */
export interface Drafts {
  /** The same person, form and args give the same draft, wherever it was begun. */
  open(draft: Omit<Draft, 'id' | 'version'>, now: Date, keepHours?: number): Promise<Draft>
  byId(id: string, now: Date): Promise<Draft | null>
  /** The form somebody is answering step by step on this channel, if any. */
  current(personId: string, channel: string, now: Date): Promise<Draft | null>
  /** @returns the draft with its next version, or null when somebody was quicker */
  save(draft: Draft, now: Date, keepHours?: number): Promise<Draft | null>
  /** It was sent by this act: nobody finds it again but the same act, should it come once more. */
  sent(id: string, step: string, now: Date): Promise<void>
  close(id: string): Promise<void>
}
