/** What the bot says about itself: command menus by scope and language, descriptions, name, menu button. */

import type { Methods } from './world.ts'

export interface BotCommand {
  command: string
  description: string
}
export interface Scope {
  type: string
  chat_id?: number | string
  user_id?: number
}
interface Scoped {
  scope?: Scope
  language_code?: string
}

export function createProfile() {
  const menus = new Map<string, BotCommand[]>()
  const texts = new Map<string, string>()
  const buttons = new Map<number, unknown>()
  const key = ({ scope, language_code = '' }: Scoped) =>
    JSON.stringify([scope?.type ?? 'default', scope?.chat_id, scope?.user_id, language_code])
  /** A text is looked up in the asked language first, then in none. */
  const text = (name: string, language = '') => texts.get(name + language) ?? texts.get(name) ?? ''

  function setter(name: string, field: string) {
    return (params: Record<string, string | undefined>) => {
      texts.set(name + (params.language_code ?? ''), params[field] ?? '')
      return true
    }
  }

  const methods: Methods = {
    setMyCommands: ({ commands, ...scoped }: Scoped & { commands: BotCommand[] }) => {
      menus.set(key(scoped), commands)
      return true
    },
    getMyCommands: (scoped: Scoped) => menus.get(key(scoped)) ?? [],
    deleteMyCommands: (scoped: Scoped) => {
      menus.delete(key(scoped))
      return true
    },
    setMyName: setter('name', 'name'),
    setMyDescription: setter('description', 'description'),
    setMyShortDescription: setter('short', 'short_description'),
    getMyName: ({ language_code }: Scoped) => ({ name: text('name', language_code) }),
    getMyDescription: ({ language_code }: Scoped) => ({ description: text('description', language_code) }),
    getMyShortDescription: ({ language_code }: Scoped) => ({
      short_description: text('short', language_code),
    }),
    setChatMenuButton: ({ chat_id = 0, menu_button }: { chat_id?: number; menu_button?: unknown }) => {
      buttons.set(chat_id, menu_button ?? { type: 'default' })
      return true
    },
    getChatMenuButton: ({ chat_id = 0 }: { chat_id?: number }) =>
      buttons.get(chat_id) ?? buttons.get(0) ?? { type: 'default' },
  }

  /** The menu a person sees: the first scope that has one, each in their language, then in any. */
  function menu(scopes: Scope[], language = ''): BotCommand[] {
    const keys = scopes.flatMap(scope => [key({ scope, language_code: language }), key({ scope })])
    const found = keys.find(each => menus.has(each))
    return found ? (menus.get(found) ?? []) : []
  }

  return { methods, menu }
}
export type Profile = ReturnType<typeof createProfile>
