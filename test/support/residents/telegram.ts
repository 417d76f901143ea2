/** Somebody who lives on Telegram, where a form is a conversation. */
import type { Person, TelegramServer, VisibleMessage } from '../../servers/telegram/index.ts'
import { type Body, type Ear, type Given, heard, type Room, tidy, typedDay, type Where } from './resident.ts'

/** A form asks no more questions than this. */
const MANY = 60

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

  /** The newest question of a form, or the last look at it. */
  const question = () => person.chat.messages.findLast(one => one.fromBot && labels(one).includes('Batal'))

  const tapOn = (message: VisibleMessage, label: string) => then(() => person.taps(label, { message }))
  async function pick(label: string): Promise<void> {
    for (let page = 0; page < MANY; page++) {
      const asked = question()
      if (!asked) throw new Error('no question is open')
      const shown = labels(asked)
      const found = shown.find(one => one === label) ?? shown.find(one => one.includes(label))
      if (found !== undefined || !shown.includes('Berikutnya ›'))
        return void (await tapOn(asked, found ?? label))
      await tapOn(asked, 'Berikutnya ›')
    }
  }

  async function answer(given: Given[string]): Promise<void> {
    if (typeof given !== 'string' && 'bytes' in given)
      return void (await then(() => person.sendsDocument(given)))
    const asked = question()
    const pages = asked ? asked.text : ''
    for (const one of [given].flat()) {
      if (pages.includes('tulis sebagian nama')) await then(() => person.writes(one))
      if (/sebagian nama|Silakan pilih/.test(pages)) await pick(one)
      else await then(() => person.writes(typedDay(one)))
    }
    const after = question()
    if (after && labels(after).includes('Selesai memilih')) await tapOn(after, 'Selesai memilih')
  }

  async function answers(given: Given): Promise<void> {
    const left = new Map(Object.entries(given))
    for (let step = 0; step < MANY; step++) {
      const asked = question()
      if (!asked) throw new Error(`no question is open:\n${person.chat.transcript()}`)
      if (labels(asked).includes('Kirim')) {
        if (left.size > 0) throw new Error(`never asked: ${[...left.keys()].join(', ')}`)
        return void (await tapOn(asked, 'Kirim'))
      }
      const lines = asked.text.split('\n')
      const key = [...left.keys()].find(label => lines.some(line => line.startsWith(label)))
      if (key === undefined) await tapOn(asked, 'Lewati')
      else await answer(left.get(key) ?? '')
      if (key !== undefined) left.delete(key)
    }
    throw new Error('a form without end')
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
    answers,
    messages: async () => person.chat.messages.filter(one => one.fromBot).map(readable),
    toasts: () => person.toasts,
    invites: async ({ telegram }: Room) => void (await then(async () => telegram?.addBot(person))),
  }
}
