import { addDays, daysBetween, instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'

/** The same two are not brought together again within so many rounds, as far as that can be. */
export const ROUNDS_APART = 12
/** Rounds begin every second Monday from this one on, or on the next working day. */
const FIRST_MONDAY: OfficeDay = '2026-01-05'
const ROUND_DAYS = 14
/** When the introduction goes out, and when the two might meet (office time). */
export const INTRODUCED_AT = '08:30'
const MEET_AT = '10:00'
/** "Have you met?" is asked so many days after the round began. */
export const ASKED_AFTER_DAYS = 11

export interface Member {
  id: string
  unitId: string
}

/** The round that runs on a day: its number, and the working day on which it begins. */
export function roundOn(day: OfficeDay, calendar: WorkCalendar): { number: number; beginsOn: OfficeDay } {
  const number = Math.floor(daysBetween(FIRST_MONDAY, day) / ROUND_DAYS)
  const monday = addDays(FIRST_MONDAY, number * ROUND_DAYS)
  return { number, beginsOn: calendar.workingDayFrom(monday) }
}

/** A time to meet: the third working day of the round, at ten: in working hours and on no holiday. */
export const suggestedTime = (beginsOn: OfficeDay, calendar: WorkCalendar, zone: string): Date =>
  instantAt(calendar.addWorkingDays(beginsOn, 2), MEET_AT, zone)

export const pairKey = (one: string, other: string): string => [one, other].sort().join(' ')

/**
 * What it costs to bring two together: having met lately weighs most, and more the later it was;
 * being of one unit weighs little.
 * @param met rounds since the two last met, by `pairKey`
 */
function cost(one: Member, other: Member, met: ReadonlyMap<string, number>): number {
  const ago = met.get(pairKey(one.id, other.id))
  const again = ago === undefined || ago > ROUNDS_APART ? 0 : 1000 + (ROUNDS_APART - ago) * 100
  return again + (one.unitId === other.unitId ? 1 : 0)
}

/**
 * Brings everyone together once, two by two, an odd one out as the third of a group.
 * First each takes the best that is left, then pairs swap partners as long as that makes it better: so nobody
 * meets again, or within a unit, where a swap of two pairs avoids it.
 * @returns groups of two or three; none for fewer than two people
 */
export function matched(members: readonly Member[], met: ReadonlyMap<string, number>): Member[][] {
  if (members.length < 2) return []
  const inOrder = byUnit(members)
  const third = inOrder.length % 2 === 1 ? inOrder.pop() : undefined
  const pairs = inOrder.length <= SEARCHED ? bestOfAll(inOrder, met).pairs : goodOf(inOrder, met)
  if (!third) return pairs
  const host = cheapest(pairs, pair => pair.reduce((sum, one) => sum + cost(one, third, met), 0))
  return pairs.map((pair, index) => (index === host ? [...pair, third] : pair))
}

/** Few people run out of others to meet: there every way is tried (12 people: 10,395 ways). */
const SEARCHED = 12
function bestOfAll(
  members: readonly Member[],
  met: ReadonlyMap<string, number>,
): { pairs: [Member, Member][]; price: number } {
  const [first, ...rest] = members
  if (!first) return { pairs: [], price: 0 }
  let best: { pairs: [Member, Member][]; price: number } = { pairs: [], price: Number.POSITIVE_INFINITY }
  for (const [index, other] of rest.entries()) {
    const price = cost(first, other, met)
    if (price >= best.price) continue
    const left = bestOfAll(rest.toSpliced(index, 1), met)
    if (price + left.price < best.price)
      best = { pairs: [[first, other], ...left.pairs], price: price + left.price }
  }
  return best
}

function goodOf(members: readonly Member[], met: ReadonlyMap<string, number>): [Member, Member][] {
  const left = [...members]
  const pairs: [Member, Member][] = []
  for (let one = left.shift(); one; one = left.shift()) {
    const first = one
    const [other] = left.splice(
      cheapest(left, candidate => cost(first, candidate, met)),
      1,
    )
    if (other) pairs.push([first, other])
  }
  while (swapped(pairs, met));
  return pairs
}

/** The largest units first: they have the fewest others to choose from. */
function byUnit(members: readonly Member[]): Member[] {
  const sizes = new Map<string, number>()
  for (const { unitId } of members) sizes.set(unitId, (sizes.get(unitId) ?? 0) + 1)
  return [...members].sort(
    (one, other) =>
      (sizes.get(other.unitId) ?? 0) - (sizes.get(one.unitId) ?? 0) || one.unitId.localeCompare(other.unitId),
  )
}

function cheapest<T>(items: readonly T[], price: (item: T) => number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [index, item] of items.entries()) {
    const now = price(item)
    if (now < least) [best, least] = [index, now]
    if (least === 0) break
  }
  return best
}

/** Swaps partners between two pairs wherever that costs less. @returns whether anything became better */
function swapped(pairs: [Member, Member][], met: ReadonlyMap<string, number>): boolean {
  let better = false
  for (const [index, pair] of pairs.entries()) {
    if (cost(...pair, met) === 0) continue
    for (const other of pairs.slice(0, index).concat(pairs.slice(index + 1))) {
      const [a, b] = pair
      const [c, d] = other
      const before = cost(a, b, met) + cost(c, d, met)
      const across = cost(a, c, met) + cost(b, d, met)
      const crossed = cost(a, d, met) + cost(b, c, met)
      if (Math.min(across, crossed) >= before) continue
      if (across <= crossed) [pair[1], other[0], other[1]] = [c, b, d]
      else [pair[1], other[0], other[1]] = [d, b, c]
      better = true
      break
    }
  }
  return better
}
