import type { Press } from '../model.ts'

/** Telegram's limit for callback_data; Slack and the web carry the same string. */
const MAX_BYTES = 64
const MAX_VERB_BYTES = 24
const SEPARATOR = '~'

/** `verb~arg~arg`. @throws RangeError when it would not fit on a Telegram button: a bug, never a person's doing. */
export function encodePress({ verb, args }: Press): string {
  const code = [verb, ...args].join(SEPARATOR)
  if (Buffer.byteLength(verb) > MAX_VERB_BYTES) throw new RangeError(`verb too long: ${verb}`)
  if (Buffer.byteLength(code) > MAX_BYTES) throw new RangeError(`press too long: ${code}`)
  if (args.some(arg => arg.includes(SEPARATOR))) throw new RangeError(`separator in an argument: ${code}`)
  return code
}

/** What was on the button. Anything may come back from a platform, so an odd string is an odd verb, not an error. */
export function decodePress(code: string): Press {
  const [verb = '', ...args] = code.split(SEPARATOR)
  return { verb, args }
}
