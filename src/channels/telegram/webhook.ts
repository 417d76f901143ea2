/** Telegram posts updates here; it proves itself with the secret we gave it. */
import type { Update } from 'grammy/types'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { sameSecret } from '../../platform/http/same-secret.ts'

export const WEBHOOK = '/telegram/webhook'
/** No update of Telegram's is as long (bytes): what people write ends at 4096 characters. */
const MAX_BODY = 1_000_000

const user = z.looseObject({ id: z.int(), username: z.string().optional() })
const chat = z.looseObject({ id: z.int(), type: z.string(), title: z.string().optional() })
const entity = z.looseObject({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  user: user.optional(),
})
const file = z.looseObject({
  file_id: z.string(),
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
})
const message = z.looseObject({
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entity).optional(),
  document: file.optional(),
  photo: z.array(file).optional(),
  reply_to_message: z.looseObject({ from: user.optional() }).optional(),
  migrate_to_chat_id: z.int().optional(),
})
const member = z.looseObject({ status: z.string() })
/** As much of an update as we read: whatever else is in it does not matter. */
const readable = z.looseObject({
  update_id: z.int(),
  message: message.optional(),
  callback_query: z
    .looseObject({
      id: z.string(),
      from: user,
      data: z.string().optional(),
      message: z.looseObject({ chat, message_id: z.int() }).optional(),
    })
    .optional(),
  my_chat_member: z
    .looseObject({ chat, from: user, old_chat_member: member, new_chat_member: member })
    .optional(),
})

/** @param handle `null` while we take nothing: Telegram keeps the update and posts it again, perhaps to another process */
export function webhookRoutes(
  secret: string,
  handle: () => ((update: Update) => Promise<void>) | null,
): Hono {
  const app = new Hono()
  app.post(WEBHOOK, bodyLimit({ maxSize: MAX_BODY }), async c => {
    if (!sameSecret(c.req.header('x-telegram-bot-api-secret-token') ?? '', secret)) return c.body(null, 401)
    const update = await c.req.json<unknown>().catch(() => null)
    if (!readable.safeParse(update).success) return c.body(null, 400)
    const take = handle()
    if (!take) return c.body(null, 503)
    // The error stays here: the server would print it, and grammY's holds the token and what the person wrote.
    const taken = await take(update as Update).then(
      () => true,
      () => false,
    )
    return c.body(null, taken ? 200 : 500)
  })
  return app
}
