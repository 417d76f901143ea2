/** Files that people send in Slack, fetched with the bot's token. */
import type { FileRef } from '../../chat/model.ts'
import type { SlackConfig } from '../../config.ts'
import { download } from '../../platform/files/download.ts'
import type { Files } from '../../platform/files/files.ts'
import type { SlackFile } from './filled.ts'

/** Largest file that is accepted (bytes), and how long one is kept that no feature claims (days). */
const MAX_FILE_BYTES = 10_000_000
const KEEP_DAYS = 30

/** @returns `null` when the file is larger than we accept, or not Slack's */
export type FetchFile = (file: SlackFile) => Promise<FileRef | null>

/** The function it returns throws when Slack does not hand the file out. */
export function createFetchFile({ apiUrl, botToken }: SlackConfig, files: Files): FetchFile {
  return async file => {
    if (file.size > MAX_FILE_BYTES || !file.url_private_download) return null
    // The token goes to Slack only: a link to elsewhere is not followed.
    if (!isSlackHost(apiUrl, file.url_private_download)) return null
    const headers = { authorization: `Bearer ${botToken}` }
    const bytes = await download(file.url_private_download, { headers, maxBytes: MAX_FILE_BYTES })
    if (!bytes) return null
    // Without the scope to read files, Slack answers with its sign-in page instead.
    if (bytes.length !== file.size)
      throw new Error(`file download gave ${bytes.length} of ${file.size} bytes`)
    return files.put({ name: file.name, mime: file.mimetype, bytes }, KEEP_DAYS)
  }
}

/** Files come from slack.com and its file hosts, or from the server that replaces it in tests. */
function isSlackHost(apiUrl: string, link: string): boolean {
  if (!URL.canParse(link)) return false
  const [api, file] = [new URL(apiUrl), new URL(link)]
  if (file.origin === api.origin) return true
  return file.protocol === 'https:' && (file.hostname === 'slack.com' || file.hostname.endsWith('.slack.com'))
}
