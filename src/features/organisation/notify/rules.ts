import { sendAt } from '../../../domain/calendar/sending-window.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'

/** When a message may go out: `soon` outside quiet hours; `office-hours` in the office's sending window. */
export type Timing = 'soon' | 'office-hours'
/** `claimed`: a worker has it, but has not called the platform yet; `sending`: it may be on the wire. */
export type State = 'queued' | 'claimed' | 'sending' | 'sent' | 'failed' | 'unreachable' | 'moot'

/** Office time, `HH:MM`; `from` later than `until` means over midnight. */
export interface QuietHours {
  from: string
  until: string
}

/** A platform may fail us this often before a message is given up. */
export const MAX_ATTEMPTS = 8
/** A message whose answer was lost is sent once more, never a third time. */
export const MAX_UNCERTAIN = 1
/** After this long (seconds) a living process is asked whether it still has what it claimed. */
export const CLAIM_SECONDS = 120

/** A message is changed in place at most once in this time (seconds); platforms take about one edit a second. */
export const REFRESH_SECONDS = 2
/** After this long (seconds) a change that waits has lost its job. */
const REFRESH_LOST_SECONDS = 120

/** A change that has waited since this instant or longer is taken for lost: the next one is made anew. */
export const lostBefore = (now: Date) => new Date(now.getTime() - REFRESH_LOST_SECONDS * 1000)

/**
 * When a message that has to be changed in place may be: seconds from `now`, or null when a change already
 * waits that will show this one too.
 */
export function refreshIn(
  { staleAt, refreshedAt }: { staleAt: Date | null; refreshedAt: Date | null },
  now: Date,
): number | null {
  const ago = (at: Date) => (now.getTime() - at.getTime()) / 1000
  if (staleAt && staleAt > lostBefore(now)) return null
  return refreshedAt && ago(refreshedAt) < REFRESH_SECONDS ? REFRESH_SECONDS : 0
}

/** Seconds to wait after the nth failure: 2, 4, 8 ... at most ten minutes. */
export const backoffSeconds = (attempts: number) => Math.min(600, 2 ** attempts)

/** The earliest instant from `now` at which a message may reach its reader. */
export function dueAt(
  timing: Timing,
  now: Date,
  office: { calendar: WorkCalendar; zone: string },
  quiet: QuietHours | null,
): Date {
  if (timing === 'office-hours') return sendAt({ now, ...office, quietHours: quiet })
  return quiet ? afterQuiet(now, office.zone, quiet) : now
}

function afterQuiet(now: Date, zone: string, { from, until }: QuietHours): Date {
  const at = minutes(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(now),
  )
  const [start, end] = [minutes(from), minutes(until)]
  const inside = start < end ? at >= start && at < end : at >= start || at < end
  if (!inside || start === end) return now
  const wait = (end - at + DAY_MINUTES) % DAY_MINUTES
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + wait * 60_000)
}

const DAY_MINUTES = 24 * 60
function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number)
  return hours * 60 + rest
}

export interface Account {
  channel: string
  id: string
  unreachable: boolean
}

/**
 * Where to try, in order: what the person prefers, then the platforms that ring, then the browser,
 * which only shows a message to somebody who looks.
 */
export function addressesInOrder(accounts: readonly Account[], first: string | null): Account[] {
  const rank = ({ channel }: Account) => (channel === first ? 0 : channel === 'web' ? 2 : 1)
  return accounts.filter(({ unreachable }) => !unreachable).sort((a, b) => rank(a) - rank(b))
}
