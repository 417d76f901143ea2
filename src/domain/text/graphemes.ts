const signs = new Intl.Segmenter('id', { granularity: 'grapheme' })
/** A sign made of very many pieces (a letter under a tower of marks) counts as several: platforms count the pieces. */
const PIECES = 4

/** How many characters people see: a family emoji is one, though it is eleven pieces of text. */
export function lengthOf(said: string): number {
  let seen = 0
  for (const _sign of signs.segment(said)) seen++
  return Math.max(seen, Math.ceil(said.length / PIECES))
}
