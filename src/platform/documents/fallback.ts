/**
 * Signs that the office's typeface has not: Latin beyond it, Arabic and symbols are drawn by the first further font
 * that has them, run by run; what no font has is left out, for a box would stand in its place.
 */
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)

/** In the order in which they are asked: package, file and bold face (or the only one). */
const FONTS = [
  ['noto-sans', 'NotoSans', '700Bold'],
  ['noto-naskh-arabic', 'NotoNaskhArabic', '700Bold'],
  ['noto-sans-symbols-2', 'NotoSansSymbols2', '400Regular'],
] as const
export const FALLBACKS = FONTS.length

/** The file of a further font. */
export function fallbackFile(index: number, bold: boolean): string {
  const [folder, name, heavy] = FONTS[index] ?? FONTS[0]
  const face = bold ? heavy : '400Regular'
  return resolve(`@expo-google-fonts/${folder}/${face}/${name}_${face}.ttf`)
}

/** What is needed of a font: whether it has a sign. */
interface Glyphs {
  hasGlyphForCodePoint(codePoint: number): boolean
}
/** `font`: -1 for the typeface itself, else the index of a further font. */
export interface Run {
  font: number
  said: string
}

/** @param further loads a further font when it is needed first */
export function runsOf(said: string, own: Glyphs, further: (index: number) => Glyphs): Run[] {
  const runs: Run[] = []
  for (const sign of said) {
    const code = sign.codePointAt(0) ?? 0
    const last = runs.at(-1)
    const has = (font: number) => (font < 0 ? own : further(font)).hasGlyphForCodePoint(code)
    // A blank or a mark stays with the word before it, so that an Arabic phrase is one run.
    const stays = last && last.font >= 0 && /[\s\p{M}\p{P}]/u.test(sign) && has(last.font)
    const fonts = stays ? [last.font] : [-1, ...Array.from({ length: FALLBACKS }, (_, index) => index)]
    const font = fonts.find(has)
    if (font === undefined) continue
    if (last?.font === font) last.said += sign
    else runs.push({ font, said: sign })
  }
  return runs
}
