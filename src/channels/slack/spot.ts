/** Where somebody acted in Slack, and so where the answer can go. */
import type { Content } from './outbox.ts'

type Answered = Content & { response_type?: 'ephemeral' | 'in_channel'; replace_original?: boolean }
export type Respond = (content: Answered) => Promise<unknown>

export interface Spot {
  user: string
  /** Opens one modal, for three seconds. */
  trigger: string | null
  /** Answers in the place it was asked, five times within half an hour. */
  respond: Respond | null
  on:
    | { kind: 'chat' | 'shortcut' | 'home' }
    | { kind: 'command'; channel: string; direct: boolean }
    | { kind: 'message'; messageId: string; ephemeral: boolean; direct: boolean }
    | { kind: 'modal'; viewId: string }
}
