import type { Api } from 'grammy'
import type { BotCommand } from 'grammy/types'
import type { Host } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { Address, Locale } from '../../chat/model.ts'

export type CommandMenus = ReturnType<typeof createCommandMenus>

/** The list Telegram shows at "/": for everyone in both languages, and a longer one for those who may do more. */
export function createCommandMenus(api: Api, words: Words) {
  const LOCALES: Locale[] = ['id', 'en']
  let everyone = 0

  function listed(commands: Awaited<ReturnType<Host['commands']>>, locale: Locale): BotCommand[] {
    return commands.map(({ name, about }) => ({ command: name, description: words.say(about, locale) }))
  }

  return {
    forEveryone: async (host: Host): Promise<void> => {
      const commands = await host.commands()
      everyone = commands.length
      await api.setMyCommands(listed(commands, 'id'))
      for (const locale of LOCALES)
        await api.setMyCommands(listed(commands, locale), { language_code: locale })
    },
    forPerson: async (host: Host, from: Address): Promise<void> => {
      const commands = await host.commands(from)
      if (commands.length <= everyone) return
      const scope = { type: 'chat' as const, chat_id: Number(from.id) }
      await api.setMyCommands(listed(commands, 'id'), { scope })
      for (const locale of LOCALES)
        await api.setMyCommands(listed(commands, locale), { scope, language_code: locale })
    },
  }
}
