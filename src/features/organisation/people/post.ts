import type { Address } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'

/** The outbox as people need it: it is built on top of them. */
export interface Post {
  tell(tx: Tx, alerts: readonly Alert[], now: Date): Promise<void>
  /** Somebody who could not be reached can be reached again. */
  returned(tx: Tx, personId: string, now: Date): Promise<void>
}
export interface Alert {
  key: string
  /** `at`: exactly there, though the address may be theirs no longer. */
  to: { person: string; at?: Address }
  notification: string
  args: readonly string[]
}
/** Where nobody is written to: a command of the shell. */
export const noPost: Post = { tell: async () => {}, returned: async () => {} }
