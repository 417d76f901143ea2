import { defineFeature } from '../../../chat/contributions.ts'
import type { Extensions } from '../../../chat/extension-points.ts'
import { createAccess, type TargetDeps } from './access.ts'
import { createAnswers } from './answers.ts'
import type { TargetsApi } from './api.ts'
import { achievementsOf } from './bulk.ts'
import { confirmedFacts } from './cards.ts'
import { createDue, monthStart } from './due.ts'
import { targetButtons } from './extension-points.ts'
import { importing } from './import.ts'
import { targetNotices } from './notifications.ts'
import { targetsPersonalData } from './personal-data.ts'
import { createProgress } from './progress.ts'
import { createReading } from './reading.ts'
import { allReached, hasReportedSince, targetsOf } from './repository.ts'
import { targetScreens } from './screens.ts'
import { createService } from './service.ts'

/** Targets (SKP): proposed and agreed by two, followed through the quarter, with evidence. */
export function createTargets({
  extensions,
  ...deps
}: TargetDeps & { clock: { now(): Date }; extensions: Extensions }) {
  const { db, clock, office } = deps
  const access = createAccess(deps)
  const service = createService(deps, access)
  const progress = createProgress(deps, access)
  const reading = createReading(deps, access)
  const answers = createAnswers(deps, access)
  const screens = targetScreens({ access, service, answers, progress, reading, extensions })
  const sheets = importing(deps, access, service)
  const hasReported = (personId: string, quarter: string) =>
    hasReportedSince(
      db.client,
      personId,
      access.quarter(quarter),
      monthStart(access.today(clock.now()), office.zone),
    )
  const api: TargetsApi = {
    achievementOf: reading.achievementOf,
    factsOf: async (personId, quarter) => confirmedFacts(await targetsOf(db.client, personId, quarter)),
    achievementsOf: (quarter, personIds, tx = db.client) => achievementsOf(tx, quarter, personIds),
    allReached: (quarter, tx = db.client) => allReached(tx, quarter),
    offered: reading.offered,
  }
  return defineFeature({
    name: 'targets',
    api,
    extensionPoints: [targetButtons],
    commands: screens.commands,
    actions: [...screens.actions, ...sheets.actions],
    forms: screens.forms,
    receivers: [sheets.receiver],
    notifications: targetNotices({ access, reading, progress, moves: screens.moves, hasReported }),
    ticks: [{ name: 'target.due', run: createDue(deps, access) }],
    extensions: [targetsPersonalData],
  })
}
