/** What the delivery queue calls on every channel: a platform's outbox, with its errors in the terms all channels share. */
import type { Channel } from './channel.ts'

type Send = Parameters<Channel['send']>
/** A platform's messages that nobody waits for. */
export interface BulkOutbox {
  /** @returns the message's id */
  send(address: string, card: Send[1], locale: Send[2]): Promise<string>
  edit(address: string, messageId: string, card: Send[1], locale: Send[2]): Promise<unknown>
}

/**
 * @param outboxFor the outbox of one message; `beforeSend` is called when its turn has come
 * @param translated the platform's error as Unreachable, RetryLater or AnswerLost, where it is one
 */
export function bulkDelivery(
  outboxFor: (beforeSend?: Send[3], yields?: boolean) => BulkOutbox,
  translated: (error: unknown) => unknown,
): Pick<Channel, 'send' | 'edit'> {
  return {
    send: async (to, card, locale, beforeSend) => {
      try {
        return { messageId: await outboxFor(beforeSend).send(to.id, card, locale) }
      } catch (error) {
        throw translated(error)
      }
    },
    edit: async (to, { messageId }, card, locale, yields) => {
      try {
        await outboxFor(undefined, yields).edit(to.id, messageId, card, locale)
      } catch (error) {
        throw translated(error)
      }
    },
  }
}
