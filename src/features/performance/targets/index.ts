import type { Feature } from '../../../chat/contributions.ts'
import type { Label, RequestContext } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { createAccess, type TargetDeps } from './access.ts'
import { createAnswers } from './answers.ts'
import { achievementsOf } from './bulk.ts'
import { confirmedFacts } from './cards.ts'
import { createDue, monthStart } from './due.ts'
import { importing } from './import.ts'
import { targetNotices } from './notifications.ts'
import { createProgress } from './progress.ts'
import { createReading, type Named } from './reading.ts'
import { allReached, hasReportedSince, targetsOf } from './repository.ts'
import type { Achievement } from './rules.ts'
import { type TargetButton, targetScreens } from './screens.ts'
import { createService } from './service.ts'

/** What appraisals and awards may ask of targets. Rights are theirs to check. */
export interface TargetDoor {
  /** How far the agreed targets of a quarter were reached, by what was confirmed; `null` without any. */
  achievementOf(personId: string, quarter: Quarter, tx?: Tx): Promise<Achievement | null>
  /** The agreed targets, the heaviest first, each with what was confirmed of it. */
  factsOf(personId: string, quarter: Quarter): Promise<[label: Label, value: Label][]>
  /** The same for many at once; who has no agreed targets is not in it. */
  achievementsOf(quarter: Quarter, personIds: readonly string[], tx?: Tx): Promise<Map<string, Achievement>>
  /** People who reached every one of their targets (weighing 100 together), by what was confirmed. */
  allReached(quarter: Quarter, tx?: Tx): Promise<string[]>
  /**
   * Somebody's agreed targets of the quarter that is on, for a form that offers them: none to whoever may not read
   * them. A look at another person's is written down.
   */
  offered(context: RequestContext, personId: string): Promise<Named[]>
}

/** Targets (SKP): proposed and agreed by two, followed through the quarter, with evidence. */
export function targetFeature(deps: TargetDeps & { clock: { now(): Date } }) {
  const { db, clock, office } = deps
  const access = createAccess(deps)
  const service = createService(deps, access)
  const progress = createProgress(deps, access)
  const reading = createReading(deps, access)
  /** Filled by features that are built later. */
  const extras: TargetButton[] = []
  const answers = createAnswers(deps, access)
  const screens = targetScreens({ access, service, answers, progress, reading, extras })
  const sheets = importing(deps, access, service)
  const hasReported = (personId: string, quarter: string) =>
    hasReportedSince(
      db.client,
      personId,
      access.quarter(quarter),
      monthStart(access.today(clock.now()), office.zone),
    )
  const feature: Feature = {
    name: 'targets',
    commands: screens.commands,
    actions: [...screens.actions, ...sheets.actions],
    forms: screens.forms,
    receivers: [sheets.receiver],
    notifications: targetNotices({ access, reading, progress, moves: screens.moves, hasReported }),
    ticks: [{ name: 'target.due', run: createDue(deps, access) }],
  }
  const door: TargetDoor = {
    achievementOf: reading.achievementOf,
    factsOf: async (personId, quarter) => confirmedFacts(await targetsOf(db.client, personId, quarter)),
    achievementsOf: (quarter, personIds, tx = db.client) => achievementsOf(tx, quarter, personIds),
    allReached: (quarter, tx = db.client) => allReached(tx, quarter),
    offered: reading.offered,
  }
  return { feature, door, extras }
}
