import insults from './insults.json' with { type: 'json' }

/** Letters as they are compared: small, without marks. */
const plain = (said: string) => said.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Words that hurt, as they stand in what was said: whole words only, so that `babinsa` is none. */
export function hurting(said: string): string[] {
  const words = ` ${plain(said).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  return insults.words.filter(word => words.includes(` ${word} `))
}
