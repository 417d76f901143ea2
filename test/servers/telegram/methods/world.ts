/** All that a method may read or change. */

import type { Chats } from '../chats.ts'
import type { Files } from '../files.ts'
import type { Queries } from '../queries.ts'
import type { Upload } from '../shapes.ts'
import type { Updates } from '../updates.ts'
import type { Webhook } from '../webhook.ts'
import type { Profile } from './profile.ts'

export interface World {
  chats: Chats
  files: Files
  queries: Queries
  updates: Updates
  webhook: Webhook
  profile: Profile
}
export interface Call {
  uploads: Upload[]
  /** Aborts when the caller hangs up. */
  gone: AbortSignal
}
/** The params have passed the spec, so a method may name the types it expects. */
// biome-ignore lint/suspicious/noExplicitAny: each method declares its own params; the spec checked them.
export type Method = (params: any, call: Call) => unknown
export type Methods = Record<string, Method>
