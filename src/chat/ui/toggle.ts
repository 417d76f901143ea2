/** Buttons that turn something on or off say what they lead to: pressed twice, they lead there once. */
const ON = 'on'
const OFF = 'off'

/** What the button beside it says. */
export const turnOf = (now: boolean): string => (now ? OFF : ON)
/** @param to what the button said; empty on older ones: the other way round */
export const turned = (now: boolean, to: string): boolean => (to === '' ? !now : to === ON)
