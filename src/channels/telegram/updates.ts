/** Works on Telegram's updates: asks the router, and shows what it answers. */
import type { Bot, Context } from 'grammy'
import type { Update } from 'grammy/types'
import type { Host } from '../../chat/channel.ts'
import { oneAtATime } from '../../chat/one-at-a-time.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { CommandMenus } from './commands.ts'
import { causeOf } from './errors.ts'
import type { FetchFile } from './files.ts'
import { readUpdate, TELEGRAM } from './inbound.ts'
import type { OwedUpdates } from './owed.ts'
import type { Show } from './show.ts'

export interface ListenDeps {
  host(): Host | undefined
  fetchFile: FetchFile
  show: Show
  owed: Pick<OwedUpdates, 'show'>
  menus: CommandMenus
}

/** People do not wait for each other; one person's acts are answered in their order. */
export function listen(bot: Bot, deps: ListenDeps): void {
  const inTurn = oneAtATime()
  bot.use(ctx => inTurn(String(ctx.from?.id ?? ctx.chat?.id), () => answer(ctx, deps)))
}

async function answer(ctx: Context, { host, fetchFile, show, owed, menus }: ListenDeps): Promise<void> {
  const current = host()
  if (!current) return
  await reportMembership(ctx, current)
  const inbound = await readUpdate(ctx, message => fetchFile(ctx, message))
  const response = inbound && (await current.route(inbound))
  const answered = async () => {
    if (inbound) await current.answered(inbound.key)
  }
  await owed.show(ctx.update, show(ctx, response), answered)
  if (inbound?.act.kind === 'command' && inbound.act.name === 'mulai')
    await menus.forPerson(current, inbound.from)
}

/** Blocking the bot and unblocking it; and a group that became a supergroup, which changes its id. */
async function reportMembership({ myChatMember: change, message }: Context, host: Host): Promise<void> {
  const at = (id: number) => ({ channel: TELEGRAM, id: String(id) })
  if (change?.chat.type === 'private') {
    const address = at(change.chat.id)
    await (change.new_chat_member.status === 'kicked' ? host.gone(address) : host.back(address))
  }
  if (message?.migrate_to_chat_id !== undefined)
    await host.moved(at(message.chat.id), at(message.migrate_to_chat_id))
}

/** Updates that Telegram posted to the webhook and that are still worked on. */
export function createPostedUpdates(bot: Bot, log: Logger) {
  const running = new Set<Promise<void>>()
  return {
    /** @throws what went wrong: the webhook answers with an error, and Telegram posts the update again */
    take: async (update: Update): Promise<void> => {
      const work = bot.handleUpdate(update).catch(error => {
        log.error({ err: causeOf(error), update: update.update_id }, 'telegram update failed')
        throw error
      })
      running.add(work)
      await work.finally(() => running.delete(work))
    },
    /** Ends when every update taken so far is worked on. */
    idle: async (): Promise<void> => void (await Promise.allSettled([...running])),
  }
}
