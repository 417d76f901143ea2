/** Toggle buttons carry the state they lead to, so that a button pressed twice changes it once. */
const ON = 'on'
const OFF = 'off'

/** Argument of the toggle button. @param now the state as it is now */
export const toggleArg = (now: boolean): string => (now ? OFF : ON)
/** The new state. @param to the button's argument; buttons of older versions have none, and invert the state */
export const toggled = (now: boolean, to: string): boolean => (to === '' ? !now : to === ON)
