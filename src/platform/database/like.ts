/**
 * What somebody typed, for SQL's LIKE and for Prisma's `contains` and insensitive `equals` (which are ILIKE):
 * `%`, `_` and the backslash mean themselves.
 */
export const literal = (typed: string): string => typed.replaceAll(/[\\%_]/g, found => `\\${found}`)
