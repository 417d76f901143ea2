import { mayShow } from '../../../domain/anonymity.ts'
import { firstDayOf, previousQuarter, type Quarter } from '../../../domain/calendar/quarter.ts'

/** An award is for a person, or for a team: one unit. */
export const RECIPIENTS = ['person', 'unit'] as const
export type ForWhom = (typeof RECIPIENTS)[number]
export const PARTS = ['targets', 'appraisal', 'kudos'] as const
export type Part = (typeof PARTS)[number]
/** In per cent, together 100: open to everyone. */
export type Weights = Record<Part, number>

/** Who may be a candidate. */
export interface Conditions {
  /** Only this unit and those below it; null: the whole office. */
  unitId: string | null
  /** PNS or PPPK; null: both. */
  status: 'PNS' | 'PPPK' | null
  /** Not again within so many quarters. */
  restQuarters: number
  /** Least time in office before the quarter's end, in months; asked only where TMT is known. */
  minMonths: number
  needsAppraisal: boolean
}
export interface Kind extends Conditions {
  id: string
  name: string
  about: string
  forWhom: ForWhom
  weights: Weights
  retiredAt: Date | null
}

/** The four kinds that are offered ready-made (product.md, part 6); their words are in locales. */
export const PRESETS = ['exemplary', 'innovator', 'service', 'team'] as const
export type Preset = (typeof PRESETS)[number]
const base = { unitId: null, status: null, restQuarters: 0, minMonths: 0, needsAppraisal: false }
export const PRESET_TERMS: Record<Preset, Omit<Kind, 'id' | 'name' | 'about' | 'retiredAt'>> = {
  exemplary: {
    ...base,
    forWhom: 'person',
    restQuarters: 4,
    minMonths: 12,
    needsAppraisal: true,
    weights: { targets: 40, appraisal: 40, kudos: 20 },
  },
  innovator: { ...base, forWhom: 'person', weights: { targets: 50, appraisal: 20, kudos: 30 } },
  service: { ...base, forWhom: 'person', weights: { targets: 20, appraisal: 30, kudos: 50 } },
  team: { ...base, forWhom: 'unit', restQuarters: 2, weights: { targets: 50, appraisal: 30, kudos: 20 } },
}

export const MAX_REST = 12
export const MAX_MONTHS = 120
export const MAX_NAME = 80
export const MAX_ABOUT = 400
export const MIN_REASON = 10
export const MAX_REASON = 300

export const weightsMake100 = (weights: Weights) =>
  PARTS.reduce((sum, part) => sum + weights[part], 0) === 100

/** The first of the quarters in which an earlier award stands in the way of one in this quarter. */
export function restingSince(quarter: Quarter, restQuarters: number): Quarter {
  let since = quarter
  for (let left = restQuarters; left > 0; left--) since = previousQuarter(since)
  return since
}

/** The last TMT with which somebody has been in office long enough by the quarter's first day. */
export function startedBy(quarter: Quarter, minMonths: number): string {
  const [year = 0, month = 0] = firstDayOf(quarter).split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1 - minMonths, 1))
  return date.toISOString().slice(0, 10)
}

/** What is known of one candidate; null where nobody knows. */
export interface Merits {
  id: string
  /** Achievement of the quarter's agreed targets, in per cent. */
  targets: number | null
  allReached: boolean
  /** Criteria score of the published appraisal, 0 to 100. */
  appraisal: number | null
  /** Kudos that count. */
  kudos: number
  /** Kudos for each member; for a person the same as `kudos`. */
  kudosEach: number
}
export interface Ranked extends Omit<Merits, 'targets' | 'appraisal' | 'kudosEach'> {
  rank: number
  appraised: boolean
}

/** Places on a draft; those who are level share one, so that a list may be longer. */
const PLACES = 5
/** A draft longer than this helps nobody: what is level beyond it is left to the officer. */
export const MAX_CANDIDATES = 24

/**
 * The open formula: each part is 0 to 100 (targets no more than 100; kudos as a share of the most anyone compared
 * has), times its weight. What is not known counts as 0. Nobody without any merit is a candidate.
 * Level by the formula (to a tenth) means the same rank, and the next rank is left out (1, 1, 3).
 */
export function rankCandidates(all: readonly Merits[], weights: Weights): Ranked[] {
  const most = Math.max(0, ...all.map(({ kudosEach }) => kudosEach))
  const score = ({ targets, appraisal, kudosEach }: Merits) => {
    const share = most > 0 ? (kudosEach / most) * 100 : 0
    const sum =
      Math.min(100, targets ?? 0) * weights.targets +
      (appraisal ?? 0) * weights.appraisal +
      share * weights.kudos
    return Math.round(sum / 10) / 10
  }
  const scored = all.map(one => ({ one, score: score(one) })).filter(({ score: points }) => points > 0)
  scored.sort((a, b) => b.score - a.score || (a.one.id < b.one.id ? -1 : 1))
  const ranked: Ranked[] = []
  let rank = 0
  let before: number | null = null
  for (const [index, { one, score: points }] of scored.entries()) {
    if (points !== before) rank = index + 1
    before = points
    if (rank > PLACES || ranked.length >= MAX_CANDIDATES) break
    const { id, allReached, kudos, appraisal } = one
    ranked.push({ id, rank, allReached, kudos, appraised: appraisal !== null })
  }
  return ranked
}

/** A team's merits: means over those of whom something is known; kudos for each member. */
export function teamMerits(unitId: string, members: readonly Merits[]): Merits | null {
  if (!mayShow(members.length)) return null
  const known = (part: 'targets' | 'appraisal') =>
    members.flatMap(one => (one[part] === null ? [] : [Math.min(100, one[part])]))
  // Means of fewer people than this would say too much of each.
  const mean = (values: number[]) =>
    mayShow(values.length) ? values.reduce((sum, one) => sum + one, 0) / values.length : null
  const withTargets = members.filter(({ targets }) => targets !== null)
  const kudos = members.reduce((sum, one) => sum + one.kudos, 0)
  return {
    id: unitId,
    targets: mean(known('targets')),
    appraisal: mean(known('appraisal')),
    allReached: mayShow(withTargets.length) && withTargets.every(({ allReached }) => allReached),
    kudos,
    kudosEach: kudos / members.length,
  }
}

export type State = 'nominated' | 'returned' | 'approved' | 'withdrawn'

/** The office's pattern of a number; `{nomor}` has to stand in it, or two would be the same. */
export const DEFAULT_PATTERN = '{nomor}/PIAGAM/REKAN/{tahun}'
/** What stands in a pattern for the number and the year, and an example: for words that explain it. */
export const PATTERN_PARTS = { number: '{nomor}', year: '{tahun}' }
export const patternFits = (pattern: string) => pattern.includes('{nomor}') && pattern.includes('{tahun}')
export const numberText = (pattern: string, { number, year }: { number: number; year: number }) =>
  pattern.replaceAll('{nomor}', String(number).padStart(3, '0')).replaceAll('{tahun}', String(year))
