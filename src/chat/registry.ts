import { text } from './i18n/words.ts'
import type { Action, Command, DeskEntry, Feature, Form, Notice, Receiver, Text } from './model.ts'

/** Everything the features bring, by the name it is called by. */
export interface Register {
  commands: ReadonlyMap<string, Command>
  actions: ReadonlyMap<string, Action>
  forms: ReadonlyMap<string, Form>
  notices: ReadonlyMap<string, Notice>
  receivers: readonly Receiver[]
  desk: readonly DeskEntry[]
  /** In the order of the menu, with the two that belong to the chat itself at its end. */
  listed: readonly Listed[]
}

export type Listed = Pick<Command, 'name' | 'about' | 'can' | 'button'>

/** @throws Error when two features use one name: found at start, not by a person. */
export function register(features: readonly Feature[]): Register {
  const commands = features.flatMap(feature => feature.commands ?? [])
  const own = (name: string, about: Text, more: Partial<Listed> = {}): Listed => ({
    name,
    about,
    can: 'chat.use',
    ...more,
  })
  return {
    commands: index(commands, ({ name }) => name),
    // Buttons are made by press(), which checks the arguments of each action where they are known.
    actions: index(
      features.flatMap(feature => (feature.actions ?? []) as unknown as Action[]),
      ({ verb }) => verb,
    ),
    forms: index(
      features.flatMap(feature => feature.forms ?? []),
      ({ id }) => id,
    ),
    notices: index(
      features.flatMap(feature => feature.notices ?? []),
      ({ name }) => name,
    ),
    receivers: features.flatMap(feature => feature.receivers ?? []),
    desk: features.flatMap(feature => feature.desk ?? []),
    listed: [
      own('mulai', text('chat:about.mulai')),
      ...commands,
      own('kelola', text('chat:about.kelola'), { can: 'chat.desk', button: text('chat:menu.kelola') }),
      own('bantuan', text('chat:about.bantuan'), { button: text('chat:menu.bantuan') }),
      own('batal', text('chat:about.batal')),
    ],
  }
}

function index<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const item of items) {
    if (map.has(nameOf(item))) throw new Error(`two features use the name ${nameOf(item)}`)
    map.set(nameOf(item), item)
  }
  return map
}
