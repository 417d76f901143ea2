import { defineFeature } from '../../../chat/contributions.ts'
import type { Words } from '../../../chat/i18n/words.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import { createBoards } from './board.ts'
import { createBoardPicture } from './board-picture.ts'
import { boardScreens } from './board-screens.ts'
import { createKudosApi } from './counts.ts'
import { createDigest } from './digest.ts'
import { createModeration } from './moderation.ts'
import { kudosPersonalData } from './personal-data.ts'
import { kudosScreens } from './screens.ts'
import { createService, type KudosDeps } from './service.ts'

/** Peer recognition: kudos with a BerAKHLAK value, seen by the group, counted fairly. */
export function createKudos(deps: KudosDeps & { audit: Audit; files: Files; words: Words }) {
  const service = createService(deps)
  const moderation = createModeration(deps, service)
  const screens = kudosScreens({ service, moderation, people: deps.people })
  const board = boardScreens({ boards: createBoards(deps), picture: createBoardPicture(deps) })
  const digest = createDigest(deps)
  return defineFeature({
    name: 'kudos',
    api: createKudosApi({ db: deps.db, zone: deps.office.zone }),
    ...screens,
    commands: [...(screens.commands ?? []), ...board.commands],
    actions: [...(screens.actions ?? []), ...board.actions],
    notifications: [...(screens.notifications ?? []), digest.notice],
    ticks: [digest.tick],
    extensions: [kudosPersonalData],
  })
}
