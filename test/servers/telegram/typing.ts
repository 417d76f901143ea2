/** What Telegram's apps find in the text a person types: commands, @names, people without a @name. */

import type { Entity, User } from './shapes.ts'

const FOUND =
  /(?<=^|\s)\/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{4,32})?(?![\w/])|(?<![\w@])@[A-Za-z0-9_]{4,32}(?!\w)/g

export function typedEntities(text: string, mentions: User[]): Entity[] {
  const found = [...text.matchAll(FOUND)].map(({ 0: word, index }) => ({
    type: word.startsWith('/') ? 'bot_command' : 'mention',
    offset: index,
    length: word.length,
  }))
  const named = mentions.filter(user => !text.includes(`@${user.username}`)).map(user => byName(text, user))
  // An app that turned the name into a link no longer sees a @name in the same place.
  const apart = found.filter(each => !named.some(name => overlap(each, name)))
  return [...apart, ...named].sort((a, b) => a.offset - b.offset)
}

const overlap = (a: Entity, b: Entity) => a.offset < b.offset + b.length && b.offset < a.offset + a.length

function byName(text: string, user: User): Entity {
  const offset = text.indexOf(user.first_name)
  if (offset < 0) throw new Error(`"${text}" names neither @${user.username} nor ${user.first_name}`)
  return { type: 'text_mention', offset, length: user.first_name.length, user }
}

/** The commands a message begins with or holds, as `name` or `name@bot`. */
export const commandsIn = (text: string, entities: Entity[]) =>
  entities
    .filter(entity => entity.type === 'bot_command')
    .map(entity => text.slice(entity.offset + 1, entity.offset + entity.length))
