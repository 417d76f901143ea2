import type { Host } from './channel.ts'
import type { Directory } from './forms/directory.ts'
import type { Forms } from './forms/forms.ts'
import type { Identity } from './identity.ts'
import type { RequestContext } from './model.ts'

/** Number of names offered while somebody types in a person field; Slack shows at most 100. */
const SUGGESTIONS = 20

export interface SuggestDeps {
  identity: Identity
  forms: Forms
  directory: Directory
  now(): Date
}

/** Options of a person field while a name is typed; none for a draft that is not the person's own. */
export function createSuggest({ identity, forms, directory, now }: SuggestDeps): Host['suggest'] {
  return async (from, draftId, fieldId, typed) => {
    const identified = await identity.identify(from, undefined)
    if (!identified || identified.mustRead) return []
    const context: RequestContext = {
      actor: identified.actor,
      now: now(),
      key: '',
      from,
      place: { kind: 'direct' },
    }
    const draft = await forms.mine(context, draftId).catch(() => null)
    const field = draft?.fields.find(({ id }) => id === fieldId)
    return field?.kind === 'person' ? directory.find(context, typed, field.among, SUGGESTIONS) : []
  }
}
