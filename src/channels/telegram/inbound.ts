/** What Telegram brought, as an act. */
import type { Context } from 'grammy'
import type { Message, MessageEntity, User } from 'grammy/types'
import type { Act, Inbound, Mention } from '../../chat/channel.ts'
import type { FileRef, Place } from '../../chat/model.ts'
import { decodePress } from '../../chat/ui/press.ts'

export const TELEGRAM = 'telegram'
/** Fetches a file somebody sent; null when it is larger than we take. */
export type Fetch = (message: Message) => Promise<FileRef | null>

/** @returns null for what is none of our business, such as talk in a group */
export async function readUpdate(ctx: Context, fetch: Fetch): Promise<Inbound | null> {
  const act = await readAct(ctx, fetch)
  if (!act || !ctx.from || !ctx.chat) return null
  const { id, username } = ctx.from
  const handle = username === undefined ? {} : { handle: username }
  const from = { channel: TELEGRAM, id: String(id) }
  return { key: `tg:${ctx.update.update_id}`, from, ...handle, place: readPlace(ctx.chat), act }
}

function readPlace(chat: NonNullable<Context['chat']>): Place {
  if (chat.type === 'private') return { kind: 'direct' }
  const id = String(chat.id)
  // Groups have a title, says Telegram; what is posted at our door may have none.
  return { kind: 'group', address: { channel: TELEGRAM, id }, title: chat.title ?? id }
}

async function readAct(ctx: Context, fetch: Fetch): Promise<Act | null> {
  if (ctx.callbackQuery) return { kind: 'press', press: decodePress(ctx.callbackQuery.data ?? '') }
  if (ctx.myChatMember) return readMembership(ctx)
  const { message } = ctx
  if (!message) return null
  const command = readCommand(message, ctx.me)
  if (command) return command
  if (ctx.chat?.type !== 'private') return null
  if (message.document || message.photo) {
    const file = await fetch(message)
    return file && { kind: 'attach', file }
  }
  // A sticker, a voice: still answered, as words nobody understood.
  return { kind: 'say', text: message.text ?? message.caption ?? '' }
}

const IN = new Set(['member', 'administrator', 'creator'])
function readMembership({ myChatMember: change }: Context): Act | null {
  if (!change || change.chat.type === 'private') return null
  const [was, is] = [IN.has(change.old_chat_member.status), IN.has(change.new_chat_member.status)]
  return was === is ? null : { kind: is ? 'joined' : 'left' }
}

/** `/pujian@rekan_bot @siti terima kasih`, addressed to us or to no one in particular. */
function readCommand(message: Message, me: User): Extract<Act, { kind: 'command' }> | null {
  const { text = '', entities = [] } = message
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0)
  if (!first) return null
  const [name = '', addressee] = text.slice(1, first.length).split('@')
  if (addressee && addressee.toLowerCase() !== me.username?.toLowerCase()) return null
  const mentions = [...readReply(message, me), ...entities.flatMap(entity => readMention(entity, text))]
  const rest = withoutMentions(text, entities, first.length)
  // The platform's own word for the first contact.
  const plain = name === 'start' ? 'mulai' : name.toLowerCase()
  return { kind: 'command', name: plain, rest, mentions }
}

function readReply({ reply_to_message: replied }: Message, me: User): Mention[] {
  const author = replied?.from
  return author && author.id !== me.id && !author.is_bot ? [{ id: String(author.id) }] : []
}

function readMention(entity: MessageEntity, text: string): Mention[] {
  if (entity.type === 'text_mention') return [{ id: String(entity.user.id) }]
  if (entity.type !== 'mention') return []
  return [{ handle: text.slice(entity.offset + 1, entity.offset + entity.length) }]
}

function withoutMentions(text: string, entities: readonly MessageEntity[], from: number): string {
  const cuts = entities.filter(
    ({ type, offset }) => offset >= from && (type === 'mention' || type === 'text_mention'),
  )
  const kept = cuts.reduceRight(
    (rest, { offset, length }) => rest.slice(0, offset) + rest.slice(offset + length),
    text,
  )
  return kept.slice(from).trim()
}
