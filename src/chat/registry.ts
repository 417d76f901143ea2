import type {
  Command,
  Feature,
  Form,
  Notification,
  OfficerMenuEntry,
  PublicPage,
  Receiver,
  RegisteredAction,
  Tick,
} from './contributions.ts'
import { text } from './i18n/words.ts'
import type { Text } from './model.ts'

/** Everything the features bring, by the name it is called by. */
export interface Registry {
  commands: ReadonlyMap<string, Command>
  actions: ReadonlyMap<string, RegisteredAction>
  forms: ReadonlyMap<string, Form>
  notifications: ReadonlyMap<string, Notification>
  receivers: readonly Receiver[]
  officerMenu: readonly OfficerMenuEntry[]
  ticks: readonly Tick[]
  pages: readonly PublicPage[]
  /** In the order of the menu, with the two that belong to the chat itself at its end. */
  listed: readonly Listed[]
}

export type Listed = Pick<Command, 'name' | 'about' | 'can' | 'button'>

/** @throws Error when two features use one name: found at start, not by a person. */
export function createRegistry(features: readonly Feature[]): Registry {
  const commands = features.flatMap(feature => feature.commands ?? [])
  const own = (name: string, about: Text, more: Partial<Listed> = {}): Listed => ({
    name,
    about,
    can: 'chat.use',
    ...more,
  })
  return {
    commands: index(commands, ({ name }) => name),
    actions: index(
      features.flatMap(feature => feature.actions ?? []),
      ({ verb }) => verb,
    ),
    forms: index(
      features.flatMap(feature => feature.forms ?? []),
      ({ id }) => id,
    ),
    notifications: index(
      features.flatMap(feature => feature.notifications ?? []),
      ({ name }) => name,
    ),
    receivers: features.flatMap(feature => feature.receivers ?? []),
    officerMenu: features.flatMap(feature => feature.officerMenu ?? []),
    ticks: features.flatMap(feature => feature.ticks ?? []),
    pages: features.flatMap(feature => feature.pages ?? []),
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
