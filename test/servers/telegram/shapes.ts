/** The Bot API objects this server makes itself; the spec checks them again at run time. */

export interface User {
  id: number
  is_bot: boolean
  first_name: string
  username?: string | undefined
  language_code?: string | undefined
}

export interface Chat {
  id: number
  type: 'private' | 'group' | 'supergroup'
  title?: string | undefined
  username?: string | undefined
  first_name?: string | undefined
}

export interface Entity {
  type: string
  offset: number
  length: number
  url?: string | undefined
  user?: User | undefined
  language?: string | undefined
  custom_emoji_id?: string | undefined
}

export interface InlineButton {
  text: string
  callback_data?: string
  url?: string
  [kind: string]: unknown
}

export interface InlineKeyboard {
  inline_keyboard: InlineButton[][]
}

export interface FileInfo {
  file_id: string
  file_unique_id: string
  file_size: number
}

export interface PhotoSize extends FileInfo {
  width: number
  height: number
}

export interface Document extends FileInfo {
  file_name: string
  mime_type: string
}

export interface Message {
  message_id: number
  date: number
  chat: Chat
  from?: User | undefined
  text?: string | undefined
  entities?: Entity[] | undefined
  caption?: string | undefined
  caption_entities?: Entity[] | undefined
  photo?: PhotoSize[] | undefined
  document?: Document | undefined
  reply_markup?: InlineKeyboard | undefined
  reply_to_message?: Message | undefined
  edit_date?: number | undefined
  new_chat_members?: User[] | undefined
  left_chat_member?: User | undefined
  migrate_to_chat_id?: number | undefined
  migrate_from_chat_id?: number | undefined
  [other: string]: unknown
}

export interface Update {
  update_id: number
  message?: Message
  edited_message?: Message
  callback_query?: CallbackQuery
  my_chat_member?: MemberChange
  chat_member?: MemberChange
}

export interface CallbackQuery {
  id: string
  from: User
  message: Message | { chat: Chat; message_id: number; date: 0 }
  chat_instance: string
  data: string
}

export interface MemberChange {
  chat: Chat
  from: User
  date: number
  old_chat_member: Member
  new_chat_member: Member
}

export interface Member {
  status: string
  user: User
  [right: string]: unknown
}

/** A file that came as a part of a multipart body. */
export interface Upload {
  field: string
  filename: string | undefined
  mime: string
  bytes: Uint8Array
}
