/**
 * The official ratings of an employee, and the predicate that follows from them (PermenPANRB 6/2022). They are read
 * from a table and never computed from the scores of the office's own criteria.
 */

/** What an appraiser chose, for results (hasil kerja) and for behaviour (perilaku kerja), against expectation. */
export const RATINGS = ['above', 'as', 'below'] as const
export type Rating = (typeof RATINGS)[number]

/** The two ratings of one appraisal. */
export interface Ratings {
  results: Rating
  behaviour: Rating
}

/** The official names of a predicate: sangat baik, baik, butuh perbaikan, kurang (misconduct), sangat kurang. */
export type Predicate = 'very-good' | 'good' | 'needs-improvement' | 'poor' | 'very-poor'

/** PermenPANRB 6/2022: rating of results (outer) by rating of behaviour (inner). */
const MATRIX: Record<Rating, Record<Rating, Predicate>> = {
  above: { below: 'poor', as: 'good', above: 'very-good' },
  as: { below: 'poor', as: 'good', above: 'good' },
  below: { below: 'very-poor', as: 'needs-improvement', above: 'needs-improvement' },
}

/** A suggestion ("usulan") only: the official predicate is set in e-Kinerja BKN. */
export const suggestedPredicate = ({ results, behaviour }: Ratings): Predicate => MATRIX[results][behaviour]
