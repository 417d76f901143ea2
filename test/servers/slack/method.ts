/** What the server knows of one method of the Web API. */
import { messageBlocks } from './blocks.ts'
import { type Check, type Json, mrkdwn, string } from './check.ts'
import { sin } from './errors.ts'

export interface Method {
  args: Record<string, Check>
  /** Arguments that come as JSON within the form. */
  json?: readonly string[]
  numbers?: readonly string[]
  /** Which scopes the token needs; by the arguments where it depends on them. */
  scopes(args: Json): readonly string[]
  /** `app`: the app-level token (xapp-). */
  token?: 'app'
  run(args: Json): Json
}

export const text = string()
export const content = { text: mrkdwn(40_000), blocks: messageBlocks }
/** What a message says; nothing is no message. */
export const body = (args: Json) => {
  const blocks = (args.blocks ?? []) as Json[]
  if (!args.text && blocks.length === 0) throw sin('no_text')
  if (blocks.length > 0 && !args.text)
    throw sin('no_text', 'blocks without text say nothing in a notification')
  return { text: String(args.text ?? ''), blocks }
}
