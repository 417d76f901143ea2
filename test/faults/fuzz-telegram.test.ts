/** Telegram's webhook, and what no person and no Telegram sends. */
import fc from 'fast-check'
import { it } from 'vitest'
import { SECRET } from '../channels/telegram/stage.ts'
import { BATCH, everyDoor, junk, number, partly, some, timeout, word } from './nobody-sends.ts'

const { town, commandLine, pressed, harmless, leavesNothing } = everyDoor()
let serial = 1_000_000

function updates() {
  const id = fc.oneof({ weight: 3, arbitrary: fc.constant(town().siti.id) }, { weight: 1, arbitrary: number })
  const user = partly({ id, is_bot: fc.boolean(), first_name: word, username: word, language_code: word })
  const chat = partly({
    id: fc.oneof({ weight: 3, arbitrary: fc.constant(town().siti.id) }, { weight: 1, arbitrary: number }),
    type: fc.oneof(
      { weight: 3, arbitrary: fc.constant('private') },
      fc.constantFrom('group', 'supergroup', 'x'),
    ),
    title: word,
  })
  const entity = partly({
    type: fc.constantFrom('bot_command', 'mention', 'text_mention', 'url', 'x'),
    offset: fc.integer({ min: -3, max: 60 }),
    length: fc.integer({ min: -3, max: 60 }),
    user,
  })
  const file = partly({ file_id: word, file_size: number, file_name: word, mime_type: word })
  const message = partly({
    message_id: number,
    date: number,
    chat,
    from: user,
    text: fc.oneof(word, commandLine()),
    caption: word,
    entities: fc.array(entity, { maxLength: 4 }),
    document: file,
    photo: fc.array(file, { maxLength: 2 }),
    reply_to_message: partly({ from: user }),
    sticker: junk,
  })
  const member = partly({ status: fc.constantFrom('member', 'kicked', 'left', 'x') })
  const update = partly({
    message,
    callback_query: partly({
      id: word,
      from: user,
      data: pressed(),
      message: partly({ chat, message_id: number }),
    }),
    my_chat_member: partly({ chat, from: user, old_chat_member: member, new_chat_member: member }),
    poll: junk,
  })
  return fc.array(update, { minLength: BATCH, maxLength: BATCH })
}
const posts = async (update: unknown) => {
  const body = JSON.stringify({
    update_id: ++serial,
    ...(typeof update === 'object' ? update : { update }),
  })
  const answer = await town().place.app.pages.request('/telegram/webhook', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
  })
  return answer.status
}

it('as updates of Telegram: taken or refused, never an error', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(updates(), things => harmless(things, posts, [200, 400])),
    some(0.3),
  )
})

it('as words of somebody on Telegram: each is answered', { timeout }, async () => {
  const { siti, telegram } = town()
  const answers = () =>
    telegram.calls.filter(({ params, status }) => status === 200 && params.chat_id === String(siti.id)).length
  const says = async (text: string) => {
    const before = answers()
    const entities = text.startsWith('/')
      ? [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length }]
      : []
    const from = { id: siti.id, is_bot: false, first_name: 'Siti' }
    const message = {
      message_id: ++serial,
      date: 1,
      chat: { id: siti.id, type: 'private' },
      from,
      text,
      entities,
    }
    const status = await posts({ message })
    return answers() > before ? status : 0
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(word, commandLine()), { minLength: BATCH, maxLength: BATCH }),
      things => harmless(things, says, [200]),
    ),
    some(0.2),
  )
})

leavesNothing()
