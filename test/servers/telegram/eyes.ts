/** What a person sees: the chat, the newest words, the buttons; and errors that show the chat. */

import type { Chats, Room } from './chats.ts'
import type { Group } from './group.ts'
import type { User } from './shapes.ts'
import {
  matches,
  type Pattern,
  transcript,
  until,
  type VisibleButton,
  type VisibleMessage,
  visible,
  visibleIn,
} from './visible.ts'

export interface Look {
  /** Milliseconds of patience (default 5000). */
  within?: number
  /** The group to look at; the private chat without it. */
  in?: Group
  /** Also messages from before the person's last own act in that chat. */
  ever?: boolean
}
export interface Found {
  message: VisibleMessage
  button: VisibleButton
}

export function createEyes(chats: Chats, user: User, home: Room) {
  const acts = new Map<Room, number>()

  const botMessages = (room: Room) => visibleIn(room).filter(message => message.fromBot)

  function last(): VisibleMessage {
    const newest = botMessages(home).at(-1)
    if (!newest) throw new Error(`The bot has said nothing to ${user.first_name} yet`)
    return newest
  }

  /** What the bot said or changed since the person's last act there, newest first. */
  function news(room: Room, ever = false): VisibleMessage[] {
    const since = ever ? 0 : (acts.get(room) ?? 0)
    return room.messages
      .filter(each => !each.deleted && each.message.from?.is_bot && each.stamp > since)
      .sort((a, b) => b.stamp - a.stamp)
      .map(visible)
  }

  function sees(pattern: Pattern, { within = 5000, in: group, ever }: Look): Promise<VisibleMessage> {
    const room = () => group?.room ?? home
    return until(
      within,
      () => news(room(), ever).find(message => matches(message.text, pattern)),
      () =>
        `${user.first_name} waited ${within} ms for ${pattern} and, since the last own act, saw no such thing:\n` +
        transcript(room()),
    )
  }

  function seesToast(toasts: string[], pattern: Pattern, within = 5000): Promise<string> {
    return until(
      within,
      () => toasts.findLast(toast => matches(toast, pattern)),
      () => `${user.first_name} saw no toast ${pattern}, only: ${JSON.stringify(toasts)}`,
    )
  }

  function button(room: Room, label: Pattern, within?: VisibleMessage): Found {
    const messages = botMessages(room).filter(message => !within || message.id === within.id)
    const all = messages
      .reverse()
      .flatMap(message => message.buttons.flat().map(each => ({ message, button: each })))
    const found =
      all.find(each => each.button.text === label) ?? all.find(each => matches(each.button.text, label))
    if (found) return found
    const labels = all.map(each => `[${each.button.text}]`).join(' ') || 'none'
    throw new Error(
      `${user.first_name} finds no button ${label}. Visible buttons: ${labels}\nThe chat:\n${transcript(room)}`,
    )
  }

  return {
    last,
    sees,
    seesToast,
    button,
    acted: (room: Room) => void acts.set(room, chats.stamp()),
    chat: {
      get messages() {
        return visibleIn(home)
      },
      transcript: () => transcript(home),
    },
  }
}
