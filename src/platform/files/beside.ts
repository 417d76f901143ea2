/** Which documents stand beside which message: a message that is changed brings those that are new, and no other again. */
import type { FileRef } from '../../chat/model.ts'

/** So many messages are remembered; of an older one that is changed, its documents come once more. */
const REMEMBERED = 2000

export interface Beside {
  /** Those of these documents that were not sent with this message yet. */
  missing<T extends Pick<FileRef, 'id'>>(message: string, documents: readonly T[]): T[]
  sent(message: string, documents: readonly Pick<FileRef, 'id'>[]): void
}

export function createBeside(): Beside {
  const known = new Map<string, Set<string>>()
  return {
    missing: (message, documents) => documents.filter(({ id }) => !known.get(message)?.has(id)),
    sent: (message, documents) => {
      if (documents.length === 0) return
      const all = known.get(message) ?? new Set<string>()
      for (const { id } of documents) all.add(id)
      // The one that was changed last is forgotten last.
      known.delete(message)
      known.set(message, all)
      const [oldest] = known.keys()
      if (oldest !== undefined && known.size > REMEMBERED) known.delete(oldest)
    },
  }
}
