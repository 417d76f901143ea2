import type { Context } from 'grammy'
import { Unreachable } from '../../chat/channel.ts'
import { translated } from './errors.ts'
import { withRetry } from './retry.ts'

/** Replies in the chat of the update; does nothing where the bot may not write. */
export async function replyIfPossible(ctx: Context, said: string): Promise<void> {
  try {
    await withRetry(() => ctx.reply(said))
  } catch (error) {
    if (!(translated(error) instanceof Unreachable)) throw error
  }
}
