/** Somebody who lives on Telegram, where a form is a conversation. */
import type { Person, TelegramServer, VisibleMessage } from '../../servers/telegram/index.ts'
import { type FormView, fillForm, isForm, submitForm } from '../fill-form.ts'
import { type Body, type Ear, type File, heard, type Room, tidy, typedDay, type Where } from './resident.ts'

export const readable = ({ text, buttons, photo, document }: VisibleMessage) =>
  tidy(
    [
      ...(photo ? ['[gambar]'] : []),
      ...(document ? [`[${document.name}]`] : []),
      text,
      ...buttons.flat().map(one => `[${one.text}]`),
    ].join('\n'),
  )

export function onTelegram(server: TelegramServer, ear: Ear, person: Person): Body {
  const calm = () => server.idle({ quiet: 15, within: 10_000 })
  const then = <T>(act: () => Promise<T>) => heard(ear, act, calm)
  const labels = (message: VisibleMessage) => message.buttons.flat().map(one => one.text)
  const place = ({ in: room }: Where) => (room?.telegram ? { in: room.telegram } : {})

  const newest = () => person.chat.messages.findLast(one => one.fromBot && isForm(one.text, labels(one)))
  const form: FormView<File> = {
    shown: () => {
      const message = newest()
      return message && { lines: message.text.split('\n').slice(1), buttons: labels(message) }
    },
    press: label => {
      const message = newest()
      return then(() => person.taps(label, message ? { message } : {}))
    },
    write: said => then(() => person.writes(typedDay(said))),
    send: file => then(() => person.sendsDocument(file)),
    transcript: () => person.chat.transcript(),
  }

  return {
    telegram: person,
    address: () => String(person.id),
    links: async code => void (await then(() => person.starts(code))),
    commands: async (line, where = {}) => void (await then(() => person.writes(line, place(where)))),
    writes: async said => void (await then(() => person.writes(said))),
    sends: async file => void (await then(() => person.sendsDocument(file))),
    taps: async (label, where = {}) => {
      const rooms = where.in?.telegram?.messages ?? person.chat.messages
      const found = rooms.flatMap(one => one.buttons.flat()).findLast(one => one.text.includes(label))
      return found?.url ?? then(() => person.taps(label, place(where)))
    },
    answers: async given => {
      await fillForm(form, given)
      await submitForm(form)
    },
    messages: async () => person.chat.messages.filter(one => one.fromBot).map(readable),
    toasts: () => person.toasts,
    invites: async ({ telegram }: Room) => void (await then(async () => telegram?.addBot(person))),
  }
}
