/** SVG as text, in which nothing a person writes can become markup: every value is escaped, pictures are nested. */
const picture: unique symbol = Symbol('svg')
export interface Svg {
  readonly [picture]: string
}
type Value = string | number | Svg | readonly Svg[] | null | false

/** Signs no font of ours draws (emoji and what joins them), and what XML does not take (it would be no picture). */
const UNSEEN =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Cc}|\p{Cs}|[\u{200D}\u{20E3}\u{FE0F}\u{FFFE}\u{FFFF}\u{E0020}-\u{E007F}]/gu

const escaped = (said: string) =>
  said
    .replaceAll(UNSEEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** Letters as they can be drawn: without emoji, in one line. */
export const drawable = (said: string) =>
  said.replaceAll(/\s+/g, ' ').replaceAll(UNSEEN, '').replaceAll(/ {2,}/g, ' ').trim()

/** A number of pixels, without a tail of digits. */
const short = (value: number) => String(Math.round(value * 100) / 100)

function written(value: Value): string {
  if (value === null || value === false) return ''
  if (typeof value === 'number') return short(value)
  if (typeof value === 'string') return escaped(value)
  return picture in value ? value[picture] : value.map(one => one[picture]).join('')
}

export function svg(strings: TemplateStringsArray, ...values: Value[]): Svg {
  const text = strings.reduce((done, part, index) => done + written(values[index - 1] ?? null) + part)
  return { [picture]: text }
}

/** A whole picture. @param size in CSS pixels */
export function document({ width, height }: { width: number; height: number }, content: Svg): string {
  const whole = svg`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`
  return whole[picture]
}
