/** Characters of reasons, questions and explanations. */
export const REASON = { min: 30, max: 3000 }
export const EXPLANATION = { min: 10, max: 3000 }
/** What may be handed in with it. */
export const FILE = { mimes: ['application/pdf', 'image/png', 'image/jpeg'], maxBytes: 10_000_000 }
/** Working days somebody has before they are reminded; then each working day. */
export const PATIENCE = 2

/** The result stays; it is changed; the objection is rejected, such as one that has no object. */
export type Decision = 'stays' | 'changed' | 'rejected'

/** `KEB-2026-0001`: counted by the calendar year of filing, without gaps. */
export const numberOf = ({ year, serial }: { year: number; serial: number }): string =>
  `KEB-${year}-${String(serial).padStart(4, '0')}`

/**
 * Who may decide, the first of whom it is that acts: nobody decides on an objection of their own, or on what they made.
 */
export const decidersAmong = (
  candidates: readonly (string | null | undefined)[],
  parties: ReadonlySet<string>,
): string[] => [...new Set(candidates.filter((id): id is string => Boolean(id) && !parties.has(id ?? '')))]
