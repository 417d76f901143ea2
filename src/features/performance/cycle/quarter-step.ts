/** One change of a quarter as a whole, under its lock and with its line in the audit log. */
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Transact, Work, WorkContext } from '../../../platform/unit-of-work.ts'
import { cycleOf } from './repository.ts'
import type { Cycle } from './rules.ts'

interface QuarterStep {
  quarter: Quarter
  /** Name in the audit log. */
  action: string
  /** Further locks, taken together with that of the quarter. */
  locks?: readonly string[]
  /** @returns detail for the audit log; null where there was nothing to change */
  take(work: Work, cycle: Cycle | null): Promise<Record<string, unknown> | null>
}
export type TakeStep = (context: WorkContext, step: QuarterStep) => Promise<void>

export const createStep =
  (transact: Transact): TakeStep =>
  (context, { quarter, action, locks = [], take }) =>
    transact(context, async work => {
      await work.lock(`cycle:${quarter}`, ...locks)
      const detail = await take(work, await cycleOf(work.tx, quarter))
      if (detail) work.record({ action, subject: quarter, detail })
    })
