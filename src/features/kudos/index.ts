import type { Feature } from '../../chat/model.ts'
import type { Audit } from '../audit/index.ts'
import { createModeration } from './moderation.ts'
import { kudosScreens } from './screens.ts'
import { createWork, type KudosDeps } from './work.ts'

export { createKudosDoor, type KudosDoor } from './counts.ts'

/** Peer recognition: kudos with a BerAKHLAK value, seen by the group, counted fairly. */
export function kudosFeature(deps: KudosDeps & { audit: Audit }): Feature {
  const work = createWork(deps)
  const moderation = createModeration(deps, work)
  return kudosScreens({ work, moderation, people: deps.people })
}
