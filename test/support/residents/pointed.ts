/** CHAT_CONTENT_MODE=pointer: whoever lives in a chat follows the newest link and goes on at their browser. */
import { atBrowser, type Pages } from '../../channels/web/stage.ts'
import { readMessage } from '../../servers/slack/index.ts'
import { type Resident, resident, tidy } from './resident.ts'
import { readable } from './telegram.ts'
import { inBrowser } from './web.ts'

export interface LinkedContent {
  /** Themselves in the chat. */
  chat: Resident
  /** Themselves at their browser, once a link was followed. */
  page: Resident
  /** Opens the newest message with a link whose words are these. @returns the status of the answer */
  follows(words: string): Promise<number>
}

export function pointed(chat: Resident, pages: Pages, origin: string): LinkedContent {
  const browser = atBrowser(pages)
  const page = resident(
    chat.id,
    'web',
    inBrowser(pages, () => chat.id, browser),
  )
  const link = new RegExp(`${origin.replaceAll('.', '\\.')}(/l/[\\w-]+)`)
  const newest = (words: string): string | undefined =>
    [
      ...(chat.telegram?.chat.messages ?? []).map(one => ({ said: readable(one), raw: one })),
      ...(chat.slack?.messages() ?? []).map(one => ({ said: tidy(readMessage(one)), raw: one })),
    ]
      .filter(({ said }) => said.includes(words))
      .map(({ raw }) => link.exec(JSON.stringify(raw))?.[1])
      .findLast(path => path !== undefined)

  async function follows(words: string): Promise<number> {
    await chat.sees(words)
    const path = newest(words)
    if (!path)
      throw new Error(`no link under ${words}:\n${(await chat.messages()).slice(-3).join('\n---\n')}`)
    // Platforms look at links by themselves: that opens nothing.
    await browser.ask(path)
    return (await browser.ask(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })).status
  }
  return { chat, page, follows }
}
