/** Updates, webhooks, callback answers, files and the bot itself. */

import { refusal } from '../errors.ts'
import { fileInfo } from '../files.ts'
import type { Poll } from '../updates.ts'
import type { Hook } from '../webhook.ts'
import type { Methods, World } from './world.ts'

const DOWNLOADABLE = 20 * 1024 * 1024

export function talking({ chats, files, queries, updates, webhook }: World): Methods {
  return {
    getMe: () => ({
      ...chats.bot,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
    }),
    getUpdates: (ask: Poll, call) => updates.poll(ask, call.gone),
    setWebhook: (hook: Hook) => {
      webhook.set(hook)
      return true
    },
    deleteWebhook: ({ drop_pending_updates = false }: { drop_pending_updates?: boolean }) => {
      webhook.set({ url: '', drop_pending_updates })
      return true
    },
    getWebhookInfo: () => ({
      url: webhook.current()?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.pending().length,
      last_error_date: webhook.lastError()?.date,
      last_error_message: webhook.lastError()?.text,
    }),
    answerCallbackQuery: ({ callback_query_id, text }: { callback_query_id: string; text?: string }) => {
      const query = queries.answer(callback_query_id)
      if (text) chats.accounts.get(query.userId)?.toasts.push(text)
      return true
    },
    getFile: ({ file_id }: { file_id: string }) => {
      const file = files.find(file_id)
      if (!file) throw refusal('wrong file_id or the file is temporarily unavailable')
      if (file.bytes.length > DOWNLOADABLE) throw refusal('file is too big')
      return { ...fileInfo(file), file_path: file.path }
    },
  }
}
