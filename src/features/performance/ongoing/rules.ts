export const KINDS = ['praise', 'suggestion'] as const
export type Kind = (typeof KINDS)[number]

/** Characters of each of situation, behaviour and impact. */
export const LENGTH = { min: 10, max: 1000 }
/** People who may be asked at once. */
export const MAX_ASKED = 5
/** Under this many characters words are seldom concrete: it is asked, never demanded. */
const CONCRETE = 40

/** Whether a situation or an effect is told too shortly to be of use. */
export const isVague = (parts: readonly string[]): boolean =>
  parts.some(part => part.trim().length < CONCRETE)
