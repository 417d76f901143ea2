/** One look for every picture: readable on light and dark chats, for it brings its own paper. */
export const INK = {
  paper: '#ffffff',
  edge: '#d5e0da',
  text: '#16231d',
  faint: '#5b6b63',
  track: '#e9f0ec',
  main: '#0b6b4f',
  mainSoft: '#8fc7b1',
  second: '#b3741a',
  warm: '#fdf6e3',
} as const

export type Weight = 400 | 500 | 600 | 700
export interface Type {
  size: number
  weight: Weight
}
/** Sizes in CSS pixels; a phone shows a picture of 720 pixels at about half of that. */
export const TYPE = {
  title: { size: 30, weight: 700 },
  subtitle: { size: 20, weight: 500 },
  label: { size: 21, weight: 600 },
  body: { size: 19, weight: 400 },
  small: { size: 16, weight: 500 },
} as const satisfies Record<string, Type>

export const WIDTH = 720
export const MARGIN = 36
/** The font bundled with the program; pictures never depend on the machine's own. */
export const FAMILY = 'Plus Jakarta Sans'

/** Tells how wide words are, in pixels. */
export type Measure = (said: string, type: Type) => number
