/** The office's own criteria (product.md). Their scores are for coaching; no predicate is computed from them. */
export const CRITERIA = ['attendance', 'quality', 'initiative'] as const
export type Criterion = (typeof CRITERIA)[number]

/** Whole numbers, each 0 to 100. */
export type Scores = Record<Criterion, number>

/** Whole numbers in per cent; together 100, fixed once the quarter opens. */
export type Weights = Record<Criterion, number>
export const DEFAULT_WEIGHTS: Weights = {
  attendance: 30,
  quality: 40,
  initiative: 30,
}
/** Whole numbers from 0 that make 100 together. */
export function weightsFit(weights: Weights): boolean {
  const values = CRITERIA.map(criterion => weights[criterion])
  return (
    values.every(value => Number.isInteger(value) && value >= 0) &&
    values.reduce((sum, value) => sum + value, 0) === 100
  )
}

/** The criterion with the lowest score: what a training should help with. The first, where several are equal. */
export const weakest = (scores: Scores): Criterion =>
  CRITERIA.reduce((low, criterion) => (scores[criterion] < scores[low] ? criterion : low))

/** Four described bands of a score, from the lowest up; `from` is the lowest score of the band. */
export const BANDS = [
  { band: 1, from: 0 },
  { band: 2, from: 50 },
  { band: 3, from: 70 },
  { band: 4, from: 85 },
] as const
export type Band = (typeof BANDS)[number]['band']
/** @param score 0 to 100; below 0 is the lowest band */
export const bandOf = (score: number): Band => BANDS.findLast(({ from }) => score >= from)?.band ?? 1

/** Attendance is counted, not judged by described bands. */
export type DescribedCriterion = Exclude<Criterion, 'attendance'>
export const DESCRIBED_CRITERIA = ['quality', 'initiative'] as const satisfies DescribedCriterion[]
/** The office's own words for a band, where it has any. */
export type Rubric = Partial<Record<DescribedCriterion, Partial<Record<Band, string>>>>
