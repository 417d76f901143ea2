/** Files that people send to the Telegram bot. */
import type { Api, Context } from 'grammy'
import type { Message } from 'grammy/types'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { FileRef } from '../../chat/model.ts'
import type { TelegramConfig } from '../../config.ts'
import { download } from '../../platform/files/download.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Logger } from '../../platform/observability/log.ts'
import { causeOf } from './errors.ts'
import { replyIfPossible } from './reply.ts'
import { withRetry } from './retry.ts'

/** Largest file that is accepted (bytes), and how long one is kept that no feature claims (days). */
const MAX_FILE_BYTES = 10_000_000
const KEEP_DAYS = 30

export interface FetchFileDeps {
  api: Api
  telegram: TelegramConfig
  files: Files
  words: Words
  log: Logger
}
/** @returns null when the message has no file, or one that is not accepted: the person was told why */
export type FetchFile = (ctx: Context, message: Message) => Promise<FileRef | null>

export function createFetchFile({ api, telegram, files, words, log }: FetchFileDeps): FetchFile {
  async function keep(
    { file_id, file_size = 0 }: { file_id: string; file_size?: number },
    about: { name: string; mime: string },
  ): Promise<FileRef | 'tooLarge'> {
    if (file_size > MAX_FILE_BYTES) return 'tooLarge'
    const { file_path: path } = await withRetry(() => api.getFile(file_id))
    const from = `${telegram.apiRoot}/file/bot${telegram.token}/${path}`
    const bytes = await download(from, { maxBytes: MAX_FILE_BYTES })
    return bytes ? files.put({ ...about, bytes }, KEEP_DAYS) : 'tooLarge'
  }

  return async (ctx, message) => {
    const document = message.document
    const sent = document ?? message.photo?.at(-1)
    if (!sent) return null
    const about = { name: document?.file_name ?? 'foto.jpg', mime: document?.mime_type ?? 'image/jpeg' }
    const kept = await keep(sent, about).catch(error => {
      log.error({ err: causeOf(error) }, 'a file could not be taken')
      return 'fileLost' as const
    })
    if (typeof kept !== 'string') return kept
    const why = kept === 'tooLarge' ? text('telegram:tooLarge') : text('telegram:fileLost')
    await replyIfPossible(ctx, words.say(why, 'id'))
    return null
  }
}
