/** Shows a short text where the person looks: in a modal, beside what was tapped, or in the private chat. */
import type { WebClient } from '@slack/web-api'
import type { Words } from '../../chat/i18n/words.ts'
import type { Locale, Text } from '../../chat/model.ts'
import { escaped, line } from './blocks.ts'
import { isTooLate, perhapsSaid } from './errors.ts'
import { noticeModal } from './modal.ts'
import type { Content } from './outbox.ts'
import type { Spot } from './spot.ts'
import type { Views } from './views.ts'

export type ShowText = (said: Text, locale: Locale, spot: Spot) => Promise<void>

export const createShowText =
  (client: WebClient, views: Views, words: Words): ShowText =>
  async (said, locale, { respond, user, trigger, on }) => {
    const notice = noticeModal(said, words, locale)
    try {
      // Where no further modal fits, the text goes to the chat.
      if (on.kind === 'modal' && trigger && (await views.push(trigger, notice))) return
      if (on.kind === 'home' && trigger) return void (await views.open(trigger, notice))
    } catch (error) {
      if (!isTooLate(error)) throw error
    }
    const content = textContent(said, words, locale)
    if (respond) await respond({ ...content, response_type: 'ephemeral', replace_original: false })
    else
      await client.chat.postMessage({ channel: user, ...content }).catch(error => {
        throw perhapsSaid(error)
      })
  }

export function textContent(said: Text, words: Words, locale: Locale): Content {
  const plain = words.say(said, locale)
  return { text: escaped(plain), blocks: line(plain) }
}
