import { setTimeout as sleep } from 'node:timers/promises'
import type { Bot } from 'grammy'
import type { Logger } from '../../platform/log.ts'
import { translated } from './errors.ts'

/** After Telegram refused us as a reader, as it does while another process still reads (milliseconds). */
const READ_AGAIN = 2000

/** Long polling, where this process leads: Telegram hands its updates to one reader at a time. */
export function createPolling(
  bot: Bot,
  wanted: readonly ('message' | 'callback_query' | 'my_chat_member')[],
  log: Logger,
) {
  let leading = false
  let polling: Promise<void> | undefined

  /** grammY gives up for good when there are two readers; a moment later there is one. */
  async function read(): Promise<void> {
    while (leading) {
      await bot
        .start({ allowed_updates: wanted })
        .catch(err => log.error({ err: translated(err) }, 'telegram refused us as a reader'))
      if (leading) await sleep(READ_AGAIN)
    }
  }

  return {
    begin: async () => {
      leading = true
      polling ??= read()
    },
    /** What was taken is finished and confirmed. */
    end: async () => {
      leading = false
      if (polling) await bot.stop().catch(() => {})
      await polling
      polling = undefined
    },
  }
}
