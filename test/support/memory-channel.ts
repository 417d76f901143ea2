/** A platform of our own for tests of features: people with thumbs, read in plain words. */

import type { Act, Channel, ChatResponse, Host } from '../../src/chat/channel.ts'
import { Unreachable } from '../../src/chat/channel.ts'
import { absurd } from '../../src/chat/forms/answers.ts'
import type { Words } from '../../src/chat/i18n/words.ts'
import type { Address, Button, Card, Locale } from '../../src/chat/model.ts'
import { labelled } from '../../src/domain/text/labelled.ts'
import { type Answers, type FormView, fillForm, submitForm } from './fill-form.ts'

interface SentFile {
  id: string
  name: string
  mime: string
}
export interface Message {
  id: string
  card: Card
  locale: Locale
  plain: string
  edits: number
}

/** Every word of a card as its reader sees it, a line a block. */
export function plainCard(card: Card, words: Words, locale: Locale): string {
  const say = (label: Parameters<Words['say']>[0]) => words.say(label, locale)
  const lines = card.blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'text':
        return [say(block.text)]
      case 'quote':
        return [`“${block.said}”`]
      case 'facts':
        return block.rows.map(([label, value]) => `${labelled(say(label))} ${say(value)}`)
      case 'table':
        return [block.head.map(say).join(' | '), ...block.rows.map(row => row.join(' | '))]
      case 'file':
        return [`[${block.file.name}] ${say(block.alt)}`]
      case 'buttons':
        return [block.buttons.map(button => `[${say(button.label)}]`).join(' ')]
      default:
        return absurd(block)
    }
  })
  return [say(card.title), ...lines].join('\n')
}

export function memoryChannel(words: Words, name = 'memory') {
  const chats = new Map<string, Message[]>()
  const toasts = new Map<string, string[]>()
  const answers = new Map<string, Message>()
  const blocked = new Set<string>()
  let host: Host | undefined
  let serial = 0

  const chat = (id: string) => {
    const known = chats.get(id) ?? []
    chats.set(id, known)
    return known
  }
  function put(id: string, card: Card, locale: Locale): Message {
    const message = { id: String(++serial), card, locale, plain: plainCard(card, words, locale), edits: 0 }
    chat(id).push(message)
    return message
  }
  function change(message: Message | undefined, card: Card, locale: Locale): void {
    if (message)
      Object.assign(message, {
        card,
        locale,
        plain: plainCard(card, words, locale),
        edits: message.edits + 1,
      })
  }

  function show(shown: ChatResponse | null, from: Address, tapped?: Message, place?: string): void {
    if (!shown) return
    const target = shown.where === 'here' && place ? place : from.id
    if (shown.kind === 'toast')
      toasts.set(from.id, [...(toasts.get(from.id) ?? []), words.say(shown.text, shown.locale)])
    else if (shown.kind === 'card' && shown.over && tapped) {
      change(tapped, shown.card, shown.locale)
      answers.set(from.id, tapped)
    } else if (shown.kind === 'card') answers.set(from.id, put(target, shown.card, shown.locale))
  }

  const channel: Channel = {
    name,
    forms: 'stepwise',
    start: async given => {
      host = given
    },
    stop: async () => {},
    send: async (to, card, locale, beforeSend) => {
      await beforeSend?.()
      if (blocked.has(to.id)) throw new Unreachable()
      return { messageId: put(to.id, card, locale).id }
    },
    edit: async (to, { messageId }, card, locale) =>
      change(
        chat(to.id).find(({ id }) => id === messageId),
        card,
        locale,
      ),
  }

  async function act(
    from: Address,
    what: Act,
    {
      key = `k${++serial}`,
      tapped,
      group,
      handle,
    }: { key?: string; tapped?: Message; group?: string; handle?: string } = {},
  ) {
    if (!host) throw new Error('not started')
    const place = group
      ? { kind: 'group' as const, address: { channel: name, id: group }, title: group }
      : { kind: 'direct' as const }
    const shown = await host.route({ key, from, place, act: what, ...(handle && { handle }) })
    show(shown, from, tapped, group)
    await host.answered(key)
    return shown
  }

  function find(label: string, ids: readonly string[]): { message: Message; button: Button } {
    for (const message of ids.flatMap(id => chat(id)).reverse()) {
      for (const block of message.card.blocks) {
        const buttons = block.kind === 'buttons' ? block.buttons : []
        const button = buttons.find(one => words.say(one.label, message.locale).includes(label))
        if (button) return { message, button }
      }
    }
    throw new Error(
      `no button “${label}” in:\n${ids.flatMap(id => chat(id).map(({ plain }) => plain)).join('\n---\n')}`,
    )
  }

  /** The form that somebody was asked to answer by their last act. */
  function formOf(from: Address): FormView<SentFile> {
    const message = () => answers.get(from.id)
    const buttons = () => {
      const all = message()?.card.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
      return (all ?? []).filter(one => 'press' in one && one.press.verb.startsWith('form.'))
    }
    const labelOf = ({ label }: Button) => words.say(label, message()?.locale ?? 'id')
    return {
      shown: () => {
        const blocks = message()?.card.blocks ?? []
        const lines = blocks.flatMap(block =>
          block.kind === 'text' ? [words.say(block.text, message()?.locale ?? 'id')] : [],
        )
        return buttons().length === 0 ? undefined : { lines, buttons: buttons().map(labelOf) }
      },
      press: async label => {
        const [tapped, button] = [message(), buttons().find(one => labelOf(one) === label)]
        if (!tapped || !button || !('press' in button)) throw new Error(`the form has no button “${label}”`)
        await act(from, { kind: 'press', press: button.press }, { tapped })
      },
      write: text => act(from, { kind: 'say', text }),
      send: file => act(from, { kind: 'attach', file }),
      transcript: () =>
        chat(from.id)
          .slice(-3)
          .map(({ plain }) => plain)
          .join('\n---\n'),
    }
  }

  /** Somebody with an account on this platform. */
  function person(id: string) {
    const from = { channel: name, id }
    const form = formOf(from)
    return {
      id,
      address: from,
      messages: () => chat(id),
      /** The newest message, whoever caused it. */
      last: () => chat(id).at(-1)?.plain ?? '',
      /** The newest message with these words: of those that come at one time, any may be last. */
      newest: (words: string) => chat(id).findLast(({ plain }) => plain.includes(words))?.plain ?? '',
      /** The card their last act was answered with, whatever has come below it since. */
      answer: () => answers.get(id)?.plain ?? '',
      toasts: () => toasts.get(id) ?? [],
      lastToast: () => toasts.get(id)?.at(-1) ?? '',
      commands: (
        line: string,
        more: { mentions?: string[]; group?: string; key?: string; handle?: string } = {},
      ) => {
        const [, command = '', rest = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(line) ?? []
        const mentions = (more.mentions ?? []).map(one =>
          one.startsWith('@') ? { handle: one.slice(1) } : { id: one },
        )
        return act(from, { kind: 'command', name: command, rest, mentions }, more)
      },
      writes: (text: string) => act(from, { kind: 'say', text }),
      taps: (label: string, more: { key?: string; group?: string } = {}) => {
        const { message, button } = find(label, more.group ? [more.group] : [id])
        if (!('press' in button)) throw new Error(`“${label}” is a link`)
        return act(from, { kind: 'press', press: button.press }, { tapped: message, ...more })
      },
      /** Fills in the open form by the labels of its questions, up to the last look at it. */
      fills: (given: Answers<SentFile>) => fillForm(form, given),
      /** Fills in the open form by the labels of its questions, and sends it. */
      answers: async (given: Answers<SentFile>) => {
        await fillForm(form, given)
        await submitForm(form)
      },
      presses: (verb: string, ...args: string[]) => act(from, { kind: 'press', press: { verb, args } }),
      sends: (file: SentFile) => act(from, { kind: 'attach', file }),
      invitesTo: (group: string) => act(from, { kind: 'joined' }, { group }),
      blocks: () => void blocked.add(id),
    }
  }
  return {
    channel,
    person,
    group: (id: string) => ({ id, messages: () => chat(id), last: () => chat(id).at(-1)?.plain ?? '' }),
  }
}
export type MemoryPerson = ReturnType<ReturnType<typeof memoryChannel>['person']>
