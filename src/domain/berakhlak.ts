/**
 * BerAKHLAK: the seven core values of civil servants (UU 20/2023 article 3; SE MenPANRB 20/2021). Their names are
 * stored with each kudos: they stay.
 */
export const BERAKHLAK = [
  'berorientasi_pelayanan',
  'akuntabel',
  'kompeten',
  'harmonis',
  'loyal',
  'adaptif',
  'kolaboratif',
] as const
export type Berakhlak = (typeof BERAKHLAK)[number]

/** Narrows what comes from outside, such as a button's argument. */
export const isBerakhlak = (value: string): value is Berakhlak =>
  (BERAKHLAK as readonly string[]).includes(value)

/**
 * The value that a word names: `kolaboratif`, `Berorientasi_Pelayanan`, `pelayanan` alone; case and anything that
 * is no letter are left out of account.
 * @returns null where it names none
 */
export function berakhlakNamed(word: string): Berakhlak | null {
  const letters = word.toLowerCase().replaceAll(/[^a-z]/g, '')
  if (letters === 'pelayanan') return 'berorientasi_pelayanan'
  return BERAKHLAK.find(value => value.replaceAll('_', '') === letters) ?? null
}
