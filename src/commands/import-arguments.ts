/** What may stand behind `npm run import --`. */
import { parseArgs } from 'node:util'
import { text } from '../chat/i18n/words.ts'
import type { Text } from '../chat/model.ts'
import type { ShellAnswers } from '../features/organisation/people/api.ts'

export interface Arguments {
  kind: string
  /** `undefined`: the last import is to be taken back. */
  path: string | undefined
  apply: boolean
  /** Numbers typed to confirm what concerns many. */
  confirm: number | undefined
  leave: number | undefined
  answers: ShellAnswers
}

/** @returns a text that says what is wrong with them; `null` where they are no command at all */
export function readArguments(args: readonly string[]): Arguments | Text | null {
  const found = parsed(args)
  if (!found) return null
  const { values, positionals } = found
  const [kind = '', path, ...more] = positionals
  const { map = [], word = [], order, month } = values
  const takesBack = values['take-back'] === true
  if (more.length > 0 || takesBack === (path !== undefined) || (takesBack && kind !== 'people')) return null
  if (![values.confirm, values.leave].every(said => said === undefined || /^\d{1,7}$/.test(said))) return null
  if (order !== undefined && order !== 'dmy' && order !== 'mdy') return null
  if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null
  const wrong = [
    ...map.map(said => ['command:import.map', said] as const),
    ...word.map(said => ['command:import.word', said] as const),
  ].find(([, said]) => !/^[^=]+=[^=]+$/.test(said))
  if (wrong) return text(wrong[0], { said: wrong[1], columns: 'NIP, Tanggal, Masuk' })
  const answers: ShellAnswers = {
    // "Datang=Masuk": the file's name, and ours.
    names: Object.fromEntries(pairs(map).map(([theirs, ours]) => [ours, theirs])),
    words: Object.fromEntries(pairs(word)),
    leaveOut: values['leave-out'] === true,
    ...(order && { order }),
    ...(month && { month: month as `${number}-${number}` }),
  }
  const numbers = { confirm: numberOf(values.confirm), leave: numberOf(values.leave) }
  return { kind, path, apply: values.apply === true, ...numbers, answers }
}

const numberOf = (said: string | undefined) => (said === undefined ? undefined : Number(said))

const pairs = (said: readonly string[]): [string, string][] =>
  said.map(one => {
    const [before = '', after = ''] = one.split('=').map(part => part.trim())
    return [before, after]
  })

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        apply: { type: 'boolean' },
        map: { type: 'string', multiple: true },
        word: { type: 'string', multiple: true },
        order: { type: 'string' },
        month: { type: 'string' },
        'leave-out': { type: 'boolean' },
        confirm: { type: 'string' },
        leave: { type: 'string' },
        'take-back': { type: 'boolean' },
      },
    })
  } catch {
    return null
  }
}
