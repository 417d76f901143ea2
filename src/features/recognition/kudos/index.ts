import { defineFeature } from '../../../chat/contributions.ts'
import type { Words } from '../../../chat/i18n/words.ts'
import type { Files } from '../../../platform/files/files.ts'
import { createBoards } from './board/boards.ts'
import { createBoardPicture } from './board/picture.ts'
import { boardScreens } from './board/screens.ts'
import { createKudosApi } from './counts.ts'
import { createDigest } from './digest/digest.ts'
import { moderationScreens } from './moderation/screens.ts'
import { createModeration } from './moderation/service.ts'
import { kudosNotifications } from './notifications.ts'
import { kudosPersonalData } from './personal-data.ts'
import { kudosScreens } from './screens.ts'
import { createService, type ServiceDeps } from './service.ts'

export interface KudosDeps extends ServiceDeps {
  files: Pick<Files, 'once'>
  words: Words
}

/** Peer recognition: kudos with a BerAKHLAK value, seen by the group, counted fairly. */
export function createKudos(deps: KudosDeps) {
  const { db, people, office } = deps
  const service = createService(deps)
  const moderation = createModeration(deps, service)
  const screens = kudosScreens({ service, people })
  const reports = moderationScreens({ service, moderation, people })
  const board = boardScreens({ boards: createBoards(deps), picture: createBoardPicture(deps) })
  const digest = createDigest(deps)
  return defineFeature({
    name: 'kudos',
    api: createKudosApi({ db, zone: office.zone }),
    commands: [screens.command, board.command],
    forms: [screens.form, ...reports.forms],
    actions: [screens.withdraw, ...reports.actions, ...board.actions],
    officerMenu: [reports.officerMenu],
    notifications: [
      ...kudosNotifications({ service, people, report: reports.report }),
      ...reports.notifications,
      digest.notification,
    ],
    ticks: [digest.tick],
    extensions: [kudosPersonalData],
  })
}
