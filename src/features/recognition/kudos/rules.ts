import { type Berakhlak, berakhlakNamed } from '../../../domain/berakhlak.ts'
import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { lengthOf } from '../../../domain/text/graphemes.ts'

/** Length of a message, in characters as people count them. */
export const MIN_LENGTH = 10
export const MAX_LENGTH = 500
export const MAX_RECEIVERS = 5
/** Limits against gaming: kudos a day from one person. */
export const MAX_A_DAY = 5
/** A kudos can be taken back for this long (minutes). */
export const WITHDRAW_MINUTES = 10
/** Pairs that praise each other back and forth within these days count once (see `isRanked`). */
export const RETURN_DAYS = 7
/** Praise for one's own appraiser does not count in the weeks before the quarter closes (days). */
const BEFORE_CLOSING_DAYS = 28

export type Problem = 'self' | 'length' | 'day-full' | 'same-person' | 'too-many' | 'nobody'

/** What was given before, as far as it decides whether another may be given. */
export interface Today {
  givenToday: number
  /** Who got one today from the same giver. */
  receivedToday: ReadonlySet<string>
}

/** @returns why this kudos may not be given, or null */
export function problemWith(
  kudos: { giverId: string; receivers: readonly string[]; message: string },
  { givenToday, receivedToday }: Today,
): { problem: Problem; person?: string } | null {
  const { giverId, receivers, message } = kudos
  const length = lengthOf(message.trim())
  if (receivers.length === 0) return { problem: 'nobody' }
  if (receivers.length > MAX_RECEIVERS) return { problem: 'too-many' }
  if (receivers.includes(giverId)) return { problem: 'self' }
  if (length < MIN_LENGTH || length > MAX_LENGTH) return { problem: 'length' }
  if (givenToday >= MAX_A_DAY) return { problem: 'day-full' }
  const again = receivers.find(id => receivedToday.has(id))
  return again === undefined ? null : { problem: 'same-person', person: again }
}

/** What decides whether a kudos counts on the board for one of its receivers. */
export interface Ranking {
  /** When the receiver last praised the giver, if ever. */
  returnedAt: Date | null
  now: Date
  receiverIsAppraiser: boolean
  today: OfficeDay
  /** The quarter's last day. */
  closing: OfficeDay
}

/**
 * Whether it counts: not as an answer within a week, nor to one's appraiser shortly before closing.
 * "Pairs that praise each other back and forth within 7 days are counted once" is read so: the first of an
 * exchange counts; a kudos to somebody who praised the giver in the seven days before does not, whichever way it
 * goes. After seven quiet days between the two a new exchange begins. What was taken back began nothing.
 */
export function isRanked({ returnedAt, now, receiverIsAppraiser, today, closing }: Ranking): boolean {
  const week = RETURN_DAYS * 24 * 60 * 60 * 1000
  if (returnedAt && now.getTime() - returnedAt.getTime() <= week) return false
  return !(receiverIsAppraiser && isBeforeClosing(today, closing))
}

/** The weeks in which praise for one's own appraiser does not count. */
export const isBeforeClosing = (today: OfficeDay, closing: OfficeDay) =>
  today > addDays(closing, -BEFORE_CLOSING_DAYS)

export const mayWithdraw = (kudos: { giverId: string; createdAt: Date }, personId: string, now: Date) =>
  kudos.giverId === personId && now.getTime() - kudos.createdAt.getTime() <= WITHDRAW_MINUTES * 60_000

/**
 * In groups within which nothing depends on another, in the order they came.
 * @param dependsOn names of what one changes and goes by: two that share a name come one after the other
 */
export function apart<One>(all: readonly One[], dependsOn: (one: One) => readonly string[]): One[][] {
  const groups: One[][] = []
  const last = new Map<string, number>()
  for (const one of all) {
    const names = dependsOn(one)
    const group = Math.max(-1, ...names.map(name => last.get(name) ?? -1)) + 1
    for (const name of names) last.set(name, group)
    groups[group] = [...(groups[group] ?? []), one]
  }
  return groups
}

/** Who of the officers may look at a report: nobody in their own matter, unless there is no other officer. */
export function moderators(
  officers: readonly string[],
  { giverId, receivers }: { giverId: string; receivers: readonly string[] },
): readonly string[] {
  const others = officers.filter(id => id !== giverId && !receivers.includes(id))
  return others.length > 0 ? others : officers
}

/** `#kolaboratif` anywhere in a line names the value. */
export function readValue(line: string): { value: Berakhlak | null; rest: string } {
  const tag = [...line.matchAll(/#([a-z_]+)/gi)].find(([, word]) => word && berakhlakNamed(word))
  if (!tag?.[1]) return { value: null, rest: line.trim() }
  return {
    value: berakhlakNamed(tag[1]),
    rest: line
      .replace(tag[0], ' ')
      .replaceAll(/[ \t]{2,}/g, ' ')
      .trim(),
  }
}
