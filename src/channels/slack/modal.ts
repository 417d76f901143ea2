/** Forms, cards and short notices as modals. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { DraftView } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Card, Locale, Text } from '../../chat/model.ts'
import { cardBlocks, line, MAX_BLOCKS, plain, type Say } from './blocks.ts'
import { input, isShowable } from './fields.ts'

const MAX_TITLE = 24
/** What stands above a modal whose own title is too long for that place. */
const NAME = 'Rekan'
export const FORM = 'form'

export function formModal(draft: DraftView, words: Words, locale: Locale): ModalView {
  const say: Say = label => words.say(label, locale)
  const title = say(draft.title)
  const fits = title.length <= MAX_TITLE
  const heading: KnownBlock[] = fits ? [] : [{ type: 'header', text: plain(title, 150) }]
  const problems = draft.problems.map(({ field, why }) => {
    const label = draft.fields.find(({ id }) => id === field)?.label
    return label ? `⚠️ ${say(label)} ${say(why)}` : `⚠️ ${say(why)}`
  })
  const inputs = draft.fields.filter(isShowable).map(field => input(field, draft, say))
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: draft.id,
    title: plain(fits ? title : NAME, MAX_TITLE),
    submit: plain(say(text('form:button.send')), MAX_TITLE),
    close: plain(say(text('form:button.cancel')), MAX_TITLE),
    blocks: [...heading, ...problems.flatMap(line), ...inputs].slice(0, MAX_BLOCKS.view),
  }
}

export function cardModal(card: Card, words: Words, locale: Locale): ModalView {
  return bare(cardBlocks(card, words, locale, { max: MAX_BLOCKS.view }), words, locale)
}
export const noticeModal = (said: Text, words: Words, locale: Locale): ModalView =>
  bare(line(words.say(said, locale)), words, locale)

const bare = (blocks: KnownBlock[], words: Words, locale: Locale): ModalView => ({
  type: 'modal',
  title: plain(NAME, MAX_TITLE),
  close: plain(words.say(text('slack:close'), locale), MAX_TITLE),
  blocks,
})
