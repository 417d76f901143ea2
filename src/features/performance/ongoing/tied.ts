import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { TargetsApi } from '../targets/api.ts'

/** The target that feedback is about, with its name of the day on which it was given. */
export interface TiedTo {
  targetId: string | null
  targetName: string | null
}
export type Tied = ReturnType<typeof createTied>

export const createTied = (targets: Pick<TargetsApi, 'offered'>) => ({
  offered: targets.offered,
  /** @throws Refusal when it is not, or no more, a target of theirs that this person may see */
  to: async (context: RequestContext, personId: string, targetId: string | null): Promise<TiedTo> => {
    if (targetId === null) return { targetId, targetName: null }
    const found = (await targets.offered(context, personId)).find(({ id }) => id === targetId)
    if (!found) throw new Refusal(text('ongoing:refused.target'))
    return { targetId, targetName: found.result }
  },
})
