/** How people begin a conversation in either language; what follows is at most a form of address. */
const OPENINGS = new Set(
  'halo hallo hai hi hey hello selamat pagi siang sore malam salam assalamualaikum good morning permisi menu start'.split(
    ' ',
  ),
)
const MOST_WORDS = 4

/** `Selamat pagi, Rekan!`: it is answered with the start page, for it is what most people send first. */
export function isGreeting(said: string): boolean {
  const words =
    said
      .toLowerCase()
      .replaceAll(/['’]/g, '')
      .match(/\p{L}+/gu) ?? []
  return words.length <= MOST_WORDS && OPENINGS.has(words[0] ?? '')
}
